import type { BrokerCatalog, CatalogEntry } from '../broker/catalog-model.ts';
import { lockOf, lockText } from '../broker/lock.ts';
import { pinnedContract } from '../broker/pinned-contract.ts';
import { refuseLeaks } from '../contract/refuse-leaks.ts';
import { snapshotText, toSnapshot } from '../contract/snapshot.ts';
import type { ServicesLock } from '../formats/generated/services-lock.ts';
import type { PulledTarget } from '../formats/generated/services-pull.ts';
import type { Finding } from '../model/finding.ts';
import { parseJson } from '../model/json/parse.ts';
import { DEPTH } from '../model/limits.ts';
import { byTuple } from '../model/order.ts';
import { type BrokerInput, entryOf } from './broker-input.ts';
import { resolveRequirements } from './requirements.ts';
import { CONSUMER_RULES } from './rules/broker/index.ts';
import { runRules } from './run-rules.ts';

/** What is pinned for an app, as the two files to write. */
export interface Pulled {
  readonly findings: readonly Finding[];
  readonly lock: ServicesLock;
  readonly lockText: string;
  readonly contractText: string;
}

/** The targets that an app consumes, those of its older requirements too, as far as a catalog has them. */
export function consumedEntries(input: BrokerInput, catalog: BrokerCatalog): readonly CatalogEntry[] {
  const found = new Map<string, CatalogEntry>();
  const keep = (entry: CatalogEntry | undefined): void => {
    if (entry !== undefined) found.set(`${entry.kind} ${entry.target}`, entry);
  };
  for (const { kind, target } of input.consumed) keep(entryOf({ ...input, catalog }, kind, target));
  for (const entries of resolveRequirements(input.requirements, catalog).values())
    for (const entry of entries) keep(entry);
  return [...found.values()];
}

/**
 * Pins what an app consumes. What the catalog does not have is a finding.
 * @throws AssayError leak-found (integrity) where a schema or an example holds a secret
 */
export function pullServices(input: BrokerInput, catalog: BrokerCatalog): Pulled {
  const entries = consumedEntries(input, catalog);
  const snapshot = toSnapshot(pinnedContract(catalog, entries));
  const contractText = snapshotText(snapshot);
  refuseLeaks(parseJson(contractText, { path: catalog.path, maxDepth: DEPTH.userSchemas }), 'a pinned contract');
  const lock = lockOf(snapshot.digest, entries);
  const resolved = resolveRequirements(input.requirements, catalog);
  return {
    findings: runRules(CONSUMER_RULES, { ...input, catalog, resolved }),
    lock,
    lockText: lockText(lock),
    contractText,
  };
}

/** What of a lock is new against the one before. */
export function pulledTargets(before: ServicesLock | undefined, now: ServicesLock): PulledTarget[] {
  const key = ({ target, kind }: { target: string; kind: string }): string => `${kind} ${target}`;
  const [known, current] = [before?.targets ?? [], now.targets].map(
    (targets) => new Map(targets.map((locked) => [key(locked), locked])),
  );
  const kept = now.targets.map(({ target, kind, digest }): PulledTarget => {
    const other = known?.get(key({ target, kind }));
    return { target, kind, state: other === undefined ? 'new' : other.digest === digest ? 'unchanged' : 'changed' };
  });
  const dropped = [...(known?.values() ?? [])]
    .filter((locked) => !current?.has(key(locked)))
    .map(({ target, kind }): PulledTarget => ({ target, kind, state: 'dropped' }));
  return [...kept, ...dropped].sort((a, b) => byTuple([a.target, a.kind], [b.target, b.kind]));
}
