import type { TypedTarget } from '../../src/codegen/ir/build-types.ts';
import { declareTypes } from '../../src/codegen/targets/typescript/engine.ts';
import { digestBytes } from '../../src/model/digest.ts';
import { AssayError } from '../../src/model/errors.ts';
import type { FidelityCase, FidelityLanguage, FidelityMode, FidelityVerdict } from './case.ts';
import { diagnosticsByLine } from './compile-lines.ts';

/**
 * TypeScript under every strict option: each instance is a constant of the type, on a line of its own, and a line
 * with a diagnostic is a rejection. Measured are the open types, those of what a provider sends.
 */
export const TYPESCRIPT: FidelityLanguage = {
  id: 'typescript',
  async judge(cases, mode) {
    const sources: (Source | FidelityVerdict)[] = [];
    for (const one of cases) sources.push(await sourceOf(one, mode));
    const written = sources.filter((source) => 'text' in source);
    const found = diagnosticsByLine(new Map(written.map(({ file, text }) => [file, text])));
    return sources.map((source) => ('text' in source ? verdict(source, found.get(source.file) ?? new Map()) : source));
  },
};

interface Source {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly size: number;
  /** First line of the valid instances, and of the invalid ones. */
  readonly valid: readonly number[];
  readonly invalid: readonly number[];
}

async function sourceOf(one: FidelityCase, { mode }: FidelityMode): Promise<Source | FidelityVerdict> {
  const style = { extraKeys: 'open', words: 'exact', unknownArm: false } as const;
  const options = { mode, dialect: one.dialect, documents: one.documents, style: () => style };
  try {
    const [declared] = await declareTypes(targetsOf(one), options);
    const types = declared?.text ?? '';
    const root = declared?.names.get('payload');
    if (root === undefined || !new RegExp(`^export (?:type|interface) ${root}\\b`, 'm').test(types))
      throw new Error('no type was declared for the root');
    const start = types.split('\n').length + 1;
    const constant = (value: unknown, index: number): string =>
      `export const c${index}: ${root} = ${expression(value)};`;
    const instances = [...one.valid, ...one.invalid];
    const numbers = instances.map((_, index) => start + index);
    return {
      id: one.id,
      file: `${digestBytes(one.id).slice(7, 23)}.ts`,
      text: `${types}\n${instances.map(constant).join('\n')}\n`,
      size: Buffer.byteLength(types),
      valid: numbers.slice(0, one.valid.length),
      invalid: numbers.slice(one.valid.length),
    };
  } catch (error) {
    const refused = error instanceof AssayError ? `${error.code}: ${error.message}` : String(error);
    return { id: one.id, refused, typeErrors: [], accepted: [], rejected: [], size: 0 };
  }
}

/** One event whose payload is the schema. */
function targetsOf({ schema }: FidelityCase): { readonly targets: readonly TypedTarget[] } {
  return { targets: [{ target: 't/v1#e', name: 'e', schemas: [{ role: 'payload', schema }] }] };
}

/** A value as an expression: `__proto__` as a key of a literal would set the prototype. */
function expression(value: unknown): string {
  return JSON.stringify(value).replaceAll('"__proto__":', '["__proto__"]:');
}

function verdict(source: Source, errors: ReadonlyMap<number, readonly string[]>): FidelityVerdict {
  const instances = new Set([...source.valid, ...source.invalid]);
  return {
    id: source.id,
    typeErrors: [...errors].filter(([line]) => !instances.has(line)).flatMap(([, messages]) => messages),
    accepted: source.valid.map((line) => !errors.has(line)),
    rejected: source.invalid.map((line) => errors.has(line)),
    size: source.size,
  };
}
