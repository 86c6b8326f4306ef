import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withLock } from '../../broker-input.ts';

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
    const consumed = new Set(input.consumed.map(({ kind, target }) => `${kind} ${target}`));
    for (const { kind, target, required, location } of input.consumed) {
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
      if (!consumed.has(name) && input.requirements.length === 0)
        yield {
          message: `${kind} ${quote(target)} is locked, and the app does not consume it`,
          location,
          key: [input.app.id, 'left', kind, target],
          severity: 'warning',
        };
  },
});
