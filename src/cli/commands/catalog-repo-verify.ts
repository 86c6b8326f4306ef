import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoVerify: Command = {
  path: ['catalog', 'repo', 'verify'],
  summary: 'verify a signed repository from its root down to every bundle, against what was seen before',
  options: {
    ...REPOSITORY_OPTION,
    lock: { type: 'string', value: 'file', describe: 'the catalog.lock that is committed: nothing older is believed' },
    'update-lock': { type: 'boolean', describe: 'raise the lock to what was verified, or begin it; it never sinks' },
    'require-lock': { type: 'boolean', describe: 'refuse a run whose lock is not there' },
    'other-lock': {
      type: 'string',
      value: 'file',
      repeatable: true,
      describe: 'lock of another catalog, which may share no key',
    },
    'root-digest': { type: 'string', value: 'digest', describe: 'digest of the first root, as its owner told you' },
    target: { type: 'string', value: 'path', describe: 'verify one bundle alone' },
    'metadata-only': { type: 'boolean', describe: 'leave the bundles alone' },
    'allow-test-keys': { type: 'boolean', describe: 'let keys made for tests count' },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  examples: [
    {
      command:
        'assay catalog repo verify --repository catalog --root-digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 --lock catalog.lock --update-lock',
      what: 'the first time',
    },
    {
      command: 'assay catalog repo verify --repository catalog --lock catalog.lock --require-lock',
      what: 'in a build, ever after',
    },
  ],
  formats: [],
  load: () => import('./catalog-repo-verify.run.ts'),
};
