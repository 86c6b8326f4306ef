import { REPORT_FORMATS } from '../../model/report-formats.ts';
import { ATTEST_OPTIONS } from '../attest-flag.ts';
import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { JUNIT_OPTION } from '../junit-option.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const certify: Command = {
  path: ['certify'],
  summary: 'judge a release by its policy, and decide: go, go-with-waivers or no-go',
  options: {
    ...MODE_OPTION,
    strict: { type: 'boolean', describe: 'judge strictly whatever the mode' },
    ...EXEC_OPTION,
    previous: {
      type: 'string',
      value: 'file',
      describe: 'an earlier certification: show what is otherwise, and let nothing move backward',
    },
    'compare-rulesets': {
      type: 'string',
      value: 'file',
      describe:
        'a certification of the same candidate by other rules: show what these would change, and decide nothing',
    },
    'rules-before': {
      type: 'string',
      value: 'file',
      describe:
        'with --compare-rulesets: what `assay explain --json` of the other version printed, to compare the rules too',
    },
    'distinguish-waivers': { type: 'boolean', describe: 'exit 10 instead of 0 for go-with-waivers' },
    ...ATTEST_OPTIONS,
    ...JUNIT_OPTION,
  },
  formats: REPORT_FORMATS,
  examples: [
    { command: 'assay certify', what: 'certify the platform that assay.config.json describes' },
    { command: 'assay certify --mode pr', what: 'ask for what a pull request must show' },
    {
      command: 'assay certify --output json=certification.json --output md=report.md',
      what: 'also write the certification and a report',
    },
    {
      command: 'assay certify --compare-rulesets before.json',
      what: 'before an upgrade, with a certification that the pinned version made',
    },
    {
      command:
        'assay certify --attest certification.intoto.jsonl --private-key-file ci.pem --passphrase-env CI_PASSPHRASE',
      what: 'also sign what was certified',
    },
  ],
  load: () => import('./certify.run.ts'),
};
