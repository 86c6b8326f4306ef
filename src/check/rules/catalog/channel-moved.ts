import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryPairs } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/channel-moved',
  summary: 'a move to another channel is seen',
  help: 'A move into stable reaches everybody: see that this version went through the channel before it. A move out of stable leaves people on the version that they have.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'channel=stable   # published: beta', passes: 'channel=beta     # published: beta' },
  *check(input) {
    for (const { before, after } of entryPairs(input)) {
      if (before.channel === after.channel) continue;
      yield {
        message: `${quote(after.id)} moves from ${before.channel} to ${after.channel}`,
        location: after.locate('channel'),
        key: [after.id, after.version, before.channel, after.channel],
      };
    }
  },
});
