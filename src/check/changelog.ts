import type { Deprecation, Stability } from '../contract/model.ts';
import type { ApiChangelog } from '../formats/generated/api-changelog.ts';
import type { Change } from './change.ts';
import { adviceOn } from './changelog-advice.ts';
import { type ComparedContract, sideOf } from './diff-report.ts';
import type { Subject } from './diff-rule.ts';
import { endpointSubject } from './endpoint-moves.ts';
import { type ContractPairs, type Pair, pairContracts } from './pairs.ts';
import { promise } from './promise.ts';

/** What a changelog needs of a descriptor, whatever it is. */
interface Described {
  readonly stability: Stability;
  readonly description: string;
  readonly deprecation?: Deprecation | null;
  readonly requiredCapabilities?: readonly string[];
}

/** A descriptor on both sides, as far as apps are concerned. */
interface Known {
  readonly subject: Subject;
  readonly baseline: Described | undefined;
  readonly current: Described | undefined;
}

/**
 * What app authors need to know about the way from one contract to another: what breaks, what will be gone and when,
 * what is gone, what is new. Descriptors that are internal or for operators on both sides are left out.
 */
export function changelog(
  baseline: ComparedContract,
  current: ComparedContract,
  changes: readonly Change[],
): ApiChangelog {
  const known = knownTo(pairContracts(baseline.contract, current.contract));
  const breaking = changes.filter((change) => change.severity === 'error' && concernsApps(change));
  const broken = new Set(breaking.flatMap((change) => [change.subject, ...(change.children ?? [])]));
  return {
    kind: 'assay.api-changelog',
    schemaVersion: 1,
    baseline: sideOf(baseline),
    current: sideOf(current),
    breaking: breaking.map((change) => breakOf(change, known)),
    deprecated: known.flatMap(deprecationOf),
    removed: known.filter(({ subject }) => !broken.has(subject.identity)).flatMap(removalOf),
    added: known.flatMap(additionOf),
    changed: changes
      .filter((change) => isNoticed(change, known))
      .map(({ ruleId, kind, subject, message }) => ({ ruleId, kind, subject, message })),
  };
}

const APPS: ReadonlySet<string> = new Set(['app', 'consumer', 'provider', 'browser', 'sdk', 'catalog']);

/** History and numbering are the platform's own business. */
function concernsApps({ parties, category }: Change): boolean {
  return category !== 'model' && category !== 'lifecycle' && parties.some((party) => APPS.has(party));
}

/** What comes and goes has lists of its own. */
function isNoticed(change: Change, known: readonly Known[]): boolean {
  if (change.severity === 'error' || !['wire', 'sdk', 'authorization'].includes(change.category)) return false;
  if (change.category !== 'wire' && !concernsApps(change)) return false;
  const own = known.find(({ subject }) => subject.kind === change.kind && subject.identity === change.subject);
  return own === undefined ? change.kind === 'service' : own.baseline !== undefined && own.current !== undefined;
}

function knownTo(pairs: ContractPairs): Known[] {
  const named = <Item extends Described>(
    kind: Subject['kind'],
    list: readonly Pair<Item>[],
    name: (item: Item, identity: string) => string,
  ) =>
    list.flatMap(({ identity, baseline, current }): Known[] => {
      const [before, after] = [baseline?.item, current?.item];
      const item = after ?? before;
      if (item === undefined || ![before, after].some((side) => side !== undefined && promise(side.stability) > 0))
        return [];
      return [{ subject: { kind, identity: name(item, identity) }, baseline: before, current: after }];
    });
  return [
    ...named('capability', pairs.capabilities, (item) => item.name),
    ...named('endpoint', pairs.endpoints, (item) => endpointSubject(item).identity),
    ...named('method', pairs.methods, (_, identity) => identity),
    ...named('event', pairs.events, (_, identity) => identity),
  ];
}

function breakOf(change: Change, known: readonly Known[]): ApiChangelog['breaking'][number] {
  const { ruleId, kind, subject, message, witness, fingerprint } = change;
  const own = known.find((item) => item.subject.kind === kind && item.subject.identity === subject);
  const replacement = own?.current?.deprecation?.replacement ?? own?.baseline?.deprecation?.replacement;
  return {
    ruleId,
    kind,
    subject,
    message,
    advice: adviceOn(change),
    fingerprint,
    ...(replacement === undefined ? {} : { replacement }),
    ...(witness === undefined ? {} : { witness: { ...witness } }),
  };
}

/** What was announced or moved nearer since the baseline. */
function deprecationOf({ subject, baseline, current }: Known): ApiChangelog['deprecated'] {
  const stability = current?.stability;
  if (stability !== 'deprecated' && stability !== 'scheduled-for-removal') return [];
  const [before, after] = [baseline?.deprecation, current?.deprecation];
  const isSame =
    baseline?.stability === stability &&
    before?.removalContractVersion === after?.removalContractVersion &&
    before?.deprecatedSinceContractVersion === after?.deprecatedSinceContractVersion;
  if (isSame) return [];
  return [
    {
      ...subject,
      stability,
      since: after?.deprecatedSinceContractVersion ?? null,
      removal: after?.removalContractVersion ?? null,
      ...wordsOf(after),
    },
  ].map(named);
}

function removalOf({ subject, baseline, current }: Known): ApiChangelog['removed'] {
  return baseline === undefined || current !== undefined
    ? []
    : [named({ ...subject, ...wordsOf(baseline.deprecation) })];
}

function additionOf({ subject, baseline, current }: Known): ApiChangelog['added'] {
  if (baseline !== undefined || current === undefined) return [];
  const { stability, description, requiredCapabilities } = current;
  return [
    named({
      ...subject,
      stability,
      description,
      ...(requiredCapabilities === undefined ? {} : { requires: [...requiredCapabilities] }),
    }),
  ];
}

/** In the document a subject is told by its identity. */
function named<Item extends Subject>({ identity, ...rest }: Item): Omit<Item, 'identity'> & { subject: string } {
  return { ...rest, subject: identity };
}

function wordsOf(deprecation: Deprecation | null | undefined): { replacement?: string; note?: string } {
  return {
    ...(deprecation?.replacement === undefined ? {} : { replacement: deprecation.replacement }),
    ...(deprecation?.note ? { note: deprecation.note } : {}),
  };
}
