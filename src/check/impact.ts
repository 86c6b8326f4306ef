import { erasedTemplate } from '../contract/model.ts';
import { byCodeUnit } from '../model/order.ts';
import type { AppUse } from './app-use.ts';
import { capabilitiesByAnyName } from './capability-aliases.ts';
import type { Change } from './change.ts';
import type { DiffInput } from './diff-rule.ts';

/**
 * Adds to each change the apps that may use what changed: those that say so, and of those that can't say it the ones
 * that hold every right it required. It never changes a severity.
 */
export function withImpact(changes: readonly Change[], input: DiffInput, apps: readonly AppUse[]): Change[] {
  if (apps.length === 0) return [...changes];
  const required = requirements(input);
  const held = new Map(apps.map((app) => [app, rightsOf(app, input)]));
  return changes.map((change) => {
    const impact = apps
      .filter((app) => mayUse(app, held.get(app) ?? app.permissions, change, required))
      .map(({ name }) => name);
    return impact.length === 0 ? change : { ...change, impact: [...new Set(impact)].sort(byCodeUnit) };
  });
}

type Requirements = ReadonlyMap<string, readonly string[]>;

/** What an app may do by the names that it asks with, aliases too, in either contract. */
function rightsOf({ permissions }: AppUse, { baseline, current }: DiffInput): ReadonlySet<string> {
  const names = [baseline, current].map(({ contract }) => capabilitiesByAnyName(contract));
  const meant = [...permissions].flatMap((name) => names.flatMap((known) => known.get(name)?.name ?? []));
  return new Set([...permissions, ...meant]);
}

function mayUse(
  { targets }: AppUse,
  rights: ReadonlySet<string>,
  { kind, subject, children = [] }: Change,
  required: Requirements,
): boolean {
  const holds = (name: string): boolean => required.get(name)?.every((right) => rights.has(right)) ?? false;
  switch (kind) {
    case 'contract':
      return false;
    case 'service':
      return targets === undefined
        ? children.some((child) => holds(`method ${child}`) || holds(`event ${child}`))
        : [...targets].some((target) => target.startsWith(`${subject}#`));
    case 'method':
    case 'event':
      return targets === undefined ? holds(`${kind} ${subject}`) : targets.has(subject);
    default:
      return holds(`${kind} ${erasedTemplate(subject)}`);
  }
}

/** What each thing required in the baseline, in the current contract where it is new. */
function requirements({ pairs }: DiffInput): Requirements {
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
