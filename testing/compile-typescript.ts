import { join, resolve } from 'node:path';
import ts from 'typescript';

/** Every option that makes the compiler stricter: generated code has to stand them all in its user's project. */
export const STRICTEST: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts'],
  types: [],
  noEmit: true,
  strict: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  declaration: true,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  isolatedDeclarations: true,
  isolatedModules: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: false,
  verbatimModuleSyntax: true,
};

const ROOT = resolve('/virtual');
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * Compiles TypeScript files that exist in memory alone, with every strict option.
 * @param files text by file name
 * @returns the compiler's diagnostics as `file:line message`, none where it is content
 */
export function compileTypeScript(files: ReadonlyMap<string, string>): string[] {
  const texts = new Map([...files].map(([name, text]) => [join(ROOT, name), text]));
  texts.set(join(ROOT, 'package.json'), '{"type":"module"}');
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(STRICTEST),
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    directoryExists: () => true,
    getCurrentDirectory: () => ROOT,
    getSourceFile: (file) => {
      const text = texts.get(file);
      return text === undefined ? library(file) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    },
  };
  const sources = [...texts.keys()].filter((name) => name.endsWith('.ts'));
  const program = ts.createProgram(sources, STRICTEST, host);
  return ts.getPreEmitDiagnostics(program).map(shown);
}

/** The compiler's own libraries are read once for all tests of a file. */
function library(file: string): ts.SourceFile | undefined {
  if (!libraries.has(file)) {
    const text = ts.sys.readFile(file);
    libraries.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  }
  return libraries.get(file);
}

function shown({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file) return message;
  const { line } = ts.getLineAndCharacterOfPosition(file, start ?? 0);
  return `${file.fileName.slice(ROOT.length + 1)}:${line + 1} ${message}`;
}
