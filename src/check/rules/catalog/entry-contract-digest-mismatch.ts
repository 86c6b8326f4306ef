import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-contract-digest-mismatch',
  summary: 'a catalog entry that names a contract digest names that of the contract it is judged by',
  help: 'Judge the entry by the contract that it names, or publish it again for this one: what was found out about an app holds for one contract.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: '"contractDigest": "sha256:0123…"   # the contract in use has 4567…',
    passes: '"contractDigest": "sha256:4567…"',
  },
  *check({ manifest, entry, contract }) {
    const claimed = entry?.contractDigest;
    if (entry === undefined || claimed === undefined || contract === undefined || claimed === contract.digest) return;
    yield {
      message: `the entry names the contract ${claimed}, it is judged by ${contract.digest}`,
      location: entry.locate('contractDigest'),
      key: [manifest.id, claimed, contract.digest],
    };
  },
});
