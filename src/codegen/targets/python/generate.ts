import { byCodeUnit } from '../../../model/order.ts';
import { typesOfTargets } from '../../ir/build-types.ts';
import type { ClientModel } from '../../model.ts';
import { ClientRecord, namesOf } from '../../record.ts';
import type { ClientLanguage, ClientOptions } from '../language.ts';
import { GENERATOR } from './header.ts';
import { type NamedNamespace, namedNamespaces } from './names.ts';
import { pythonNamespace } from './namespace.ts';
import { indexModule, namespaceModule, runtimeModules, typesModule } from './package-modules.ts';
import { moduleFolder, projectFiles } from './project-files.ts';
import { MODELS, TYPED_DICTS, typeSections } from './type-sections.ts';

type Files = ReadonlyMap<string, string>;

/** A package: a module and its types for each broker namespace, the runtime, and an `__init__.py` that loads them late. */
async function generate(model: ClientModel, options: ClientOptions, record = new ClientRecord()): Promise<Files> {
  if (options.palette) {
    const { PALETTE_FILE, paletteFile } = await import('./palette.ts');
    return new Map([[PALETTE_FILE, await paletteFile(model, record)]]);
  }
  const models = options.pyModels === 'pydantic';
  const folder = options.package ? `${moduleFolder(options.package.name)}/` : '';
  const places = namedNamespaces(model.namespaces, record.given);
  const files = new Map<string, string>();
  for (const [name, text] of [
    ...runtimeModules(models),
    ['__init__.py', indexModule(model, places)] as const,
    ['py.typed', ''] as const,
  ])
    files.set(`${folder}${name}`, text);
  for (const place of places)
    for (const [name, text] of await namespaceFiles(place, folder, models, record)) files.set(name, text);
  if (options.package) for (const [name, text] of projectFiles(model, options.package, models)) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** A namespace's module and its types; those of the last run where they still hold. */
async function namespaceFiles(
  { namespace: plain, module, className }: NamedNamespace,
  folder: string,
  models: boolean,
  record: ClientRecord,
): Promise<Files> {
  const from = [GENERATOR, models ? MODELS.id : false, module, className];
  const [client, types] = [`${folder}${module}.py`, `${folder}${module}_types.py`];
  const kept = record.keptFiles(from, plain, [client, types]);
  if (kept) return kept;
  const namespace = record.named(plain);
  const targets = typesOfTargets(namespace.targets);
  const python = pythonNamespace(namespace, className, targets, record.given, undefined, models ? 'any' : 'typed');
  const sections = await typeSections(python, models ? MODELS : TYPED_DICTS, record, types);
  const files = new Map([
    [client, namespaceModule(module, python, models)],
    [types, typesModule(python, sections, models)],
  ]);
  const known = python.targets.map((target) => ({ names: namesOf(target.types), losses: target.losses }));
  record.addFiles(from, namespace, files, known);
  return files;
}

export const PYTHON: ClientLanguage = { id: 'python', aliases: ['py'], generate };
