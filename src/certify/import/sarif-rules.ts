import type { Severity } from '../../model/finding.ts';
import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { part, text } from './read-json.ts';

/** What SARIF's levels are here, the worst first. */
export const LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'note'],
  ['none', 'note'],
]);

/** The driver of a tool, or an extension of it: CodeQL has all its rules there. */
interface Component {
  readonly about: JsonObject;
  readonly rules: readonly JsonObject[];
}

/** Where a result's rule may be described, and what the run says of rules besides. */
export interface SarifRules {
  readonly driver: Component;
  /** Each in its place. */
  readonly extensions: readonly Component[];
  /** Levels that an invocation set, by rule id: the worst of them. */
  readonly overrides: ReadonlyMap<string, string>;
}

/** The rules of a run's tool. */
export function sarifRules(tool: JsonObject, invocations: readonly JsonObject[]): SarifRules {
  const driver = componentFrom(part(tool, 'driver'));
  const extensions = list(tool, 'extensions').map(componentFrom);
  const overrides = new Map<string, string>();
  for (const override of invocations.flatMap((one) => list(one, 'ruleConfigurationOverrides'))) {
    const descriptor = part(override, 'descriptor');
    // By the id that it gives: `CA1000/1` says nothing of `CA1000/2`.
    const id = text(descriptor, 'id') ?? text(referenced(descriptor, undefined, { driver, extensions }), 'id') ?? '';
    const level = text(part(override, 'configuration'), 'level');
    if (level !== undefined && worse(level, overrides.get(id))) overrides.set(id, level);
  }
  return { driver, extensions, overrides };
}

/** The objects of a member that should be a list of them. */
export function list(from: JsonObject, member: string): JsonObject[] {
  const value = from[member];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function componentFrom(about: JsonObject): Component {
  return { about, rules: list(about, 'rules') };
}

function worse(level: string, than: string | undefined): boolean {
  const order = [...LEVELS.keys()];
  return than === undefined || order.indexOf(level) < order.indexOf(than);
}

/** The rule of a result, by what it is called and how bad a result of it is. */
export function ruleOf(result: JsonObject, rules: SarifRules): { readonly ruleId: string; readonly level: string } {
  const reference = part(result, 'rule');
  const id = text(result, 'ruleId') ?? text(reference, 'id');
  const rule = referenced({ ...reference, ...(id === undefined ? {} : { id }) }, result.ruleIndex, rules);
  const ruleId = id ?? text(rule, 'id') ?? '';
  return { ruleId, level: levelOf(result, rule, ruleId, rules) };
}

/** The level of a result (§3.27.10): its own, else what the run set for the rule, else the rule's, else warning. */
function levelOf(result: JsonObject, rule: JsonObject, ruleId: string, { overrides }: SarifRules): string {
  const own = text(result, 'level');
  if (own !== undefined) return own;
  const set = overrides.get(ruleId) ?? overrides.get(text(rule, 'id') ?? ruleId);
  return set ?? text(part(rule, 'defaultConfiguration'), 'level') ?? 'warning';
}

/**
 * The description that a reference names (SARIF 2.1.0 §3.52): by its guid, else by its place, where the id agrees, for ids
 * need not be unique; else by its id, wherever that stands, or by what that is a part of (`CA1000/1`, §3.52.4).
 */
function referenced(
  reference: JsonObject,
  ruleIndex: unknown,
  tool: Pick<SarifRules, 'driver' | 'extensions'>,
): JsonObject {
  const { rules } = componentOf(part(reference, 'toolComponent'), tool);
  const all = [rules, tool.driver.rules, ...tool.extensions.map((one) => one.rules)].flat();
  const by = (member: string, value: string | undefined): JsonObject | undefined =>
    value === undefined ? undefined : all.find((rule) => text(rule, member) === value);
  const { index = ruleIndex } = reference;
  const pointed = typeof index === 'number' ? rules[index] : undefined;
  const [id, guid] = [text(reference, 'id'), text(reference, 'guid')];
  const parent = id?.includes('/') ? id.slice(0, id.lastIndexOf('/')) : undefined;
  const agrees = id === undefined || (pointed !== undefined && [id, parent].includes(text(pointed, 'id')));
  return by('guid', guid) ?? (agrees ? pointed : undefined) ?? by('id', id) ?? by('id', parent) ?? pointed ?? {};
}

/** The part of the tool that a reference is about (§3.54): by place, guid or name; else the driver. */
function componentOf(
  reference: JsonObject,
  { driver, extensions }: Pick<SarifRules, 'driver' | 'extensions'>,
): Component {
  const { index } = reference;
  if (typeof index === 'number' && index >= 0) return extensions[index] ?? { about: {}, rules: [] };
  const same = (member: string): Component | undefined => {
    const value = text(reference, member);
    return value === undefined ? undefined : [driver, ...extensions].find(({ about }) => text(about, member) === value);
  };
  return same('guid') ?? same('name') ?? driver;
}
