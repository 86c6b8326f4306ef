import type { CryptaServices, ProvidedService, ServiceDependency, ServiceRequest } from '../manifest/crypta-model.ts';
import { byCodeUnit } from '../model/order.ts';

type Properties = (readonly [string, string | undefined])[];

/** What a manifest declares of services, by key as a catalog entry repeats it: `services.provides`, `service.<alias>.id`. */
export function serviceProperties({ provides, requests }: CryptaServices): ReadonlyMap<string, string> {
  const properties: Properties = [
    ['services.provides', aliases(provides)],
    ...provides.flatMap((service) => under(`service.${service.alias}.`, provided(service))),
    ['services.requests', aliases(requests)],
    ...requests.flatMap((request) => under(`service-request.${request.alias}.`, requested(request))),
  ];
  return new Map(properties.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

function aliases(items: readonly { readonly alias: string }[]): string | undefined {
  return list(items.map(({ alias }) => alias));
}

function provided(service: ProvidedService): Readonly<Record<string, string | undefined>> {
  const { id, name, version, kind, adapter, scopes, contexts, description, stability } = service;
  return { id, name, version, kind, adapter, scopes: list(scopes), contexts: list(contexts), description, stability };
}

function requested({
  provider,
  service,
  scopes,
  contexts,
  purpose,
  dependency,
}: ServiceRequest): Readonly<Record<string, string | undefined>> {
  const named = dependency === undefined ? [] : Object.entries(dependencyOf(dependency));
  return {
    ...{ provider, service, scopes: list(scopes), contexts: list(contexts), purpose },
    ...Object.fromEntries(named.map(([name, value]) => [`dependency.${name}`, value])),
  };
}

function dependencyOf(dependency: ServiceDependency): Readonly<Record<string, string | undefined>> {
  const { kind, featureId, featureName, reason, degradeBehavior } = dependency;
  const { minServiceVersion, maxServiceVersion, grantBundle, grantExpiresAfter } = dependency;
  return {
    ...{ kind, featureId, featureName, reason, degradeBehavior },
    ...{ minServiceVersion, maxServiceVersion, grantBundle, grantExpiresAfter },
  };
}

function under(prefix: string, values: Readonly<Record<string, string | undefined>>): Properties {
  return Object.entries(values).map(([name, value]) => [prefix + name, value] as const);
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}

/** A declaration that differs: undefined where one side does not make it. */
export interface ServiceDifference {
  readonly key: string;
  readonly claimed: string | undefined;
  readonly actual: string | undefined;
}

/** Where two sets of declarations say different things: lists are sets, and a default that is written is no difference. */
export function serviceDifferences(
  claimed: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): ServiceDifference[] {
  const [left, right] = [normalised(claimed), normalised(actual)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort(byCodeUnit)
    .map((key) => ({ key, claimed: left.get(key), actual: right.get(key) }))
    .filter((one) => one.claimed !== one.actual);
}

const LISTS = /^services\.(?:provides|requests)$|\.(?:scopes|contexts)$/;

function normalised(declarations: ReadonlyMap<string, string>): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of declarations) {
    const text = LISTS.test(key) ? asSet(value) : value.trim();
    // What is empty says what its absence says; whether a dependency is required is its kind.
    if (text === '' || (key.endsWith('.stability') && text === 'preview')) continue;
    if (!key.endsWith('.dependency.required')) result.set(key, text);
    else result.set(key.replace(/required$/, 'kind'), text.toLowerCase() === 'true' ? 'required' : 'optional');
  }
  return result;
}

function asSet(value: string): string {
  const items = value.split(',').map((item) => item.trim().toLowerCase());
  return [...new Set(items.filter((item) => item !== ''))].sort(byCodeUnit).join(',');
}
