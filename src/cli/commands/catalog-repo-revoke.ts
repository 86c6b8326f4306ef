import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoRevoke: Command = {
  path: ['catalog', 'repo', 'revoke'],
  summary: 'take back a bundle or a key, in the draft of the role revocation, which one key signs',
  options: {
    ...REPOSITORY_OPTION,
    'bundle-digest': { type: 'string', value: 'digest', repeatable: true, describe: 'a bundle, as sha256:<hex>' },
    'revoked-key-id': { type: 'string', value: 'id', repeatable: true, describe: 'a key, by its id in the repository' },
    reason: { type: 'string', value: 'text', required: true, describe: 'why, for everyone who is stopped by it' },
  },
  examples: [
    {
      command:
        'assay catalog repo revoke --repository catalog --bundle-digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 --reason "leaks tokens, see advisory 12"',
      what: 'stop a bundle; then stage, sign revocation and publish',
    },
  ],
  load: () => import('./catalog-repo-revoke.run.ts'),
};
