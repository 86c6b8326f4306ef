import { byCodeUnit } from '../../../model/order.ts';
import { typesOfTargets } from '../../ir/build-types.ts';
import type { ClientModel } from '../../model.ts';
import type { ClientLanguage, ClientOptions } from '../language.ts';
import { classNames } from './class-names.ts';
import { moduleNames } from './identifiers.ts';
import { type NamespaceModule, NO_PREFIXES, pythonNamespace } from './namespace.ts';
import { indexModule, modelsModule, namespaceModule, runtimeModules, typesModule } from './package-modules.ts';
import { projectFiles } from './project-files.ts';

/** A package: a module and its types for each broker namespace, the runtime, and an `__init__.py` that loads them late. */
async function generate(model: ClientModel, options: ClientOptions): Promise<ReadonlyMap<string, string>> {
  if (options.palette) {
    const { PALETTE_FILE, paletteFile } = await import('./palette.ts');
    return new Map([[PALETTE_FILE, await paletteFile(model)]]);
  }
  const models = options.pyModels === 'pydantic';
  const modules = namespaceModules(model, models);
  const { typesText } = await import('./types-text.ts');
  const files = new Map<string, string>(runtimeModules(models));
  for (const { module, python } of modules) {
    files.set(`${module}.py`, namespaceModule(module, python, models));
    files.set(`${module}_types.py`, (models ? modelsModule : typesModule)(python, typesText));
  }
  files.set('__init__.py', indexModule(model, modules));
  files.set('py.typed', '');
  const all = options.package ? projectFiles(model, files, options.package, models) : files;
  return new Map([...all].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Every namespace with its names and types; no engine is needed for them. */
function namespaceModules(model: ClientModel, models: boolean): NamespaceModule[] {
  const modules = moduleNames(model.namespaces.map(({ namespace }) => namespace));
  const classes = classNames(model.namespaces);
  return model.namespaces.map((namespace) => ({
    module: modules.get(namespace.namespace) ?? '',
    python: pythonNamespace(
      namespace,
      classes.get(namespace.namespace) ?? '',
      typesOfTargets(namespace.targets),
      NO_PREFIXES,
      models ? 'any' : 'typed',
    ),
  }));
}

export const PYTHON: ClientLanguage = { id: 'python', aliases: ['py'], generate };
