import { join, resolve } from 'node:path';
import ts from 'typescript';
import { STRICTEST } from '../compile-typescript.ts';

const ROOT = resolve('/virtual');

/**
 * What the compiler has to say of each file that exists in memory alone, by line (from 1), with every strict option.
 * @param files text by file name; none imports another
 */
export function diagnosticsByLine(
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlyMap<number, readonly string[]>> {
  const texts = new Map([...files].map(([name, text]) => [join(ROOT, name), text]));
  texts.set(join(ROOT, 'package.json'), '{"type":"module"}');
  const host = ts.createCompilerHost(STRICTEST);
  const program = ts.createProgram(
    [...files.keys()].map((name) => join(ROOT, name)),
    STRICTEST,
    {
      ...host,
      fileExists: (file) => texts.has(file),
      readFile: (file) => texts.get(file),
      directoryExists: () => true,
      getCurrentDirectory: () => ROOT,
      getSourceFile: (file, options) => {
        const text = texts.get(file);
        return text === undefined ? host.getSourceFile(file, options) : ts.createSourceFile(file, text, options);
      },
    },
  );
  const found = new Map<string, Map<number, string[]>>();
  for (const name of files.keys()) {
    const source = program.getSourceFile(join(ROOT, name));
    const lines = new Map<number, string[]>();
    found.set(name, lines);
    for (const { start, messageText } of [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]) {
      const line = source ? source.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
      lines.set(line, [...(lines.get(line) ?? []), ts.flattenDiagnosticMessageText(messageText, ' ')]);
    }
  }
  return found;
}
