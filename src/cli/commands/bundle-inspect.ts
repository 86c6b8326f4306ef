import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const bundleInspect: Command = {
  path: ['bundle', 'inspect'],
  summary: 'show what a user is asked to agree to: permissions, hosts, services, secrets and sizes',
  options: {
    bundle: { type: 'string', value: 'file', describe: 'the bundle: a .tgz or a .zip' },
    'bundle-dir': { type: 'string', value: 'folder', describe: 'an unpacked bundle' },
    ...CONTRACT_OPTIONS,
  },
  examples: [{ command: 'assay bundle inspect --bundle notes-1.2.0.tgz', what: 'the permission disclosure' }],
  formats: [],
  load: () => import('./bundle-inspect.run.ts'),
};
