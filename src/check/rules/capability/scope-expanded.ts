import { groupBy } from '../../../model/group-by.ts';
import { listed } from '../../../model/listed.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { unlockedByAlias } from '../../capability-aliases.ts';
import { capabilityMoves } from '../../capability-moves.ts';
import { type DiffInput, defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';
import { added } from '../../pairs.ts';

export default defineDiffRule({
  id: 'capability/scope-expanded',
  summary: 'a grant that users have given unlocks no more than it did',
  help: 'Let the new endpoints require a new capability, or let users review what they granted: the old consent did not name them.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'note',
  breaks: ['operator'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'capability/scope-narrowed',
  example: {
    fails: 'queue.read, which apps hold, unlocks the new GET /queue/secrets too',
    passes: 'GET /queue/secrets requires the new queue.secrets.read',
  },
  *check(input) {
    const fresh = newlyUnlocked(input);
    for (const { baseline, current } of capabilityMoves(input).kept) {
      const unlocked = (fresh.get(current.item.name) ?? []).sort((a, b) => byCodeUnit(a.what, b.what));
      if (unlocked.length === 0) continue;
      const words = unlocked.map(({ what, others }) =>
        others.length === 0 ? what : `${what} with ${others.join(', ')}`,
      );
      const children = unlocked.map(({ what }) => what);
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `a grant of ${quote(current.item.name)} unlocks ${children.length} more: ${listed(words)}`,
        location: input.current.locate(current.pointer),
        after: children,
        stability: baseline.item.stability,
        children,
      };
    }
    const inherited = unlockedByAlias(input);
    for (const { baseline, current, declared } of capabilityMoves(input).renamed) {
      if (!declared) continue;
      const news = (fresh.get(current.item.name) ?? []).map(({ what }) => what);
      const children = [...(inherited.get(baseline.item.name) ?? []), ...news].sort(byCodeUnit);
      if (children.length === 0) continue;
      yield {
        subject: { kind: 'capability', identity: baseline.item.name },
        message: `a grant of ${quote(baseline.item.name)} is one of ${quote(current.item.name)} now, and unlocks ${children.length} more: ${listed(children)}`,
        location: input.current.locate(current.pointer),
        after: children,
        stability: baseline.item.stability,
        children,
      };
    }
  },
});

interface Unlocked {
  readonly name: string;
  readonly what: string;
  /** What must be granted besides. */
  readonly others: readonly string[];
}

/** What is new and open to apps, by each capability that it requires. */
function newlyUnlocked(input: DiffInput): Map<string, Unlocked[]> {
  const endpoints = endpointMoves(input)
    .added.filter(({ item }) => item.appProcessPrincipalsAllowed || item.appBrowserPrincipalsAllowed)
    .map(({ item }) => ({ what: endpointSubject(item).identity, names: item.requiredCapabilities }));
  const targets = [...added(input.pairs.methods), ...added(input.pairs.events)].map(({ identity, current }) => ({
    what: identity,
    names: current.item.requiredCapabilities ?? [],
  }));
  const required = [...endpoints, ...targets].flatMap(({ what, names }) => {
    const all = [...new Set(names)].sort(byCodeUnit);
    return all.map((name): Unlocked => ({ name, what, others: all.filter((other) => other !== name) }));
  });
  return groupBy(required, ({ name }) => name);
}
