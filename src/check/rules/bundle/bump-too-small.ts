import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BundleBump, madeBump, neededBump } from '../../bundle-bump.ts';
import type { BundleInput } from '../../bundle-input.ts';

const RANK: Readonly<Record<BundleBump, number>> = { patch: 0, minor: 1, major: 2 };

export default defineRule<BundleInput>({
  id: 'bundle/bump-too-small',
  summary: 'the version says how much changed',
  help: 'Who updates by range takes the change for a smaller one than it is. What other apps use and is gone is a major change, what is new to users or to other apps is a minor one; before 1.0.0 each counts one step less. Raise the version in the manifest.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'consumer', 'catalog'],
  example: { fails: 'a provided method is gone, 1.2.0 became 1.2.1', passes: '1.2.0 became 2.0.0' },
  *check({ claims, declared, previous, locate }) {
    if (claims === undefined || previous === undefined) return;
    const made = madeBump(previous.version, claims.version);
    const needed = neededBump(previous, claims, declared);
    if (made === undefined || needed === undefined || RANK[made] >= RANK[needed.bump]) return;
    yield {
      message: `${quote(previous.version)} became ${quote(claims.version)}, a ${made} release, and ${needed.because} asks for a ${needed.bump} one`,
      location: { path: locate(claims.file) },
      key: [claims.id, previous.version, claims.version, needed.bump],
    };
  },
});
