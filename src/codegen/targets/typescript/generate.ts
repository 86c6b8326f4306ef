import { byCodeUnit } from '../../../model/order.ts';
import { namespaceFile } from '../../identifiers.ts';
import type { ClientModel } from '../../model.ts';
import type { ClientLanguage, ClientOptions } from '../language.ts';
import { declareTypes, type TargetTypes } from './engine.ts';
import { indexText } from './index-file.ts';
import type { ModuleForm } from './module-text.ts';
import { namespaceText } from './namespace-file.ts';
import { packageFiles } from './package-files.ts';
import { PALETTE_FILE, paletteText } from './palette-file.ts';
import { runtimeFiles } from './runtime-files.ts';

/** One file per broker namespace, an index.ts, and the runtime that every client has alike. */
async function generate(model: ClientModel, options: ClientOptions): Promise<ReadonlyMap<string, string>> {
  if (options.palette) return new Map([[PALETTE_FILE, await paletteText(model)]]);
  const files = new Map<string, string>();
  const forms: readonly ModuleForm[] = options.package ? ['js', 'dts'] : ['ts'];
  const types = new Map<string, readonly TargetTypes[]>();
  for (const namespace of model.namespaces) types.set(namespace.namespace, await declareTypes(namespace));
  for (const form of forms) {
    const extension = { ts: '.ts', js: '.js', dts: '.d.ts' }[form];
    for (const namespace of model.namespaces)
      files.set(
        `${namespaceFile(namespace.namespace)}${extension}`,
        namespaceText(namespace, types.get(namespace.namespace) ?? [], form),
      );
    files.set(`index${extension}`, indexText(model, form));
    for (const [name, text] of runtimeFiles(form)) files.set(name, text);
  }
  if (options.validators) {
    const { validatorFiles } = await import('./validator-files.ts');
    for (const [name, text] of await validatorFiles(model, forms)) files.set(name, text);
  }
  if (options.package) for (const [name, text] of packageFiles(model, options.package, options)) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

export const TYPESCRIPT: ClientLanguage = {
  id: 'typescript',
  aliases: ['ts'],
  generate,
};
