import { createRequire } from 'node:module';
import type { JsonValue } from '../../model/json/value.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { type Standalone, standalone } from '../dialect/standalone.ts';
import { compilePattern } from '../regex/pattern.ts';

import { MAX_WORK, WorkEstimate } from './work.ts';

/** The first thing that a validator found wrong. */
export interface Rejection {
  /** Pointer into the instance. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message: string;
}

/** A schema compiled by Ajv. */
export interface CompiledValidator {
  /** Undefined where the validator could not be run to its end. */
  accepts(value: JsonValue): boolean | undefined;
  /** Why the last value was rejected. */
  rejection(): Rejection | undefined;
}

interface AjvLike {
  compile(schema: Record<string, unknown>): AjvFunction;
  removeSchema(schema: Record<string, unknown>): unknown;
}
interface AjvFunction {
  (data: unknown): unknown;
  errors?: readonly { instancePath: string; keyword: string; message?: string }[] | null;
}

/** Thrown by a pattern that can't be matched in bounded time. */
class PatternTooHard extends Error {
  override readonly name = 'PatternTooHard';
}

// Ajv costs 120 ms to load, and only differing schemas need it: it is loaded when the first validator is compiled.
const load = createRequire(import.meta.url);
const instances = new Map<string, AjvLike>();

/**
 * Compiles a schema with the Ajv of its dialect; undefined where it is too large or Ajv can't compile it.
 * Patterns go through this room's own matcher wherever a backtracking one could hang.
 */
export function compileValidator(document: SchemaDocument, formatAssertion: boolean): CompiledValidator | undefined {
  try {
    const prepared = standalone(document);
    if (prepared === undefined) return undefined;
    const schema = { ...prepared.schema };
    const ajv = ajvFor(document.dialect, prepared, formatAssertion);
    const validate = ajv.compile(schema);
    ajv.removeSchema(schema);
    return wrap(validate, new WorkEstimate(document));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function wrap(validate: AjvFunction, work: WorkEstimate): CompiledValidator {
  return {
    accepts(value) {
      try {
        if (work.of(value) > MAX_WORK) return undefined;
        return validate(value) === true;
      } catch (error) {
        // A pattern that is too hard, a schema that refers to itself in place, a member named valueOf: no answer.
        if (error instanceof Error) return undefined;
        throw error;
      }
    },
    rejection() {
      const [first] = validate.errors ?? [];
      if (first === undefined) return undefined;
      return { instancePath: first.instancePath, keyword: first.keyword, message: first.message ?? first.keyword };
    },
  };
}

/** draft-04 to draft-07 share one Ajv; where the content model added `unevaluatedProperties` to them, the one that knows it. */
function ajvFor(dialect: Dialect, prepared: Standalone, formatAssertion: boolean): AjvLike {
  const unevaluated = JSON.stringify(prepared.schema).includes('"unevaluated');
  const edition = dialect === '2020-12' ? '2020' : dialect === '2019-09' || unevaluated ? '2019' : 'draft-07';
  const key = `${edition} ${formatAssertion}`;
  // Identifiers of a raw schema would stay in the instance.
  const known = prepared.raw ? undefined : instances.get(key);
  if (known !== undefined) return known;
  const options = {
    strict: false,
    meta: false,
    validateSchema: false,
    validateFormats: formatAssertion,
    logger: false as const,
    // Inlined references can make code that is exponential in the schema.
    inlineRefs: false,
    // A member named toString must not be found in Object.prototype.
    ownProperties: true,
    // Quotients of doubles are rounded: 0.3 is a multiple of 0.1.
    multipleOfPrecision: 9,
    code: { regExp: guardedRegExp },
  };
  const made = newAjv(edition, options);
  if (formatAssertion) {
    const formats: typeof import('ajv-formats') = load('ajv-formats');
    formats.default(made);
  }
  if (!prepared.raw) instances.set(key, made);
  return made;
}

function newAjv(edition: string, options: import('ajv').Options): import('ajv').default {
  if (edition === '2020') {
    const module: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js');
    return new module.Ajv2020(options);
  }
  if (edition === '2019') {
    const module: typeof import('ajv/dist/2019.js') = load('ajv/dist/2019.js');
    return new module.Ajv2019(options);
  }
  const module: typeof import('ajv') = load('ajv');
  return new module.Ajv(options);
}

const guardedRegExp = Object.assign(
  (source: string): { test(text: string): boolean; toString(): string } => {
    const pattern = compilePattern(source);
    if (pattern === undefined) throw new SyntaxError(`${source} is no regular expression`);
    return {
      test(text) {
        const matches = pattern.matches(text);
        if (matches === undefined) throw new PatternTooHard(source);
        return matches;
      },
      // Ajv tells its patterns apart by their text.
      toString: () => `/${source}/`,
    };
  },
  { code: 'new RegExp' },
);
