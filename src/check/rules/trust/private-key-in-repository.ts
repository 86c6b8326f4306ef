import { defineRule } from '../../../model/rule.ts';
import type { KeyFileInput } from '../../key-file-input.ts';

export default defineRule<KeyFileInput>({
  id: 'trust/private-key-in-repository',
  summary: 'a private key lies outside of git work trees',
  help: 'Keep it in a folder of its own, as ~/.config/assay. Inside a work tree one careless commit publishes it, and history keeps it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'assay keys generate --private-key-file ./release.pem   # in a clone',
    passes: 'assay keys generate --private-key-file ~/.config/assay/release.pem',
  },
  *check({ kind, path, inRepository }) {
    if (kind !== 'private-key' || !inRepository) return;
    yield {
      message: 'this private key lies in a git work tree, where a commit may publish it',
      location: { path },
      key: [path],
    };
  },
});
