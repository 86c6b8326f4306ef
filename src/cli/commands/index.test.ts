import { describe, expect, it } from 'vitest';
import { COMMON_OPTIONS, optionsOf } from '../common-options.ts';
import { GROUPS } from '../groups.ts';
import { type CommandNode, commandTree } from '../tree.ts';
import { COMMANDS } from './index.ts';

function* nodes(node: CommandNode): Generator<CommandNode> {
  yield node;
  for (const child of node.children.values()) yield* nodes(child);
}

describe('the registry of commands', () => {
  it('has no two commands with one path', () => {
    expect(() => commandTree(COMMANDS)).not.toThrow();
  });

  it('has a summary for every group', () => {
    for (const { words, command } of nodes(commandTree(COMMANDS)))
      if (words.length > 0 && command === undefined) expect(GROUPS, words.join(' ')).toHaveProperty([words.join(' ')]);
  });

  it('gives a flag one type in all commands, because the parser knows switches before it knows the command', () => {
    const types = new Map<string, string>();
    for (const command of COMMANDS)
      for (const [name, { type }] of Object.entries(optionsOf(command))) {
        expect(types.get(name) ?? type, `--${name} of ${command.path.join(' ')}`).toBe(type);
        types.set(name, type);
      }
  });

  it.each(COMMANDS.map((command) => [command.path.join(' '), command] as const))(
    '%s is well declared',
    async (_, command) => {
      for (const word of command.path) expect(word).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      for (const name of Object.keys(command.options)) {
        expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(Object.keys(COMMON_OPTIONS)).not.toContain(name);
      }
      for (const text of [command.summary, ...Object.values(command.options).map(({ describe }) => describe)])
        expect(text).toMatch(/^[^\n]+[^.\n]$/);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(example.command).toContain(`assay ${command.path.join(' ')}`);
      expect(typeof (await command.load()).run).toBe('function');
    },
  );

  it('puts required arguments first and a variadic one last', () => {
    for (const { positionals = [] } of COMMANDS) {
      const optional = positionals.findIndex(({ required }) => !required);
      if (optional !== -1) expect(positionals.slice(optional).every(({ required }) => !required)).toBe(true);
      expect(positionals.slice(0, -1).some(({ variadic }) => variadic)).toBe(false);
    }
  });
});
