import { ALL_RULES } from '../check/rules/index.ts';
import { GATE_RULES } from '../decide/rules.ts';
import type { RuleChanges, RuleStrengths } from '../formats/generated/rule-set-comparison.ts';
import type { RulesDocument } from '../formats/generated/rules.ts';
import validator from '../formats/generated/validators/rules.js';
import { SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { readTyped } from './read-typed.ts';
import { ruleSet } from './rule-set.ts';

/**
 * How the rules that decide here differ from those that another version lists with `assay explain --json`. A version lists
 * rules of every command, so one that it had and this one has not may have decided nothing.
 * @throws AssayError of kind input
 */
export async function compareRules(place: { readonly file: string; readonly shown: string }): Promise<RuleChanges> {
  const { value } = await readTyped<RulesDocument>(place, validator, 'rules', SIZE.document);
  const before = new Map(value.rules.map(({ id, severity }) => [id, severity]));
  const after = ruleSet();
  const changed = after.flatMap(({ id, severity }) => {
    const then = before.get(id);
    return then === undefined || same(then, severity) ? [] : [{ id, before: then, after: { ...severity } }];
  });
  const added = after.flatMap(({ id, severity }) => (before.has(id) ? [] : [{ id, after: { ...severity } }]));
  const known = new Set([...ALL_RULES, ...GATE_RULES].map(({ id }) => id));
  const removed = [...before]
    .flatMap(([id, severity]) => (known.has(id) ? [] : [{ id, before: severity }]))
    .sort((a, b) => byCodeUnit(a.id, b.id));
  return { path: place.shown, unchanged: after.length - changed.length - added.length, added, removed, changed };
}

function same(a: RuleStrengths, b: RuleStrengths): boolean {
  return a.default === b.default && a.strict === b.strict;
}
