import { isJavaBlank } from '../formats/java-text.ts';
import type { EntryScope } from './entry-scope.ts';

const PROVIDED = ['id', 'name', 'version', 'kind', 'adapter', 'scopes', 'contexts', 'description', 'stability'];
const DEPENDENCY = [
  'kind',
  'required',
  'featureId',
  'featureName',
  'reason',
  'degradeBehavior',
  'minServiceVersion',
  'maxServiceVersion',
  'grantBundle',
  'grantExpiresAfter',
];
const REQUESTED = [
  ...['provider', 'service', 'scopes', 'contexts', 'purpose'],
  ...DEPENDENCY.map((name) => `dependency.${name}`),
];

/**
 * Takes the service declarations that an entry repeats from its manifest, as written. Only the properties of listed
 * aliases are taken: any other is left over, and so refused in the end.
 * @throws AssayError invalid-catalog-entry for a blank value or a malformed alias
 */
export function readServices(scope: EntryScope): ReadonlyMap<string, string> {
  const services = new Map<string, string>();
  takeFamily(scope, services, 'services.provides', 'service', PROVIDED);
  takeFamily(scope, services, 'services.requests', 'service-request', REQUESTED);
  return services;
}

function takeFamily(
  scope: EntryScope,
  services: Map<string, string>,
  list: string,
  family: string,
  fields: readonly string[],
): void {
  const aliases = scope.tokens(list);
  const written = scope.take(list);
  if (aliases === undefined || written === undefined) return;
  services.set(list, written);
  for (const alias of aliases)
    for (const field of fields) {
      const name = `${family}.${alias}.${field}`;
      const value = scope.take(name);
      if (value === undefined) continue;
      services.set(name, isJavaBlank(value) ? value : scope.values.checkText(scope.key(name), value));
    }
}
