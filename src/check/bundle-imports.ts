import type { SourceLanguage, SourceText } from '../broker/source-text.ts';
import { LineCounter } from '../model/line-counter.ts';
import type { ForbiddenImport } from './bundle-import-policy.ts';
import { ownText } from './own-text.ts';

/** An import of what no app may import. */
export interface ImportFact {
  readonly name: string;
  readonly says: string;
  readonly line: number;
}

const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\b(?:import|require)\s{0,9}\()\s{0,9}$/;
/** One line's worth: whatever stands on it, it is passed once. */
const PYTHON_IMPORT =
  /^[ \t]{0,80}(?:from[ \t]{1,9}([\w.]{1,200})[ \t]{1,9}import\b|import[ \t]{1,9}([\w., \t]{1,400}))/gm;

/** Imports of forbidden modules in a source; what is put together at run time is not seen. */
export function forbiddenIn(
  source: SourceText,
  language: SourceLanguage,
  policy: readonly ForbiddenImport[],
): ImportFact[] {
  const lines = new LineCounter(source.code);
  const found = language === 'python' ? pythonImports(source) : scriptImports(source);
  return found.flatMap(({ name, at }) => {
    const rule = policy.find(
      ({ module }) => name === module || name.startsWith(`${module}${language === 'python' ? '.' : '/'}`),
    );
    return rule === undefined ? [] : [{ name: ownText(name), says: rule.says, line: lines.at(at) }];
  });
}

interface Import {
  readonly name: string;
  readonly at: number;
}

function scriptImports({ code, literals }: SourceText): Import[] {
  return literals.flatMap(({ start, value }) =>
    value.length <= 214 && SCRIPT_IMPORT.test(code.slice(Math.max(0, start - 40), start))
      ? [{ name: value, at: start }]
      : [],
  );
}

function pythonImports({ code }: SourceText): Import[] {
  return [...code.matchAll(PYTHON_IMPORT)].flatMap((match) => {
    const names = match[1] === undefined ? (match[2] ?? '').split(',') : [match[1]];
    return names.map((name) => ({ name: name.trim().split(/\s/)[0] ?? '', at: match.index }));
  });
}
