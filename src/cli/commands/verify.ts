import { REPORT_FORMATS } from '../../model/report-formats.ts';
import type { Command } from '../command.ts';
import { JUNIT_OPTION } from '../junit-option.ts';
import { MODES } from '../mode-option.ts';

const REPORTS = REPORT_FORMATS.filter((format) => format !== 'text' && format !== 'json');
/** The levels as certifications give them, here by name alone: the shell loads nothing for a list of choices. */
const LEVELS = MODES.map((mode) => `ASSAY_${mode.toUpperCase().replace('-', '_')}_GO`).flatMap((level) => [
  level,
  `${level}_WITH_WAIVERS`,
]);

export const verify: Command = {
  path: ['verify'],
  summary: 'whether a signed certification covers an artifact and still holds: offline, decided again from the bundle',
  options: {
    artifact: {
      type: 'string',
      value: 'path',
      required: true,
      describe: 'what would be published: a file or a folder',
    },
    evidence: {
      type: 'string',
      value: 'file',
      required: true,
      describe: 'the bundle that `assay certify --attest` wrote',
    },
    policy: { type: 'string', value: 'file', required: true, describe: 'the policy that it must have been decided by' },
    trust: { type: 'string', value: 'file', required: true, describe: 'the trust document: who may sign what' },
    'require-level': {
      type: 'string',
      value: 'level',
      choices: LEVELS,
      describe: 'the least that will do',
    },
    'max-age': { type: 'string', value: 'hours', describe: 'the longest time since the decision, as 24h' },
    at: { type: 'string', value: 'instant', describe: 'ask about this instant (else --now, else the clock)' },
    ...JUNIT_OPTION,
    'distinguish-waivers': { type: 'boolean', describe: 'exit 10 instead of 0 for go-with-waivers' },
  },
  formats: ['certification', 'report', ...REPORTS],
  examples: [
    {
      command:
        'assay verify --artifact dist/notes-1.2.0.zip --evidence certification.intoto.jsonl --policy policy.yaml --trust trust.json --require-level ASSAY_PRODUCTION_GO --max-age 24h',
      what: 'before publishing',
    },
    {
      command:
        'assay verify --artifact dist/notes-1.2.0.zip --evidence certification.intoto.jsonl --policy policy.yaml --trust trust.json --at 2026-11-20T09:00:00Z --output report=report.txt',
      what: 'years later, with the report as it was',
    },
  ],
  load: () => import('./verify.run.ts'),
};
