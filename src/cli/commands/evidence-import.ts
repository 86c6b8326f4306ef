import type { Command } from '../command.ts';
import { SIGNER_OPTIONS } from '../signer-options.ts';

export const evidenceImport: Command = {
  path: ['evidence', 'import'],
  summary: "make evidence of another tool's report",
  options: {
    format: {
      type: 'string',
      value: 'name',
      required: true,
      choices: ['junit', 'ctrf', 'sarif', 'crypta'],
      describe: 'what the report is',
    },
    plan: {
      type: 'string',
      value: 'file',
      required: true,
      describe: 'what `certify plan` wrote: the run that waits for it',
    },
    id: { type: 'string', value: 'id', required: true, describe: 'the requirement that it is evidence for' },
    producer: { type: 'string', value: 'name@version', required: true, describe: 'the tool that made the report' },
    attempt: { type: 'string', value: 'number', describe: 'which try it was; the highest counts (else 1)' },
    output: { type: 'string', value: 'file', required: true, describe: 'the evidence' },
    ...SIGNER_OPTIONS,
  },
  positionals: [{ name: 'report', describe: 'the report', required: true }],
  examples: [
    {
      command:
        'assay evidence import --format junit --plan plan.json --id integration.tests --producer vitest@4.1.12 --output evidence/integration.tests.json junit.xml',
      what: 'let a test run count; sign it with --private-key-file',
    },
  ],
  load: () => import('./evidence-import.run.ts'),
};
