import { byCodeUnit } from '../../model/order.ts';
import type { Capability, Contract, Deprecation, Endpoint, Service, Stability } from '../model.ts';
import { toSnapshot } from '../snapshot.ts';
import { principalsOf } from './principals.ts';

/** A contract as app authors read it: endpoints by family, capabilities, services, all in a fixed order. */
export interface Reference {
  readonly contract: Contract;
  readonly families: readonly { readonly name: string; readonly endpoints: readonly Endpoint[] }[];
  readonly capabilities: readonly Capability[];
  readonly services: readonly Service[];
}

export function referenceOf(contract: Contract): Reference {
  const sorted = toSnapshot(contract).contract;
  const names = [...new Set(sorted.endpoints.map(({ routeFamily }) => routeFamily))].sort(byCodeUnit);
  const families = names.map((name) => ({
    name,
    endpoints: sorted.endpoints.filter(({ routeFamily }) => routeFamily === name),
  }));
  return { contract: sorted, families, capabilities: sorted.capabilities, services: sorted.services ?? [] };
}

/** What a stability means to an app author, in a few words. */
export const STABILITY_WORDS: Readonly<Record<Stability, string>> = {
  stable: 'stable',
  experimental: 'experimental',
  deprecated: 'deprecated',
  'scheduled-for-removal': 'scheduled for removal',
  internal: 'internal, not for apps',
  'operator-only': 'for operators only',
};

/** `deprecated since version 4, to be removed with version 6; use GET /b instead`; undefined where nothing is announced. */
export function deprecationWords(deprecation: Deprecation | null | undefined): string | undefined {
  if (!deprecation) return undefined;
  const {
    deprecatedSinceContractVersion: since,
    removalContractVersion: removal,
    deprecatedOn,
    removalOn,
    replacement,
    note,
  } = deprecation;
  const window = [
    since === null ? 'deprecated' : `deprecated since contract version ${since}`,
    ...(deprecatedOn === undefined ? [] : [`announced on ${deprecatedOn}`]),
    removal === null ? 'no version of its removal is announced' : `may be gone with contract version ${removal}`,
    ...(removalOn === undefined ? [] : [`not before ${removalOn}`]),
  ].join(', ');
  const further = [...(replacement === undefined ? [] : [`use ${replacement} instead`]), ...(note ? [note] : [])];
  return [window, ...further].join('; ');
}

/** Who may call an endpoint, in words. */
export function callersWords(endpoint: Endpoint): string {
  const words = { 'app-browser': 'app pages', 'app-process': 'app processes', 'host-operator': 'the host operator' };
  const callers = principalsOf(endpoint).map((principal) => words[principal]);
  return callers.length === 0 ? 'nobody' : callers.join(', ');
}

/** A schema as a reader sees it: indented JSON, in which characters that can't be seen are escaped. */
export function schemaText(schema: unknown): string {
  return JSON.stringify(schema, null, 2).replace(
    UNSEEN,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What JSON leaves unescaped. */
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text without characters that move a terminal's cursor, reorder words or can't be seen: the replacement character stands for each. */
export function visible(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(HIDDEN, '\ufffd');
}
