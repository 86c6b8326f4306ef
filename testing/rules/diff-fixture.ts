import type { AppUse } from '../../src/check/app-use.ts';
import { descriptors } from '../../src/check/descriptors.ts';
import { diffInput } from '../../src/check/diff-input.ts';
import type { DiffInput } from '../../src/check/diff-rule.ts';
import { saysTheSame } from '../../src/check/unchanged.ts';
import type { LoadedContract } from '../../src/contract/model.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { loadedContract } from './contract-fixture.ts';
import { Fields } from './fields.ts';
import type { Reorder } from './groups.ts';

/** Where a fixture says nothing, the baseline is version 4 and the current contract version 5, or 4 too where it says the same. */
const VERSIONS = { baseline: 4, current: 5 } as const;

/** Whether a fixture is for rules that compare two contracts. */
export function isDiffFixture(fixture: JsonObject): boolean {
  return Object.hasOwn(fixture, 'baseline');
}

/**
 * A fixture of `baseline` and `current` as the diff rules' input. Each is a fragment of a contract: what it leaves out
 * has the defaults of contract-fixture.ts, among them one stable endpoint, `GET /fixture`, since version 1. Where
 * `current` says nothing of tombstones, it has one for everything that is gone.
 */
export function diffFixture(fixture: JsonObject): DiffInput {
  const fields = new Fields(fixture, ['baseline', 'current', 'apps', 'expected']);
  const side = (name: keyof typeof VERSIONS, version: number = VERSIONS[name]) =>
    loadedContract(fields.value(name) ?? {}, `${name}.json`, version);
  const baseline = side('baseline');
  const next = side('current');
  const current = saysTheSame(diffInput(baseline, next)) ? side('current', baseline.contract.contractVersion) : next;
  const given = fields.value('current');
  const isSaid = isJsonObject(given) && Object.hasOwn(given, 'tombstones');
  const apps = appsOf(fields.value('apps'));
  return { ...diffInput(baseline, isSaid ? current : withTombstones(baseline, current)), apps };
}

/** Apps as `{"leave 1.2.0": {"consumes": [...], "optional": [...]}}`, with the targets that each uses. */
function appsOf(written: JsonValue | undefined): AppUse[] {
  return Object.entries(isJsonObject(written) ? written : {}).map(([name, use]) => {
    const fields = new Fields(isJsonObject(use) ? use : {}, ['consumes', 'optional']);
    const optional = fields.texts('optional');
    return {
      name,
      permissions: new Set(),
      targets: new Set([...fields.texts('consumes'), ...optional]),
      optional: new Set(optional),
    };
  });
}

function withTombstones(baseline: LoadedContract, current: LoadedContract): LoadedContract {
  const removedInContractVersion = current.contract.contractVersion;
  const living = new Set([...descriptors(current.contract)].map(({ kind, identity }) => `${kind} ${identity}`));
  const gone = [...descriptors(baseline.contract)].filter(({ kind, identity }) => !living.has(`${kind} ${identity}`));
  const buried = gone.map(({ kind, identity }) => ({ kind, identity, removedInContractVersion }));
  return {
    ...current,
    contract: { ...current.contract, tombstones: [...(baseline.contract.tombstones ?? []), ...buried] },
  };
}

/** The fixture with one of its two contracts on both sides. */
export function withItself(fixture: JsonObject, side: keyof typeof VERSIONS): JsonObject {
  const contract = fixture[side];
  const version = isJsonObject(contract) ? (contract.contractVersion ?? VERSIONS[side]) : VERSIONS[side];
  const same = { ...(isJsonObject(contract) ? contract : {}), contractVersion: version };
  return { baseline: same, current: same, ...(fixture.apps === undefined ? {} : { apps: fixture.apps }), expected: {} };
}

/** Lists of a JSON Schema, and of examples of its instances, whose order is seen. */
const ORDERED: ReadonlySet<string> = new Set(['prefixItems', 'examples', 'const', 'default', 'before', 'after']);

/** The same fixture with every set in another order, at every depth. */
export function reorderedSets(fixture: JsonObject, reorder: Reorder): JsonObject {
  const inside = (name: string, value: JsonValue): JsonValue => {
    if (ORDERED.has(name)) return value;
    if (Array.isArray(value)) return reorder(value.map((item) => inside('', item)));
    return isJsonObject(value) ? members(value) : value;
  };
  const members = (value: JsonObject): JsonObject =>
    Object.fromEntries(reorder(Object.entries(value)).map(([name, item]) => [name, inside(name, item)]));
  return members(fixture);
}
