import { byCodeUnit } from '../../../model/order.ts';
import { namespaceFile } from '../../identifiers.ts';
import type { ClientModel } from '../../model.ts';
import type { ClientLanguage } from '../language.ts';
import { declareTypes } from './engine.ts';
import { indexText } from './index-file.ts';
import { namespaceText } from './namespace-file.ts';

/** One file per broker namespace and an index.ts. */
async function generate(model: ClientModel): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const namespace of model.namespaces)
    files.set(`${namespaceFile(namespace.namespace)}.ts`, namespaceText(namespace, await declareTypes(namespace)));
  files.set('index.ts', indexText(model));
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}

export const TYPESCRIPT: ClientLanguage = { id: 'typescript', aliases: ['ts'], generate };
