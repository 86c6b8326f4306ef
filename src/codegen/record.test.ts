import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract, Service, ServiceEvent, ServiceMethod } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { buildModel } from './build-model.ts';
import { clientFiles } from './client-files.ts';
import { LOCK_FILE } from './drift.ts';
import { lockIn } from './lock.ts';
import { readClientFolder } from './read-client.ts';
import { ClientRecord } from './record.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';
import { PYTHON } from './targets/python/generate.ts';
import { TYPESCRIPT } from './targets/typescript/generate.ts';

type Files = ReadonlyMap<string, string>;

/** Names that meet in every way: in types, constants, attributes and modules. */
const NAMES = ['turned.on', 'turnedOn', 'turned_on', 'Turned.On', 'a', 'a.b', 'then'] as const;
const NAMESPACES = ['hr/v1', 'hr/v2', 'h.r/v1'] as const;

const schema = fc.constantFrom<unknown>(
  true,
  { type: 'string' },
  { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: 'string', format: 'date' } } },
  { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { enum: ['x', 'y'] } } },
  { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'object', properties: { b: {} } } } },
  {
    type: 'object',
    description: '# ---- hr/v1#a\n// ---- hr/v1#a\nAny BaseModel(',
    properties: { 'a-b': { const: 1 } },
  },
  { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] },
  { type: 'object', additionalProperties: { type: ['integer', 'null'] } },
);
const described = fc.record({
  description: fc.constantFrom('One.', 'Another.'),
  stability: fc.constantFrom('stable' as const, 'experimental' as const),
});
const event = fc.tuple(described, schema).map(([of, payload]): Omit<ServiceEvent, 'name'> => {
  return { ...of, sinceContractVersion: 1, payload: payload as ServiceEvent['payload'] };
});
const method = fc
  .tuple(described, schema, schema, fc.option(schema))
  .map(([of, input, output, detail]): Omit<ServiceMethod, 'name'> => {
    const schema = detail as ServiceMethod['input'];
    return {
      ...of,
      sinceContractVersion: 1,
      input: input as ServiceMethod['input'],
      output: output as ServiceMethod['output'],
      ...(detail === null ? {} : { errors: [{ code: 'taken', description: 'It is taken.', schema }] }),
    };
  });

const EVENT: Omit<ServiceEvent, 'name'> = {
  description: 'One.',
  stability: 'stable',
  sinceContractVersion: 1,
  payload: { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: 'string' } } },
};

const METHOD: Omit<ServiceMethod, 'name'> = {
  description: 'One.',
  stability: 'stable',
  sinceContractVersion: 1,
  input: { type: 'object' },
  output: true,
};

/** Some of the targets that there could be, by their place. */
type Targets = Readonly<Record<string, Omit<ServiceMethod, 'name'> | Omit<ServiceEvent, 'name'>>>;
const places = NAMESPACES.flatMap((namespace) => NAMES.map((name) => `${namespace}#${name}`));
const target = fc.oneof(event, method);
const targets: fc.Arbitrary<Targets> = fc.dictionary(fc.constantFrom(...places), target, { minKeys: 1, maxKeys: 6 });
/** Sets, replaces or removes some targets. */
const change = fc.dictionary(fc.constantFrom(...places), fc.option(target), { minKeys: 1, maxKeys: 2 });

function contractOf(all: Targets): Contract {
  const services = NAMESPACES.map((namespace): Service => {
    const own = Object.entries(all).filter(([place]) => place.startsWith(`${namespace}#`));
    const named = own.map(([place, what]) => ({ name: place.slice(namespace.length + 1), ...what }));
    return {
      namespace,
      description: 'Some.',
      methods: named.filter((one): one is ServiceMethod => 'input' in one),
      events: named.filter((one): one is ServiceEvent => 'payload' in one),
    };
  });
  const head = { apiVersion: 'v1', contractVersion: 1, generatedBy: 'test', stabilityPolicy: 'test' };
  return { ...head, capabilities: [], endpoints: [], services };
}

async function made(all: Targets, language: ClientLanguage, options: ClientOptions, folder: Files, reuse: boolean) {
  const { files, losses } = await clientFiles(
    buildModel(contractOf(all)),
    language,
    options,
    { folder, shown: '.' },
    reuse,
  );
  return { losses, files: [...files] };
}

/** Counts the texts that had to be made. */
class CountingRecord extends ClientRecord {
  made: string[] = [];

  override types(...[from, of, types, place, make]: Parameters<ClientRecord['types']>): Promise<string> {
    return super.types(from, of, types, place, () => {
      this.made.push(of.target);
      return make();
    });
  }
}

const PACKAGE = { name: '@hr/client', version: '1.0.0', changelog: '', contract: '{}\n' };
const CLIENTS: readonly (readonly [string, ClientLanguage, ClientOptions, number])[] = [
  ['TypeScript', TYPESCRIPT, {}, 40],
  ['a TypeScript package with validators', TYPESCRIPT, { package: PACKAGE, validators: true }, 6],
  ['Python', PYTHON, {}, 40],
  ['a Python package of models', PYTHON, { package: PACKAGE, pyModels: 'pydantic' }, 20],
];

describe.each(CLIENTS)('what the last run left: %s', (_, language, options, numRuns) => {
  it('changes no byte of what is made after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(targets, fc.array(change, { minLength: 1, maxLength: 3 }), async (first, changes) => {
        let all = first;
        let folder: Files = new Map((await made(all, language, options, new Map(), true)).files);
        for (const step of changes) {
          const next = Object.entries({ ...all, ...step }).filter(([, what]) => what !== null);
          all = Object.fromEntries(next) as Targets;
          const reused = await made(all, language, options, folder, true);
          expect(reused).toEqual(await made(all, language, options, folder, false));
          folder = new Map(reused.files);
        }
      }),
      { numRuns },
    );
  });

  it('is not believed where a byte of it was edited', async () => {
    const all: Targets =
      fc.sample(fc.record({ 'hr/v1#a': method, 'hr/v1#a.b': event }), { seed: 4, numRuns: 1 })[0] ?? {};
    const whole = await made(all, language, options, new Map(), false);
    for (const [name, text] of whole.files.filter(([file]) => file !== LOCK_FILE))
      for (const at of [0, 0.3, 0.6, 0.9].map((part) => Math.floor(text.length * part))) {
        const edited = new Map(whole.files).set(name, `${text.slice(0, at)}~${text.slice(at + 1)}`);
        expect(await made(all, language, options, edited, true)).toEqual(whole);
      }
  });

  it('is not believed where the lock was edited', async () => {
    const all: Targets =
      fc.sample(fc.record({ 'hr/v1#a': method, 'hr/v1#a.b': event }), { seed: 7, numRuns: 1 })[0] ?? {};
    const whole = await made(all, language, options, new Map(), false);
    const lock = new Map(whole.files).get(LOCK_FILE) ?? '';
    const edits = [
      lock.replaceAll(/"losses": \{[^}]*\}/g, '"losses": {"hr/v1#a": 77}'),
      ...[...lock.matchAll(/sha256:./g)].map(({ index }) => {
        const digit = lock.charAt(index + 7) === '0' ? '1' : '0';
        return `${lock.slice(0, index + 7)}${digit}${lock.slice(index + 8)}`;
      }),
    ];
    for (const text of edits) {
      expect(text).not.toBe(lock);
      expect(await made(all, language, options, new Map(whole.files).set(LOCK_FILE, text), true)).toEqual(whole);
    }
  });

  it.each<readonly [string, RegExp, string]>([
    ['another name', /"payload#": "\w+"/, '"payload#": "Renamed"'],
    ['a name that no type can have', /"payload#": "\w+"/, '"payload#": "Promise"'],
    ['a name that another type has', /"payload#": "\w+"/, '"payload#": "AInput"'],
    ['a name of a type that is not there', /"payload#": /, '"payload#/$defs/None": "None", "payload#": '],
  ])('gives the names of the lock their due where it was edited: %s', async (_name, pattern, replacement) => {
    const all: Targets = { 'hr/v1#a': METHOD, 'hr/v1#b': EVENT };
    const whole = new Map((await made(all, language, options, new Map(), false)).files);
    const lock = whole.get(LOCK_FILE) ?? '';
    const edited = new Map(whole).set(LOCK_FILE, lock.replace(pattern, replacement));
    expect(edited.get(LOCK_FILE)).not.toBe(lock);
    expect(await made(all, language, options, edited, true)).toEqual(await made(all, language, options, edited, false));
  });

  it.each<readonly [string, (all: Targets) => Targets, readonly string[]]>([
    ['nothing changed', (all) => all, []],
    ['a description changed', (all) => ({ ...all, 'hr/v1#a': { ...EVENT, description: 'New.' } }), []],
    ['a target is gone', ({ 'hr/v1#a': _, ...others }) => others, []],
    ['a schema changed', (all) => ({ ...all, 'hr/v1#a': { ...EVENT, payload: { type: 'null' } } }), ['hr/v1#a']],
    ['a target came', (all) => ({ ...all, 'hr/v2#b': EVENT }), ['hr/v2#b']],
  ])('is enough where %s', async (_name, change, expected) => {
    const all: Targets = { 'hr/v1#a': EVENT, 'hr/v1#a.b': EVENT, 'hr/v2#a': EVENT };
    const folder: Files = new Map((await made(all, language, options, new Map(), false)).files);
    const lock = lockIn(folder, '.');
    if (lock === undefined) throw new Error('there is no lock');
    const record = new CountingRecord({ lock, folder, reuse: true });
    await language.generate(buildModel(contractOf(change(all))), options, record);
    expect(record.made).toEqual(expected);
  });
});

/** A committed client's seals were made by an earlier generator: it must have had another name if it wrote other text. */
describe.each([
  ['hearth-ts', TYPESCRIPT],
  ['hearth-py', PYTHON],
] as const)('the GENERATOR of %s', (name, language) => {
  it('is counted up when what it writes changes, so that nothing of the last run is taken over', async () => {
    const { contract } = await readContract('contracts/hearth/contract.yaml', 'contract.yaml');
    const model = buildModel(contract);
    const home = { folder: readClientFolder(`fixtures/clients/${name}`, name), shown: name };
    const lock = lockIn(home.folder, name);
    if (lock === undefined) throw new Error(`${name} has no lock`);
    const reused = await clientFiles(model, language, {}, home, true);
    expect(reused).toEqual(await clientFiles(model, language, {}, home, false));
    expect(reused.files.get(LOCK_FILE)).toBe(home.folder.get(LOCK_FILE));
    const record = new CountingRecord({ lock, folder: home.folder, reuse: true });
    await language.generate(model, {}, record);
    expect(record.made).toEqual([]);
  });
});
