import { typeName, uniqueNames } from '../../identifiers.ts';
import type { ClientNamespace } from '../../model.ts';

/** Names of the namespaces' classes: `devices/v1` gives `DevicesV1`. */
export function classNames(namespaces: readonly ClientNamespace[]): ReadonlyMap<string, string> {
  return uniqueNames(namespaces.map(({ namespace }) => ({ key: namespace, wanted: typeName(namespace) })));
}
