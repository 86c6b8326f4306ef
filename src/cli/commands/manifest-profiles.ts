import type { Command } from '../command.ts';

export const manifestProfiles: Command = {
  path: ['manifest', 'profiles'],
  summary: 'list the sets of rules that manifests are validated by, and where they disagree',
  options: {},
  examples: [{ command: 'assay manifest profiles', what: 'each validator that is known, and key by key what it does' }],
  formats: [],
  load: () => import('./manifest-profiles.run.ts'),
};
