import { targetDigest } from '../../../broker/lock.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withCatalog, withLock } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/lock-out-of-date',
  summary: 'what is locked is what the broker offers',
  help: 'Read what changed, run `assay services pull`, and commit the lock with the clients that it gives.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: {
    words: 'apps with a lock, where it is known what the broker offers',
    holds: (input) => withLock.holds(input) && withCatalog.holds(input),
  },
  example: {
    fails: 'the digest of hr/v1#members.list in the lock is not that of the catalog',
    passes: 'the digests are the same',
  },
  *check(input) {
    for (const locked of input.lock?.targets.values() ?? []) {
      const entry = entryOf(input, locked.kind, locked.target);
      if (entry === undefined || targetDigest(entry) === locked.digest) continue;
      yield {
        message: `${locked.kind} ${quote(locked.target)} changed since it was pulled`,
        location: locked.location,
        key: [input.app.id, locked.kind, locked.target, locked.digest, targetDigest(entry)],
      };
    }
  },
});
