import { typesOfTargets } from '../../src/codegen/ir/build-types.ts';
import type { ClassStyle } from '../../src/codegen/targets/python/class-style.ts';
import { lowerTypes } from '../../src/codegen/targets/python/lower.ts';
import { TYPED_DICT, TYPED_DICT_728 } from '../../src/codegen/targets/python/typed-dict.ts';
import { typesText } from '../../src/codegen/targets/python/types-text.ts';
import { digestBytes } from '../../src/model/digest.ts';
import { AssayError } from '../../src/model/errors.ts';
import { type PyrightDiagnostic, pyright } from '../pyright.ts';
import { pythonValue } from '../python-value.ts';
import type { FidelityCase, FidelityLanguage, FidelityMode, FidelityVerdict } from './case.ts';

/**
 * Python's TypedDicts under pyright's strict mode. A literal of Python may have no key that its TypedDict doesn't name,
 * though a value that comes from elsewhere may: so that the open types can be measured with literals, what PEP 728 adds
 * (`extra_items`, `closed`) is written into the types that are measured.
 */
export const PYTHON: FidelityLanguage = { id: 'python', judge: (cases, mode) => judge(cases, mode, TYPED_DICT_728) };

/** The types exactly as clients have them. */
export const PYTHON_PLAIN: FidelityLanguage = {
  id: 'python-plain',
  judge: (cases, mode) => judge(cases, mode, TYPED_DICT),
};

interface Source {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly size: number;
  readonly valid: readonly number[];
  readonly invalid: readonly number[];
}

/** Files of one run of the checker, which keeps all of them in memory. */
const BATCH = 150;

async function judge(
  cases: readonly FidelityCase[],
  mode: FidelityMode,
  style: ClassStyle,
): Promise<readonly FidelityVerdict[]> {
  const sources = cases.map((one) => sourceOf(one, mode, style));
  const written = sources.filter((source) => 'text' in source);
  const found = new Map<string, PyrightDiagnostic[]>();
  for (let at = 0; at < written.length; at += BATCH) {
    const files = new Map(written.slice(at, at + BATCH).map(({ file, text }) => [file, text]));
    for (const diagnostic of pyright(files))
      found.set(diagnostic.file, [...(found.get(diagnostic.file) ?? []), diagnostic]);
  }
  return sources.map((source) => ('text' in source ? verdict(source, found.get(source.file) ?? []) : source));
}

/** The types of a case, as a module of their own. */
export function pythonTypes(one: FidelityCase, mode: FidelityMode, style: ClassStyle): { text: string; root: string } {
  const [types] = typesOfTargets(
    [{ target: 't/v1#e', name: 'e', schemas: [{ role: 'payload', schema: one.schema }] }],
    { ...mode, dialect: one.dialect, documents: one.documents },
  );
  const root = types?.roots.get('payload');
  if (types === undefined || root === undefined) throw new Error('no type was declared for the root');
  const used = new Set<string>();
  const text = typesText(lowerTypes(types, () => 'exact').declarations, style, used);
  const names = [...used].filter((name) => name !== 'TypedDict').sort();
  const from = style === TYPED_DICT ? 'typing' : 'typing_extensions';
  const imports = [
    ...(used.has('TypedDict') ? [`from ${from} import TypedDict`] : []),
    ...(names.length > 0 ? [`from typing import ${names.join(', ')}`] : []),
  ];
  return { root, text: `${imports.join('\n')}\n${text}\n` };
}

function sourceOf(one: FidelityCase, mode: FidelityMode, style: ClassStyle): Source | FidelityVerdict {
  try {
    const { text, root } = pythonTypes(one, mode, style);
    const start = text.split('\n').length;
    const instances = [...one.valid, ...one.invalid];
    const numbers = instances.map((_, index) => start + index);
    return {
      id: one.id,
      file: `c${digestBytes(one.id).slice(7, 23)}.py`,
      text: text + instances.map((value, index) => `c${index}: ${root} = ${pythonValue(value)}\n`).join(''),
      size: Buffer.byteLength(text),
      valid: numbers.slice(0, one.valid.length),
      invalid: numbers.slice(one.valid.length),
    };
  } catch (error) {
    const refused = error instanceof AssayError ? `${error.code}: ${error.message}` : String(error);
    return { id: one.id, refused, typeErrors: [], accepted: [], rejected: [], size: 0 };
  }
}

function verdict(source: Source, errors: readonly PyrightDiagnostic[]): FidelityVerdict {
  const instances = new Set([...source.valid, ...source.invalid]);
  const lines = new Set(errors.map(({ line }) => line));
  return {
    id: source.id,
    typeErrors: errors.filter(({ line }) => !instances.has(line)).map(({ message }) => message),
    accepted: source.valid.map((line) => !lines.has(line)),
    rejected: source.invalid.map((line) => lines.has(line)),
    size: source.size,
  };
}
