import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { missingTombstones } from '../../missing-tombstones.ts';

export default defineDiffRule({
  id: 'contract/tombstone-missing',
  summary: 'what is removed leaves its name to a tombstone',
  help: 'Add the tombstone that is named to tombstones, and keep it for good: it is what keeps the name from being used for something else one day. A crypta contract has no place for tombstones and needs none.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['verifier', 'consumer'],
  category: 'model',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a tombstone of something that is there is contract/tombstone-reused' },
  example: {
    fails: 'v5 has lost the capability queue.purge, and tombstones does not name it',
    passes: 'v5 has lost queue.purge; tombstones: capability queue.purge, removed in 5',
  },
  *check(input) {
    const { current } = input;
    for (const { subject, dropped } of missingTombstones(input))
      yield {
        subject,
        part: dropped ? 'tombstone' : 'name',
        message: dropped
          ? `the tombstone of ${subject.kind} ${quote(subject.identity)} is gone`
          : `${subject.kind} ${quote(subject.identity)} is gone, and there is no tombstone of it`,
        location: current.locate(current.contract.tombstones === undefined ? '' : '/tombstones'),
      };
  },
});
