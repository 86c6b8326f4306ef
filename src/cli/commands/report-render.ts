import { REPORT_FORMATS } from '../../model/report-formats.ts';
import type { Command } from '../command.ts';
import { JUNIT_OPTION } from '../junit-option.ts';

export const reportRender: Command = {
  path: ['report', 'render'],
  summary: 'make any report from a saved certification; exits 0 whatever it decided',
  options: {
    input: {
      type: 'string',
      value: 'file',
      required: true,
      describe: 'a certification that `assay certify --output json=F` wrote',
    },
    ...JUNIT_OPTION,
  },
  formats: REPORT_FORMATS,
  examples: [
    { command: 'assay report render --input certification.json', what: 'print what the run printed' },
    {
      command: 'assay report render --input certification.json --output md=report.md',
      what: 'write the Markdown report',
    },
  ],
  load: () => import('./report-render.run.ts'),
};
