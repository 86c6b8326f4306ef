import { byCodeUnit } from '../../../model/order.ts';
import { namespaceFile } from '../../identifiers.ts';
import type { ClientModel } from '../../model.ts';
import type { ClientLanguage } from '../language.ts';
import { declareTypes } from './engine.ts';
import { indexText } from './index-file.ts';
import { namespaceText } from './namespace-file.ts';
import { runtimeFiles } from './runtime-files.ts';

/** One file per broker namespace, an index.ts, and the runtime that every client has alike. */
async function generate(model: ClientModel): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const namespace of model.namespaces)
    files.set(`${namespaceFile(namespace.namespace)}.ts`, namespaceText(namespace, await declareTypes(namespace)));
  files.set('index.ts', indexText(model));
  for (const [name, text] of runtimeFiles('ts')) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

export const TYPESCRIPT: ClientLanguage = { id: 'typescript', aliases: ['ts'], generate };
