import type { Command } from '../command.ts';

export const bundleVerify: Command = {
  path: ['bundle', 'verify'],
  summary: 'verify a bundle without extracting it: structure, digests, signature, and what is in it',
  options: {
    bundle: { type: 'string', value: 'file', describe: 'the bundle: a .tgz or a .zip' },
    'bundle-dir': { type: 'string', value: 'folder', describe: 'an unpacked bundle' },
    profile: {
      type: 'string',
      value: 'name',
      choices: ['safe', 'assay'],
      describe: 'safe takes archives of npm, tar and zip, with notes; assay demands the one dialect (else safe)',
    },
    'trusted-keys': { type: 'string', value: 'file', describe: 'keys of which one must have signed the bundle' },
    'expected-key-id': { type: 'string', value: 'id', describe: 'the one key that must have signed' },
    trust: {
      type: 'string',
      value: 'file',
      describe: 'a trust document: one of its bundle-signers must have signed the statement beside the bundle',
    },
    signature: {
      type: 'string',
      value: 'file',
      describe: 'the statement, where it is not beside the bundle as <bundle>.intoto.jsonl',
    },
    manifest: { type: 'string', value: 'file', describe: 'a manifest that the one inside must be, to the byte' },
    previous: {
      type: 'string',
      value: 'path',
      describe:
        'the release before: its bundle, or the crypta catalog (*.properties) or signed repository that lists it',
    },
    'catalog-keys': {
      type: 'string',
      value: 'file',
      describe: 'keys of which one must have signed the catalog that --previous names',
    },
    'forbid-import': {
      type: 'string',
      value: 'module',
      repeatable: true,
      describe: 'a module that the code must not import, besides those that no app imports',
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  examples: [
    { command: 'assay bundle verify --bundle notes-1.2.0.tgz', what: 'structure and content, unsigned or not' },
    {
      command: 'assay bundle verify --bundle-dir apps/notes --trusted-keys trusted-keys.properties --strict',
      what: 'a signed bundle before a release',
    },
    {
      command: 'assay bundle verify --bundle notes-1.3.0.tgz --previous notes-1.2.0.tgz',
      what: 'whether the version says what changed',
    },
  ],
  formats: [],
  load: () => import('./bundle-verify.run.ts'),
};
