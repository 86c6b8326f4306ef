import type { Contract } from '../../../contract/model.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withCatalog } from '../../broker-input.ts';
import { compareSchemasOf } from '../../compare-schemas.ts';

export default defineRule<BrokerInput>({
  id: 'broker/pinned-schema-broken',
  summary: 'what the broker offers still keeps what was locked',
  help: 'The provider has broken what this app was made against, in one major: ask for a new one, or mend the app, pull again and release it before the provider changes.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: {
    words: 'apps with a lock, where it is known what the broker offers',
    holds: (input) => input.pinned !== undefined && withCatalog.holds(input),
  },
  example: {
    fails: 'hr/v1#members.list was locked with an optional input "team", which the catalog now requires',
    passes: 'the catalog adds an optional input',
  },
  *check(input) {
    const comparer = compareSchemasOf(contractOf(input), { witness: false });
    for (const [, before] of input.pinned ?? []) {
      const now = entryOf(input, before.kind, before.target);
      if (now === undefined) continue;
      for (const role of ['input', 'output', 'payload'] as const) {
        const change = comparer.compare(before.schemas[role], now.schemas[role], role === 'input' ? 'input' : 'output');
        const kept = role === 'input' ? change?.widensOrKeeps : change?.narrowsOrKeeps;
        if (change === undefined || kept?.verdict !== 'break') continue;
        const [first] = change.kinds.filter(({ reading }) => reading === 'break');
        yield {
          message: `${role} of ${quote(before.target)} breaks what was locked${first === undefined ? '' : `: ${first.words}`}`,
          location: input.lock?.targets.get(`${before.kind} ${before.target}`)?.location ?? { path: input.app.path },
          key: [
            input.app.id,
            before.kind,
            before.target,
            role,
            comparer.digest(before.schemas[role]),
            comparer.digest(now.schemas[role]),
          ],
        };
      }
    }
  },
});

/** A catalog that is no contract promises nothing about content. */
function contractOf({ catalog }: BrokerInput): Contract {
  return (
    catalog?.contract ?? {
      apiVersion: 'v1',
      contractVersion: 1,
      generatedBy: 'a catalog',
      stabilityPolicy: 'none',
      capabilities: [],
      endpoints: [],
    }
  );
}
