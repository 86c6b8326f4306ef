import { REPORT_FORMATS } from '../../model/report-formats.ts';
import { ATTEST_OPTIONS } from '../attest-flag.ts';
import type { Command } from '../command.ts';
import { JUNIT_OPTION } from '../junit-option.ts';

export const certifyGate: Command = {
  path: ['certify', 'gate'],
  summary: 'decide by evidence that was judged elsewhere, as `certify` decides by its own',
  options: {
    plan: { type: 'string', value: 'file', required: true, describe: 'what `certify plan` wrote' },
    evidence: {
      type: 'string',
      value: 'folder',
      required: true,
      repeatable: true,
      describe: 'a folder that `certify merge` or `certify run` wrote; may be repeated',
    },
    previous: {
      type: 'string',
      value: 'file',
      describe: 'an earlier certification: show what is otherwise, and let nothing move backward',
    },
    'distinguish-waivers': { type: 'boolean', describe: 'exit 10 instead of 0 for go-with-waivers' },
    ...ATTEST_OPTIONS,
    ...JUNIT_OPTION,
  },
  formats: REPORT_FORMATS,
  examples: [
    { command: 'assay certify gate --plan plan.json --evidence all', what: 'decide by merged evidence' },
    {
      command: 'assay certify gate --plan plan.json --evidence shard-1 --evidence shard-2 --output md=report.md',
      what: 'merge and decide at once',
    },
  ],
  load: () => import('./certify-gate.run.ts'),
};
