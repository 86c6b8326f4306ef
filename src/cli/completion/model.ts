import type { Command, OptionSpec } from '../command.ts';
import { COMMON_OPTIONS, optionsOf, outputFormats } from '../common-options.ts';
import { type CommandNode, commandTree, summaryOf } from '../tree.ts';

/** Where the cursor may stand: after these words, with what may follow besides the common flags. */
export interface Place {
  /** `/api/snapshot`; empty at the root. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly summary: string }[];
  readonly flags: readonly Flag[];
  /** Whether arguments follow that may be files. */
  readonly files: boolean;
}

export interface Flag {
  readonly name: string;
  readonly summary: string;
  /** Takes no value, a file, one of these words, or a value that nobody can guess. */
  readonly value: 'none' | 'file' | 'free' | readonly string[];
}

/** Names of values in help that stand for a file or a folder. */
const FILE_VALUES: ReadonlySet<string> = new Set(['file', 'folder', 'path', 'directory', 'dir', 'bundle']);

/** The flags of every command. */
export const COMMON_FLAGS: readonly Flag[] = Object.entries(COMMON_OPTIONS).map(([name, spec]) =>
  flagOf(name, spec, undefined),
);

/** Every place of the command tree, parents first. */
export function places(commands: readonly Command[]): Place[] {
  return placesBelow(commandTree(commands));
}

function placesBelow(node: CommandNode): Place[] {
  const children = [...node.children.values()];
  const positionals = node.command?.positionals ?? [];
  const choices = positionals.flatMap((positional) => positional.choices ?? []);
  const own = Object.entries(optionsOf(node.command)).filter(([name]) => !Object.hasOwn(COMMON_OPTIONS, name));
  const place: Place = {
    path: node.words.map((word) => `/${word}`).join(''),
    words: [
      ...children.map((child) => ({ word: child.words.at(-1) ?? '', summary: summaryOf(child) })),
      ...choices.map((word) => ({ word, summary: '' })),
    ],
    flags: own.map(([name, spec]) => flagOf(name, spec, node.command)),
    files: positionals.some((positional) => positional.choices === undefined),
  };
  return [place, ...children.flatMap(placesBelow)];
}

function flagOf(name: string, spec: OptionSpec, command: Command | undefined): Flag {
  return { name, summary: spec.describe, value: valueKind(name, spec, command) };
}

function valueKind(name: string, spec: OptionSpec, command: Command | undefined): Flag['value'] {
  if (spec.type === 'boolean') return 'none';
  if (spec.choices !== undefined) return spec.choices;
  if (name === 'output' && command?.formats && !command.options.output) return outputFormats(command);
  return FILE_VALUES.has(spec.value ?? '') ? 'file' : 'free';
}

/** Text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What may follow a flag, as cases of `place:flag`; a common flag is the same at every place. */
export interface ValueCase {
  readonly at: string;
  readonly value: 'file' | 'free' | readonly string[];
}

export function valueCases(all: readonly Place[]): ValueCase[] {
  const own = all.flatMap(({ path, flags }) => flags.map((flag) => ({ at: `${path}:--${flag.name}`, flag })));
  const common = COMMON_FLAGS.map((flag) => ({ at: `*:--${flag.name}`, flag }));
  return [...own, ...common].flatMap(({ at, flag: { value } }) => (value === 'none' ? [] : [{ at, value }]));
}
