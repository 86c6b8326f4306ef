import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/channel-contradiction',
  summary: "an entry's channel, support and deprecation say the same",
  help: 'Move a retired or unsupported app out of the stable channel, and say with deprecation.status what the channel deprecated means for it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'channel=stable\ndeprecation.status=retired',
    passes: 'channel=deprecated\ndeprecation.status=retired',
  },
  *check({ catalog: { entries } }) {
    for (const { id, channel, support, deprecation, locate } of entries) {
      const { status } = deprecation;
      const said =
        channel === 'stable' && status === 'retired'
          ? 'is retired, and stands in the channel stable'
          : channel === 'stable' && support === 'unsupported'
            ? 'is unsupported, and stands in the channel stable'
            : channel === 'deprecated' && status === 'none'
              ? 'stands in the channel deprecated, and its deprecation.status is none'
              : undefined;
      if (said === undefined) continue;
      yield { message: `${quote(id)} ${said}`, location: locate('channel'), key: [id, channel, support, status] };
    }
  },
});
