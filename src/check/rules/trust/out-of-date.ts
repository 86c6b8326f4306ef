import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { KeyFileInput } from '../../key-file-input.ts';

const DAY = 86_400_000;
const SOON_DAYS = 30;

export default defineRule<KeyFileInput>({
  id: 'trust/out-of-date',
  summary: 'a trust document or certificate is valid now and for another 30 days',
  help: 'Have its owner issue the next one in time: from its end on nothing that depends on it verifies, and releases stop.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['verifier', 'operator'],
  example: {
    fails: '"expiresAt": "2026-02-01T00:00:00Z"   # on 2026-01-31',
    passes: '"expiresAt": "2026-12-31T00:00:00Z"   # on 2026-01-31',
  },
  *check({ path, expiresAt, certificates, now }) {
    const dated = (certificates ?? []).map((each) => ({
      name: `the certificate of ${quote(each.subject)}`,
      key: each.digest,
      from: each.validFrom,
      until: each.validUntil,
    }));
    if (expiresAt !== undefined)
      dated.push({ name: 'this trust document', key: 'document', from: now, until: expiresAt });
    for (const { name, key, from, until } of dated) {
      const days = Math.floor((Date.parse(until) - Date.parse(now)) / DAY);
      const early = Date.parse(from) > Date.parse(now);
      if (days >= SOON_DAYS && !early) continue;
      const state = early
        ? `is valid only from ${from}`
        : Date.parse(until) <= Date.parse(now)
          ? `expired at ${until}`
          : `expires at ${until}`;
      yield { message: `${name} ${state}`, location: { path }, key: [path, key] };
    }
  },
});
