import type { Command } from '../command.ts';
import { LOOK_OPTIONS } from '../waiver-options.ts';

export const waiverNew: Command = {
  path: ['waiver', 'new'],
  summary: 'write a waiver to fill in, for the unit that a finding blocks',
  options: {
    'from-finding': {
      type: 'string',
      value: 'fingerprint',
      required: true,
      describe: 'a finding that blocks, by its fingerprint or the beginning of it',
    },
    'requested-by': { type: 'string', value: 'id', describe: 'who asks, as mailto:ann@example.org' },
    owner: { type: 'string', value: 'id', describe: 'who takes the risk' },
    ...LOOK_OPTIONS,
    output: { type: 'string', value: 'file', describe: 'where it goes (else into the waivers folder, by its id)' },
  },
  examples: [
    {
      command: 'assay waiver new --from-finding sha256:4f1d8a0c --requested-by mailto:ann@example.org',
      what: 'ask for a waiver of all that blocks the same unit',
    },
  ],
  load: () => import('./waiver-new.run.ts'),
};
