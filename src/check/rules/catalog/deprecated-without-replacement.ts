import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/deprecated-without-replacement',
  summary: 'an app that is deprecated or retired says what to use in its place',
  help: 'Name the app that follows it in replacementAppId. Where nothing does, say so in deprecation.message and waive this finding.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator'],
  example: {
    fails: 'deprecation.status=deprecated',
    passes: 'deprecation.status=deprecated\nreplacementAppId=notes-next',
  },
  *check({ catalog: { entries } }) {
    for (const { id, deprecation, channel, support, locate } of entries) {
      const state =
        deprecation.status !== 'none'
          ? deprecation.status
          : channel === 'deprecated' || support === 'deprecated'
            ? 'deprecated'
            : undefined;
      if (state === undefined || deprecation.replacementAppId !== undefined) continue;
      yield {
        message: `${quote(id)} is ${state}, and no app is named to take its place`,
        location: locate('deprecation.status'),
        key: [id, state],
      };
    }
  },
});
