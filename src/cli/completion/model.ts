import type { Command, OptionSpec } from '../command.ts';
import { optionsOf, outputFormats } from '../common-options.ts';
import { GROUPS } from '../groups.ts';
import { type CommandNode, commandTree } from '../tree.ts';

/** Where the cursor may stand: after these words, with what may follow. */
export interface Place {
  /** `/api/snapshot`; empty at the root. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly summary: string }[];
  readonly flags: readonly Flag[];
  /** Whether arguments follow, which are files. */
  readonly files: boolean;
}

export interface Flag {
  readonly name: string;
  readonly summary: string;
  /** Takes no value, one of these words, or a file. */
  readonly value: 'none' | 'file' | readonly string[];
}

/** Every place of the command tree, parents first. */
export function places(commands: readonly Command[]): Place[] {
  return placesBelow(commandTree(commands));
}

function placesBelow(node: CommandNode): Place[] {
  const children = [...node.children.values()];
  const place: Place = {
    path: node.words.map((word) => `/${word}`).join(''),
    words: children.map((child) => ({ word: child.words.at(-1) ?? '', summary: summaryOf(child) })),
    flags: Object.entries(optionsOf(node.command)).map(([name, spec]) => flagOf(name, spec, node.command)),
    files: (node.command?.positionals ?? []).length > 0,
  };
  return [place, ...children.flatMap(placesBelow)];
}

function summaryOf(node: CommandNode): string {
  return node.command?.summary ?? GROUPS[node.words.join(' ')] ?? '';
}

function flagOf(name: string, spec: OptionSpec, command: Command | undefined): Flag {
  return { name, summary: spec.describe, value: valueKind(name, spec, command) };
}

function valueKind(name: string, spec: OptionSpec, command: Command | undefined): Flag['value'] {
  if (spec.type === 'boolean') return 'none';
  if (spec.choices !== undefined) return spec.choices;
  return name === 'output' && command?.formats && !command.options.output ? outputFormats(command) : 'file';
}

/** Text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The flags that take words, by `place:flag`, for a case statement. */
export function* choicesOf(all: readonly Place[]): Generator<{ readonly at: string; readonly words: string }> {
  for (const { path, flags } of all)
    for (const { name, value } of flags)
      if (typeof value !== 'string') yield { at: `${path}:--${name}`, words: value.join(' ') };
}

/** The flags that take a file, by `place:flag`. */
export function filesOf(all: readonly Place[]): string[] {
  return all.flatMap(({ path, flags }) =>
    flags.filter(({ value }) => value === 'file').map(({ name }) => `${path}:--${name}`),
  );
}
