import yargs, { type Argv } from 'yargs';
import type { OptionSpec } from './command.ts';
import { COMMON_OPTIONS, optionsOf } from './common-options.ts';
import { type FlagToken, flagTokens } from './flag-tokens.ts';
import { type CommandNode, commandsBelow } from './tree.ts';

/** What the arguments say, before any of it is judged. */
export interface ParsedCall {
  readonly argv: readonly string[];
  /** The deepest group or command that the leading words name. */
  readonly node: CommandNode;
  /** Words that follow it, those after `--` included. */
  readonly words: readonly string[];
  readonly flags: readonly FlagToken[];
  /** The values of a flag in the order given; a flag without value counts as an empty string. */
  values(name: string): readonly string[];
}

// Every convenience that changes what the user wrote is off: 1.10 stays "1.10", --no-x is a flag named no-x, --a.b is
// a flag named a.b, and a repeated flag shows as a list.
const PARSER = {
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'boolean-negation': false,
  'dot-notation': false,
  'camel-case-expansion': false,
  'duplicate-arguments-array': true,
  'greedy-arrays': false,
  'short-option-groups': false,
  'populate--': true,
  'strip-aliased': true,
} as const;

/**
 * Parses the arguments with yargs: finds the command by its words and the values of its flags. Judges nothing, prints
 * nothing, reads no environment; unknown, repeated and missing flags are for `checkCall`.
 */
export function parseCall(argv: readonly string[], root: CommandNode): ParsedCall {
  const known = flagsBelow(root);
  const flags = flagTokens(argv);
  let node = root;
  const parser = yargs([], '.')
    .scriptName('assay')
    .locale('en')
    .parserConfiguration(PARSER)
    .help(false)
    .version(false)
    .exitProcess(false)
    .showHelpOnFail(false)
    // Only declared flags reach yargs and it judges none, so whatever it complains about is a mistake of ours.
    .fail((message, error) => {
      throw error instanceof Error ? error : new Error(`yargs: ${message}`);
    });
  // Switches of every command are known from the start: `assay --strict compat verify` must not swallow "compat".
  declareFlags(parser, switchesOf(known));
  declareFlags(parser, COMMON_OPTIONS);
  declareCommands(parser, root, (called) => {
    node = called;
  });
  const parsed: Readonly<Record<string, unknown>> = { ...parser.parseSync(withoutMisfits(argv, flags, known)) };
  return {
    argv,
    node,
    flags,
    words: [...list(parsed._).slice(node.words.length), ...list(parsed['--'])],
    values: (name) => (Object.hasOwn(parsed, name) ? list(parsed[name]) : []),
  };
}

/** Two-word command strings collide in yargs, so each word is a command of its own inside the one before it. */
function declareCommands(parser: Argv, node: CommandNode, pick: (node: CommandNode) => void): void {
  for (const [word, child] of node.children) {
    parser.command(
      word,
      false,
      (inner) => {
        declareFlags(inner, child.command === undefined ? {} : optionsOf(child.command));
        declareCommands(inner, child, pick);
        return inner;
      },
      () => pick(child),
    );
  }
}

function declareFlags(parser: Argv, options: Readonly<Record<string, OptionSpec>>): void {
  for (const [name, { type }] of Object.entries(options)) {
    // nargs 0 keeps `--json true` from swallowing the word "true".
    parser.option(name, type === 'boolean' ? { type, nargs: 0 } : { type });
  }
  if ('help' in options) parser.alias('help', 'h');
}

/** Every flag of every command, by name; a flag has one type everywhere (the registry's test holds that). */
function flagsBelow(root: CommandNode): Map<string, OptionSpec> {
  const flags = new Map<string, OptionSpec>(Object.entries(COMMON_OPTIONS));
  for (const command of commandsBelow(root))
    for (const [name, spec] of Object.entries(optionsOf(command))) flags.set(name, spec);
  return flags;
}

function switchesOf(flags: ReadonlyMap<string, OptionSpec>): Record<string, OptionSpec> {
  return Object.fromEntries([...flags].filter(([, spec]) => spec.type === 'boolean'));
}

/**
 * Leaves out flags that no command has (yargs stumbles over `--constructor`) and switches with a value. Both are
 * usage errors, which `checkCall` finds in the tokens.
 */
function withoutMisfits(
  argv: readonly string[],
  flags: readonly FlagToken[],
  known: ReadonlyMap<string, OptionSpec>,
): string[] {
  const misfits = new Set(
    flags
      .filter(({ name, assigned }) => {
        const spec = known.get(name);
        return spec === undefined || (assigned && spec.type === 'boolean');
      })
      .map(({ index }) => index),
  );
  return argv.filter((_, index) => !misfits.has(index));
}

function list(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === 'boolean' ? '' : String(item)));
}
