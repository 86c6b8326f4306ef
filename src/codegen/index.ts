import type { Contract } from '../contract/model.ts';
import { byCodeUnit } from '../model/order.ts';
import { buildModel } from './build-model.ts';
import { namespaceFile } from './identifiers.ts';
import { declareTypes } from './targets/typescript.ts';
import { namespaceText } from './targets/typescript-file.ts';
import { indexText } from './targets/typescript-index.ts';

/**
 * The TypeScript client of a contract: file text by file name, in code-unit order of the names. One file per broker
 * namespace and an index.ts. The same contract gives the same bytes, in whatever order it was written.
 * @throws AssayError client-duplicate-target, client-schema-reference, client-schema-shape
 */
export async function generateTypeScript(contract: Contract): Promise<ReadonlyMap<string, string>> {
  const model = buildModel(contract);
  const files = new Map<string, string>();
  for (const namespace of model.namespaces)
    files.set(`${namespaceFile(namespace.namespace)}.ts`, namespaceText(namespace, await declareTypes(namespace)));
  files.set('index.ts', indexText(model));
  return new Map([...files].sort(([a], [b]) => byCodeUnit(a, b)));
}
