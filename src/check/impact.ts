import { erasedTemplate } from '../contract/model.ts';
import type { AppManifest } from '../manifest/model.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Change } from './change.ts';
import type { DiffInput } from './diff-rule.ts';

/** An app that may be hurt by a change. */
export interface AppUse {
  /** As people name it: `queue-manager 1.2.0`. */
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
}

export function appUse({ id, version, permissions, api }: AppManifest): AppUse {
  return {
    name: [id, version].filter((part) => part !== '').join(' '),
    permissions: new Set([...permissions, ...api.optionalCapabilities]),
  };
}

/** Adds to each change the apps that may use what changed: those that hold every right it required. It never changes a severity. */
export function withImpact(changes: readonly Change[], input: DiffInput, apps: readonly AppUse[]): Change[] {
  if (apps.length === 0) return [...changes];
  const required = requirements(input);
  return changes.map((change) => {
    const needs = required.get(`${change.kind} ${erasedTemplate(change.subject)}`);
    if (needs === undefined) return change;
    const impact = apps.filter((app) => needs.every((name) => app.permissions.has(name))).map(({ name }) => name);
    return impact.length === 0 ? change : { ...change, impact: impact.sort(byCodeUnit) };
  });
}

/** What each thing required in the baseline, in the current contract where it is new. */
function requirements({ pairs }: DiffInput): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { identity } of pairs.capabilities) found.set(`capability ${identity}`, [identity]);
  for (const [kind, list] of [
    ['endpoint', pairs.endpoints],
    ['method', pairs.methods],
    ['event', pairs.events],
  ] as const)
    for (const { identity, baseline, current } of list)
      found.set(`${kind} ${identity}`, (baseline ?? current)?.item.requiredCapabilities ?? []);
  return found;
}
