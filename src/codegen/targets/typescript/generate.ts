import { byCodeUnit } from '../../../model/order.ts';
import { namespaceFile } from '../../identifiers.ts';
import type { ClientModel, ClientNamespace } from '../../model.ts';
import { ClientRecord, namesOf } from '../../record.ts';
import type { ClientLanguage, ClientOptions } from '../language.ts';
import { declareTypes } from './engine.ts';
import { GENERATOR } from './header.ts';
import { indexText, namedNamespaces } from './index-file.ts';
import type { ModuleForm } from './module-text.ts';
import { namespaceText, typesIn } from './namespace-file.ts';
import { packageFiles } from './package-files.ts';
import { PALETTE_FILE, paletteText } from './palette-file.ts';
import { runtimeFiles } from './runtime-files.ts';
import { type Validators, validatorsOf } from './validator-files.ts';

const EXTENSION = { ts: '.ts', js: '.js', dts: '.d.ts' } as const;
type Files = ReadonlyMap<string, string>;

/** One file per broker namespace, an index.ts, and the runtime that every client has alike. */
async function generate(model: ClientModel, options: ClientOptions, record = new ClientRecord()): Promise<Files> {
  if (options.palette) return new Map([[PALETTE_FILE, await paletteText(model, record)]]);
  const forms: readonly ModuleForm[] = options.package ? ['js', 'dts'] : ['ts'];
  const validators = options.validators ? validatorsOf(model, forms, record.given) : undefined;
  const files = new Map<string, string>(validators?.shared);
  for (const namespace of model.namespaces)
    for (const [name, text] of await namespaceFiles(namespace, forms, validators, record)) files.set(name, text);
  const named = namedNamespaces(model, record.given);
  for (const form of forms) {
    files.set(`index${EXTENSION[form]}`, indexText(model, named, form));
    for (const [name, text] of runtimeFiles(form)) files.set(name, text);
  }
  if (options.package) for (const [name, text] of packageFiles(model, options.package, options)) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** A namespace's module in each form, and its validators; those of the last run where they still hold. */
async function namespaceFiles(
  plain: ClientNamespace,
  forms: readonly ModuleForm[],
  validators: Validators | undefined,
  record: ClientRecord,
): Promise<Files> {
  const pathOf = (form: ModuleForm): string => `${namespaceFile(plain.namespace)}${EXTENSION[form]}`;
  const paths = [...forms.map(pathOf), ...(validators?.paths(plain) ?? [])];
  const from = validators ? [GENERATOR, validators.version] : [GENERATOR];
  const kept = record.keptFiles(from, plain, paths);
  if (kept) return kept;
  const namespace = record.named(plain);
  const place = { path: pathOf(forms.includes('dts') ? 'dts' : 'ts'), find: typesIn };
  const declared = await declareTypes(namespace, {
    textOf: (target, types, make) => record.types([GENERATOR], target, types, place, make),
  });
  const files = new Map([
    ...forms.map((form) => [pathOf(form), namespaceText(namespace, declared, form)] as const),
    ...((await validators?.files(namespace)) ?? []),
  ]);
  const types = declared.map((one) => ({ names: namesOf(one.types), losses: one.types.losses.length }));
  record.addFiles(from, namespace, files, types);
  return files;
}

export const TYPESCRIPT: ClientLanguage = {
  id: 'typescript',
  aliases: ['ts'],
  generate,
};
