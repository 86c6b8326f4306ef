import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const waiverImport: Command = {
  path: ['waiver', 'import'],
  summary: 'make requests of the waivers of another system: nothing that is in them counts as an approval',
  options: {
    from: { type: 'string', value: 'system', required: true, choices: ['crypta'], describe: 'whose file it is' },
    ...MODE_OPTION,
  },
  positionals: [
    { name: 'file', describe: 'a waiver file of its release certification or of its dashboard', required: true },
  ],
  examples: [
    {
      command: 'assay waiver import --from crypta release-certification-waivers.json',
      what: 'one request per waiver; `assay waiver lint` then says what is missing',
    },
  ],
  load: () => import('./waiver-import.run.ts'),
};
