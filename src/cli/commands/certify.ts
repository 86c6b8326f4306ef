import { REPORT_FORMATS } from '../../model/report-formats.ts';
import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const certify: Command = {
  path: ['certify'],
  summary: 'judge a release by its policy, and decide: go, go-with-waivers or no-go',
  options: {
    ...MODE_OPTION,
    strict: { type: 'boolean', describe: 'judge strictly whatever the mode' },
    'distinguish-waivers': { type: 'boolean', describe: 'exit 10 instead of 0 for go-with-waivers' },
  },
  formats: REPORT_FORMATS,
  examples: [
    { command: 'assay certify', what: 'certify the platform that assay.config.json describes' },
    { command: 'assay certify --mode pr', what: 'ask for what a pull request must show' },
    {
      command: 'assay certify --output json=certification.json --output md=report.md',
      what: 'also write the certification and a report',
    },
  ],
  load: () => import('./certify.run.ts'),
};
