import type { Args, OptionSpec } from './command.ts';

/** `--junit-waived`, for every command that renders a certification. */
export const JUNIT_OPTION = {
  'junit-waived': {
    type: 'string',
    value: 'result',
    choices: ['skipped', 'failure'],
    describe: 'what a waived unit is in junit (else skipped)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export function junitWaived(args: Args): 'skipped' | 'failure' {
  return args.string('junit-waived') === 'failure' ? 'failure' : 'skipped';
}
