import type { Digest } from '../../../model/digest.ts';
import { AssayError, inputError } from '../../../model/errors.ts';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';
import { sourceFile } from '../../../model/source-file.ts';
import { type GivenNames, uniquely } from '../../given-names.ts';
import { namespaceFile, stringLiteral } from '../../identifiers.ts';
import type { ClientModel, ClientNamespace, ClientSchema, ClientTarget } from '../../model.ts';
import { header, runtimeHeader } from './header.ts';
import type { ModuleForm } from './module-text.ts';

const EXTENSION = { ts: '.ts', js: '.js', dts: '.d.ts' } as const;
/** Counts up when the same schema gives other code: what another version made is never taken over. */
const VERSION = 'validators 4';
const CHECK = '(value: unknown) => readonly Problem[]';

/** `hr.v1.members.get` of `hr/v1#members.get`. */
const FILE = uniquely(
  (target) => {
    const at = target.indexOf('#');
    return `${namespaceFile(target.slice(0, at))}${sourceFile(`.${target.slice(at + 1)}`)}`;
  },
  (name) => /\.v\d+\./.test(name) && !/\.d(?:\.|$)/.test(name),
);

/** The validators of a client: which files they are, before any is made. */
export interface Validators {
  readonly version: string;
  /** The files of a namespace's targets. */
  paths(namespace: ClientNamespace): readonly string[];
  /** @throws AssayError client-schema-shape for a schema that Ajv can't compile */
  files(namespace: ClientNamespace): Promise<[string, string][]>;
  /** The files that all targets share. */
  readonly shared: readonly [string, string][];
}

/**
 * A module per target that validates what travels, written by Ajv beforehand: nothing is compiled or evaluated at run
 * time, so it runs where a content security policy forbids that. Formats are annotations, as in draft 2020-12.
 */
export function validatorsOf(model: ClientModel, forms: readonly ModuleForm[], given: GivenNames): Validators {
  const all = model.namespaces.flatMap(({ targets }) => targets);
  const names = given.give('validator', new Map(all.map(({ target }) => [target, target])), FILE);
  const nameOf = ({ target }: ClientTarget): string => names.get(target) ?? '';
  const pathOf = (target: ClientTarget, form: ModuleForm): string => `validate/${nameOf(target)}${EXTENSION[form]}`;
  const head = header('all targets', model.digest, all);
  return {
    version: VERSION,
    paths: ({ targets }) => forms.flatMap((form) => targets.map((target) => pathOf(target, form))),
    async files({ targets, digest }) {
      const { standalone } = await import('./standalone.ts');
      return forms.flatMap((form) =>
        targets.map((target): [string, string] => [pathOf(target, form), moduleOf(target, digest, form, standalone)]),
      );
    },
    shared: forms.flatMap((form): [string, string][] => [
      [`validate/index${EXTENSION[form]}`, `${head}\n\n${index(all, nameOf, form)}`],
      [`validate/support${EXTENSION[form]}`, `${runtimeHeader()}\n\n${SUPPORT[form]}`],
    ]),
  };
}

function index(targets: readonly ClientTarget[], nameOf: (target: ClientTarget) => string, form: ModuleForm): string {
  const doc = "/** Loads a target's validators when they are first asked for: the client's option `validators`. */\n";
  const type = "import type { Validators } from '../runtime/index.js';\n\n";
  if (form === 'dts') return `${type}${doc}export declare const validators: Validators;\n`;
  const entries = targets.map(
    (target) => `  ${stringLiteral(target.target)}: () => import('./${nameOf(target)}.js'),\n`,
  );
  const typed = form === 'ts' ? ': Validators' : '';
  return `${form === 'ts' ? type : ''}${doc}export const validators${typed} = {\n${entries.join('')}};\n`;
}

type Standalone = (schema: JsonValue) => string;

function moduleOf(target: ClientTarget, digest: Digest, form: ModuleForm, standalone: Standalone): string {
  const head = header(target.target, digest, [target]);
  const type = "import type { Problem } from '../runtime/index.js';";
  if (form === 'dts') {
    const lines = target.schemas.map(({ role }) => `export declare const ${exported(role)}: ${CHECK};`);
    return `${head}\n\n${type}\n\n${lines.join('\n')}\n`;
  }
  const parts = target.schemas.map((schema) => {
    const typed = form === 'ts' ? `: ${CHECK}` : '';
    const code = compiled(target, schema, standalone);
    return `export const ${exported(schema.role)}${typed} = problems((() => {\n${code}\n})());`;
  });
  const names = [
    'problems',
    ...['equal', 'ucs2length'].filter((name) => parts.some((text) => text.includes(`${name}(`))),
  ];
  const imports = `import { ${names.join(', ')} } from './support.js';`;
  // The functions are Ajv's: they are right, and their types nobody reads.
  const nocheck = form === 'ts' ? `// @ts-nocheck\n${type}\n` : '';
  return `${head}\n${nocheck}\n${imports}\n\n${parts.join('\n\n')}\n`;
}

function exported(role: ClientSchema['role']): string {
  return role;
}

function compiled(target: ClientTarget, { role, schema }: ClientSchema, standalone: Standalone): string {
  try {
    return standalone(isJsonObject(schema) || typeof schema === 'boolean' ? schema : true);
  } catch (error) {
    if (error instanceof AssayError || !(error instanceof Error)) throw error;
    throw inputError(
      'client-schema-shape',
      `${target.target} ${role} can't be made a validator: ${faultOf(error)}`,
      'correct the schema, or generate the client without validators',
    );
  }
}

/** Ajv goes from schema to schema by recursion: some hundred that lead to each other are more than a stack holds. */
function faultOf(error: Error): string {
  return error instanceof RangeError ? 'too many of its schemas lead to each other' : error.message;
}

const SUPPORT_JS = `/** The problems of a value, by a function of Ajv's. */
export function problems(validate) {
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => ({ pointer: instancePath, message: message ?? 'is invalid' }));
}

/** Characters of a text, where a surrogate pair is one. */
export function ucs2length(text) {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** True for values that are the same JSON. */
export function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
`;

const SUPPORT_TYPES = `import type { Problem } from '../runtime/index.js';

export declare function problems(validate: unknown): ${CHECK};
export declare function ucs2length(text: string): number;
export declare function equal(a: unknown, b: unknown): boolean;
`;

const SUPPORT: Readonly<Record<ModuleForm, string>> = {
  js: SUPPORT_JS,
  dts: SUPPORT_TYPES,
  ts: `// @ts-nocheck\nimport type { Problem } from '../runtime/index.js';\n\n${SUPPORT_JS.replace(
    '(validate) {',
    `(validate: unknown): ${CHECK} {`,
  )
    .replace('(text) {', '(text: string): number {')
    .replace('(a, b) {', '(a: unknown, b: unknown): boolean {')}`,
};
