import type { Command } from './command.ts';
import { GROUPS } from './groups.ts';

/** One word of a command: a group (`api`), a command (`snapshot`), or both (`certify`, `certify plan`). */
export interface CommandNode {
  /** The words from the root; empty for the root itself. */
  readonly words: readonly string[];
  command?: Command;
  readonly children: Map<string, CommandNode>;
}

/**
 * Nests commands by the words of their path.
 * @throws Error where two commands have one path: a mistake in the registry
 */
export function commandTree(commands: readonly Command[]): CommandNode {
  const root: CommandNode = { words: [], children: new Map() };
  for (const command of commands) {
    let node = root;
    for (const word of command.path) node = childOf(node, word);
    if (node.command !== undefined) throw new Error(`two commands have the path ${command.path.join(' ')}`);
    node.command = command;
  }
  return root;
}

function childOf(node: CommandNode, word: string): CommandNode {
  const existing = node.children.get(word);
  if (existing !== undefined) return existing;
  const child: CommandNode = { words: [...node.words, word], children: new Map() };
  node.children.set(word, child);
  return child;
}

/** How a user writes the node: `assay api snapshot`. */
export function spelled(node: CommandNode): string {
  return ['assay', ...node.words].join(' ');
}

/** One line about a node; a word that is a command and a group says what the command does. */
export function summaryOf(node: CommandNode): string {
  return node.command?.summary ?? GROUPS[node.words.join(' ')] ?? '';
}

/** The commands at and below a node. */
export function* commandsBelow(node: CommandNode): Generator<Command> {
  if (node.command !== undefined) yield node.command;
  for (const child of node.children.values()) yield* commandsBelow(child);
}
