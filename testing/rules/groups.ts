import type { ContractInput } from '../../src/check/contract-input.ts';
import type { HistoryInput } from '../../src/check/history-input.ts';
import { BROKER_RULES, PLAN_RULES } from '../../src/check/rules/broker/index.ts';
import { BUNDLE_RULES } from '../../src/check/rules/bundle/index.ts';
import { CAPABILITY_RULES } from '../../src/check/rules/capability/index.ts';
import { CATALOG_DIFF_RULES, CATALOG_RULES, WHOLE_CATALOG_RULES } from '../../src/check/rules/catalog/index.ts';
import { COMPAT_RULES } from '../../src/check/rules/compat/index.ts';
import {
  BUMP_RULES,
  CONTRACT_RULES,
  HISTORY_RULES,
  WHOLE_HISTORY_RULES,
} from '../../src/check/rules/contract/index.ts';
import { ENDPOINT_RULES } from '../../src/check/rules/endpoint/index.ts';
import { LIFECYCLE_RULES } from '../../src/check/rules/lifecycle/index.ts';
import { LINT_RULES } from '../../src/check/rules/lint.ts';
import { MANIFEST_RULES } from '../../src/check/rules/manifest/index.ts';
import { REPOSITORY_RULES } from '../../src/check/rules/repository/index.ts';
import { SDK_RULES } from '../../src/check/rules/sdk/index.ts';
import { TRUST_RULES } from '../../src/check/rules/trust/index.ts';
import { type RunOptions, runRules } from '../../src/check/run-rules.ts';
import type { Finding } from '../../src/model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json/value.ts';
import type { Rule, RuleHit } from '../../src/model/rule.ts';
import { BROKER_MEMBERS, brokerInput, planFixture } from './broker-fixture.ts';
import { bumpFixture } from './bump-fixture.ts';
import { BUNDLE_MEMBERS, bundleFixture } from './bundle-fixture.ts';
import { CATALOG_DIFF_MEMBERS, CATALOG_MEMBERS, catalogDiffFixture, catalogFixture } from './catalog-fixture.ts';
import { CLIENT_MEMBERS, clientInput } from './client-fixture.ts';
import { COMPAT_MEMBERS, compatInput } from './compat-fixture.ts';
import { CONTRACT_MEMBERS, contractFixture } from './contract-fixture.ts';
import { Fields } from './fields.ts';
import { KEY_FILE_MEMBERS, keyFileInput } from './key-file-fixture.ts';
import { LINT_MEMBERS, lintFixture } from './lint-fixture.ts';
import { MANIFEST_MEMBERS, manifestFixture } from './manifest-fixture.ts';
import { REPOSITORY_MEMBERS, repositoryFixture } from './repository-fixture.ts';

/** Puts a list in another order. */
export type Reorder = <T>(items: readonly T[]) => T[];

/** Areas whose rules take one kind of input: every rule of a group runs on every fixture of its areas. */
export interface RuleGroup {
  readonly areas: readonly string[];
  readonly rules: readonly Omit<Rule<never>, 'check'>[];
  /** Whether a fixture of one of the areas is for these rules, by its members. */
  takes(fixture: JsonObject): boolean;
  /** The findings of all rules over a fixture; the rules run in the order that `reorder` gives. */
  run(fixture: JsonObject, options?: RunOptions, reorder?: Reorder): Finding[];
  /** What the rules yield, before the engine. */
  hits(fixture: JsonObject): RuleHit[];
  /** The same input with every list whose order has no meaning in another order; absent where all order is meaning. */
  reordered?(fixture: JsonObject, reorder: Reorder): JsonObject;
}

interface GroupSpec<Input> {
  readonly areas: readonly string[];
  readonly rules: readonly Rule<Input>[];
  /** Members of a fixture besides `expected`. */
  readonly members: readonly string[];
  load(fixture: Fields): Input;
  readonly reordered?: RuleGroup['reordered'];
}

function group<Input>(spec: GroupSpec<Input>): RuleGroup {
  const load = (fixture: JsonObject): Input => spec.load(new Fields(fixture, [...spec.members, 'expected']));
  return {
    areas: spec.areas,
    rules: spec.rules,
    takes: (fixture) => Object.keys(fixture).every((name) => name === 'expected' || spec.members.includes(name)),
    run: (fixture, options = {}, reorder = (items) => [...items]) =>
      runRules(reorder(spec.rules), load(fixture), options),
    hits: (fixture) => {
      const input = load(fixture);
      return spec.rules.filter((rule) => rule.scope?.holds(input) ?? true).flatMap((rule) => [...rule.check(input)]);
    },
    ...(spec.reordered === undefined ? {} : { reordered: spec.reordered }),
  };
}

/** Every list in another order, at every depth. */
function everyList(value: JsonObject, reorder: Reorder): JsonObject {
  const inside = (item: JsonValue): JsonValue => {
    if (Array.isArray(item)) return reorder(item.map(inside));
    return isJsonObject(item) ? everyList(item, reorder) : item;
  };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inside(item)]));
}

/** Every group of rules there is. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  group({
    areas: ['broker'],
    rules: BROKER_RULES,
    members: BROKER_MEMBERS,
    load: brokerInput,
  }),
  group({
    areas: ['broker'],
    rules: PLAN_RULES,
    members: ['apps', 'catalog'],
    load: planFixture,
  }),
  group({
    areas: ['bundle'],
    rules: BUNDLE_RULES,
    members: BUNDLE_MEMBERS,
    load: bundleFixture,
  }),
  group({
    areas: ['catalog', 'compat'],
    rules: [...CATALOG_RULES, ...COMPAT_RULES],
    members: COMPAT_MEMBERS,
    load: compatInput,
    reordered: everyList,
  }),
  group({
    areas: ['catalog'],
    rules: WHOLE_CATALOG_RULES,
    members: CATALOG_MEMBERS,
    load: catalogFixture,
  }),
  group({
    areas: ['catalog'],
    rules: CATALOG_DIFF_RULES,
    members: CATALOG_DIFF_MEMBERS,
    load: catalogDiffFixture,
  }),
  group<ContractInput & HistoryInput>({
    areas: ['capability', 'contract', 'endpoint', 'lifecycle'],
    rules: [
      ...CAPABILITY_RULES,
      ...CONTRACT_RULES,
      ...HISTORY_RULES,
      ...WHOLE_HISTORY_RULES,
      ...ENDPOINT_RULES,
      ...LIFECYCLE_RULES,
    ],
    members: CONTRACT_MEMBERS,
    load: contractFixture,
    reordered: everyList,
  }),
  group({
    areas: ['contract'],
    rules: BUMP_RULES,
    members: ['versions', 'required', 'own'],
    load: bumpFixture,
  }),
  group({
    areas: ['capability', 'contract', 'endpoint'],
    rules: LINT_RULES,
    members: LINT_MEMBERS,
    load: lintFixture,
    reordered: everyList,
  }),
  group({
    areas: ['manifest'],
    rules: MANIFEST_RULES,
    members: MANIFEST_MEMBERS,
    load: manifestFixture,
  }),
  group({
    areas: ['repository'],
    rules: REPOSITORY_RULES,
    members: REPOSITORY_MEMBERS,
    load: repositoryFixture,
    reordered: everyList,
  }),
  group({
    areas: ['sdk'],
    rules: SDK_RULES,
    members: CLIENT_MEMBERS,
    load: clientInput,
    reordered: everyList,
  }),
  group({
    areas: ['trust'],
    rules: TRUST_RULES,
    members: KEY_FILE_MEMBERS,
    load: keyFileInput,
    reordered: everyList,
  }),
];
