import type { Command, OptionSpec } from './command.ts';

/** Flags that every command takes, before or after its name. */
export const COMMON_OPTIONS = {
  json: { type: 'boolean', describe: 'print one JSON document on stdout' },
  now: {
    type: 'string',
    value: 'instant',
    describe:
      'the instant of this run, as 2026-01-31T12:00:00Z (else ASSAY_NOW, the config, SOURCE_DATE_EPOCH, the clock)',
  },
  config: {
    type: 'string',
    value: 'file',
    describe: 'configuration file (else ASSAY_CONFIG, else assay.config.json here or above)',
  },
  quiet: { type: 'boolean', describe: 'no progress on stderr, and no text when --output writes files' },
  'no-color': { type: 'boolean', describe: 'no colour (also: NO_COLOR; FORCE_COLOR turns it on)' },
  help: { type: 'boolean', describe: 'show help and do nothing else' },
  version: { type: 'boolean', describe: 'show the version' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Formats that every command with reports has. */
const BASE_FORMATS = ['text', 'json'] as const;

/** The formats that `--output` takes for a command; none where the command takes no reports. */
export function outputFormats(command: Command): readonly string[] {
  return command.formats === undefined ? [] : [...new Set([...BASE_FORMATS, ...command.formats])];
}

/** All flags of a command. A command that makes one file declares an `output` of its own, which stays. */
export function optionsOf(command: Command | undefined): Readonly<Record<string, OptionSpec>> {
  if (command === undefined) return COMMON_OPTIONS;
  const output: OptionSpec = {
    type: 'string',
    value: 'format[=path]',
    repeatable: true,
    describe: `report to print, or to write where a path is given: ${outputFormats(command).join(', ')}`,
  };
  return { ...command.options, ...(command.formats && !command.options.output ? { output } : {}), ...COMMON_OPTIONS };
}
