import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withLock } from '../../broker-input.ts';
import type { ConsumedTarget } from '../../consumed-targets.ts';

export default defineRule<BrokerInput>({
  id: 'broker/lock-incomplete',
  summary: 'the lock holds what the app consumes, and nothing else',
  help: 'Run `assay services pull` and commit services.lock.json and services.contract.json.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withLock,
  example: {
    fails: 'consumes.services: hr/v1#members.list, which services.lock.json does not have',
    passes: 'services.lock.json has hr/v1#members.list',
  },
  *check(input) {
    const { lock } = input;
    if (lock === undefined) return;
    const wanted = [...input.consumed, ...resolvedTargets(input)];
    const consumed = new Set(wanted.map(({ kind, target }) => `${kind} ${target}`));
    // What is required in the older form is known only where a catalog resolves it.
    const knowsAll = input.requirements.length === 0 || input.catalog !== undefined;
    for (const { kind, target, required, location } of wanted) {
      // What nobody offers can't be pulled: the rule about missing targets names it.
      const isThere = input.catalog === undefined || entryOf(input, kind, target) !== undefined;
      if (lock.targets.has(`${kind} ${target}`) || !(required || isThere)) continue;
      yield {
        message: `${kind} ${quote(target)}, which the app consumes, is not in ${lock.path}`,
        location,
        key: [input.app.id, 'absent', kind, target],
      };
    }
    for (const [name, { kind, target, location }] of lock.targets)
      if (!consumed.has(name) && knowsAll)
        yield {
          message: `${kind} ${quote(target)} is locked, and the app does not consume it`,
          location,
          key: [input.app.id, 'left', kind, target],
          severity: 'warning',
        };
  },
});

/** What the catalog has for the requirements of the older form. */
function resolvedTargets({ resolved }: BrokerInput): ConsumedTarget[] {
  return [...(resolved ?? [])].flatMap(([{ required, location }, entries]) =>
    entries.map(({ kind, target }) => ({ kind, target, required, location })),
  );
}
