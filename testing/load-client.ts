import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * Writes a generated client as JavaScript to a folder of its own, beside whatever else is given, so that it can run.
 * @returns imports a module of it by its TypeScript name, as what the test knows it to be: the compiler can't
 */
export function loadClient(files: ReadonlyMap<string, string>): <T>(name: string) => Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-client-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, text] of files) {
    const file = join(folder, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, name.endsWith('.ts') ? javaScript(text) : text);
  }
  return (name) => import(pathToFileURL(join(folder, name.replace(/\.ts$/, '.js'))).href);
}

const transpiled = new Map<string, string>();

/** A module's JavaScript: its types are taken away, nothing else. */
function javaScript(text: string): string {
  const known = transpiled.get(text);
  if (known !== undefined) return known;
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  transpiled.set(text, outputText);
  return outputText;
}
