import { parseTarget } from '../../../broker/target.ts';
import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entriesByTarget, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/consumed-target-missing',
  summary: 'the broker offers the methods and events that the app consumes',
  help: 'Correct the target, move to the major that is offered, or install the app that provides it. What the app can do without is marked with required: false, and then this is a warning.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withCatalog,
  example: {
    fails: 'consumes.services: hr/v1#members.list, and the catalog has hr/v2 alone',
    passes: 'consumes.services: hr/v1#members.list, which the catalog has',
  },
  *check(input) {
    const known = entriesByTarget(input);
    for (const { kind, target, required, location } of input.consumed) {
      if (known.has(target)) continue;
      const same = otherMajors(target, known.keys());
      const guess = same.length > 0 ? undefined : nearest(target, known.keys());
      const instead =
        same.length > 0
          ? `, which has ${same.join(', ')}`
          : guess === undefined
            ? ''
            : `; did you mean ${quote(guess)}?`;
      yield {
        message: `${kind} ${quote(target)}, which the app consumes, is not in the catalog${instead}`,
        location,
        key: [input.app.id, kind, target],
        ...(required ? {} : { severity: 'warning' as const }),
      };
    }
  },
});

/** The same namespace and name in other majors. */
function otherMajors(target: string, known: Iterable<string>): string[] {
  const wanted = parseTarget(target);
  return [...known].filter((other) => {
    const found = parseTarget(other);
    return found?.namespace === wanted?.namespace && found?.name === wanted?.name;
  });
}
