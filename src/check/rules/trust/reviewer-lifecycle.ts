import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { InspectedKey } from '../../../trust/inspect/inspection.ts';
import { type KeyFileInput, keyName } from '../../key-file-input.ts';

export default defineRule<KeyFileInput>({
  id: 'trust/reviewer-lifecycle',
  summary: "a reviewer's revocation, retirement and rotation are described completely",
  help: 'Add revoked.at to a revoked key, valid.until to a retired one, and list the keys that rotates.from and rotates.to name: receipts of a retired key without an end are not trusted at all.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['catalog', 'verifier'],
  example: {
    fails: 'reviewer.1.status=retired',
    passes: 'reviewer.1.status=retired\nreviewer.1.valid.until=2026-07-01T00:00:00Z',
  },
  *check({ kind, path, keys }) {
    if (kind !== 'trusted-reviewers') return;
    const listed = new Set(keys.map(keyName));
    for (const key of keys)
      for (const { member, what } of gaps(key, listed))
        yield {
          message: `the reviewer ${quote(keyName(key))} ${what}`,
          location: { path },
          key: [path, key.digest, member],
        };
  },
});

interface Gap {
  readonly member: string;
  readonly what: string;
}

function* gaps(key: InspectedKey, listed: ReadonlySet<string>): Generator<Gap> {
  const { status, revokedAt, validUntil, rotatesFrom, rotatesTo } = key;
  if (status === 'revoked' && revokedAt === undefined)
    yield { member: 'revoked.at', what: 'is revoked without revoked.at' };
  if (status === 'retired' && validUntil === undefined)
    yield { member: 'valid.until', what: 'is retired without valid.until' };
  if (rotatesFrom !== undefined && !listed.has(rotatesFrom))
    yield { member: 'rotates.from', what: 'has a rotates.from that is not listed' };
  if (rotatesTo !== undefined && !listed.has(rotatesTo))
    yield { member: 'rotates.to', what: 'has a rotates.to that is not listed' };
}
