import { type AssayError, usageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Args, Command, OptionSpec } from './command.ts';
import { optionsOf } from './common-options.ts';
import type { FlagToken } from './flag-tokens.ts';
import type { ParsedCall } from './parse-call.ts';
import { type CommandNode, spelled } from './tree.ts';

/**
 * Judges a parsed call: every flag known, given once and with a value, every choice allowed, nothing required missing,
 * no word left over. The command is undefined where only a group is named.
 * @throws AssayError of kind usage
 */
export function checkCall(
  call: ParsedCall,
  root: CommandNode,
): { readonly command: Command | undefined; readonly args: Args } {
  const { node } = call;
  const options = optionsOf(node.command);
  const flag = call.flags.find((token) => !Object.hasOwn(options, token.name));
  const word = unexpectedWord(call);
  // What stands further left is told first: after an unknown command no flag is known.
  if (flag !== undefined && (word === undefined || flag.index < call.argv.indexOf(word)))
    throw unknownFlag(flag, node, options);
  checkWords(call, root);
  checkFlags(call, options);
  if (node.command !== undefined) checkArguments(call, node.command);
  return { command: node.command, args: argsOf(call) };
}

/**
 * Judges the words alone, as `--help` does.
 * @throws AssayError unknown-command, argument-unexpected
 */
export function checkWords(call: ParsedCall, root: CommandNode): void {
  const word = unexpectedWord(call);
  if (word !== undefined) throw unknownWord(word, call.node, root);
}

/** The error for a group without verb. */
export function commandMissing(node: CommandNode): AssayError {
  const hint = node.words.length === 0 ? 'see assay --help' : `one of: ${[...node.children.keys()].join(', ')}`;
  return usageError('command-missing', `${spelled(node)} needs a command`, hint);
}

/** The first word that is neither a command nor an argument of one. */
function unexpectedWord(call: ParsedCall): string | undefined {
  const positionals = call.node.command?.positionals ?? [];
  return positionals.some((positional) => positional.variadic) ? undefined : call.words[positionals.length];
}

function unknownFlag(token: FlagToken, node: CommandNode, options: Readonly<Record<string, OptionSpec>>): AssayError {
  return usageError('unknown-flag', `${spelled(node)} has no flag ${token.written}`, flagHint(token, node, options));
}

function flagHint(token: FlagToken, node: CommandNode, options: Readonly<Record<string, OptionSpec>>): string {
  const name = token.name.replace(/^-+/, '');
  const positive = name.replace(/^no-/, '');
  if (positive !== name && Object.hasOwn(options, positive)) return `leave out --${positive} to turn it off`;
  const guess = nearest(name, Object.keys(options));
  return guess === undefined ? `see ${spelled(node)} --help` : `did you mean --${guess}?`;
}

function unknownWord(word: string, node: CommandNode, root: CommandNode): AssayError {
  const see = `see ${spelled(node)} --help`;
  if (node.command !== undefined && node.children.size === 0)
    return usageError('argument-unexpected', `${spelled(node)} does not take the argument ${quote(word)}`, see);
  const guess = nearest(word, node.children.keys());
  const elsewhere = [...root.children.values()].find((group) => group.children.has(word));
  const hint =
    guess !== undefined
      ? `did you mean ${spelled(node)} ${guess}?`
      : elsewhere !== undefined
        ? `did you mean ${spelled(elsewhere)} ${word}?`
        : see;
  return usageError('unknown-command', `${spelled(node)} has no command ${quote(word)}`, hint);
}

function checkFlags(call: ParsedCall, options: Readonly<Record<string, OptionSpec>>): void {
  const seen = new Set<string>();
  for (const { name, assigned } of call.flags) {
    const spec = options[name];
    if (spec === undefined) continue;
    if (seen.has(name) && !spec.repeatable)
      throw usageError('flag-repeated', `--${name} is given more than once`, 'give it once');
    seen.add(name);
    if (spec.type === 'boolean' && assigned)
      throw usageError(
        'flag-value-unexpected',
        `--${name} takes no value`,
        `write --${name} to turn it on, leave it out otherwise`,
      );
    if (spec.type === 'string') checkValues(name, spec, call.values(name));
  }
}

function checkValues(name: string, spec: OptionSpec, values: readonly string[]): void {
  for (const value of values) {
    if (value === '')
      throw usageError(
        'flag-value-missing',
        `--${name} needs a value`,
        `write --${name}=<${spec.value ?? 'value'}> where the value begins with a dash`,
      );
    const hint = choiceHint(value, spec.choices);
    if (hint !== undefined) throw usageError('flag-value-unknown', `--${name} can't be ${quote(value)}`, hint);
  }
}

/** What to write instead; undefined where the value is one of the choices. */
function choiceHint(value: string, choices: readonly string[] | undefined): string | undefined {
  if (choices === undefined || choices.includes(value)) return undefined;
  const guess = nearest(value, choices);
  return guess === undefined ? `one of: ${choices.join(', ')}` : `did you mean ${guess}?`;
}

function checkArguments(call: ParsedCall, command: Command): void {
  const see = `see ${spelled(call.node)} --help`;
  for (const [name, spec] of Object.entries(command.options))
    if (spec.required && call.values(name).length === 0)
      throw usageError('flag-missing', `${spelled(call.node)} needs --${name} <${spec.value ?? 'value'}>`, see);
  for (const [index, spec] of (command.positionals ?? []).entries()) {
    const given = spec.variadic ? call.words.slice(index) : call.words.slice(index, index + 1);
    if (spec.required && given.length === 0)
      throw usageError('argument-missing', `${spelled(call.node)} needs the argument <${spec.name}>`, see);
    for (const word of given) {
      if (word === '') throw usageError('argument-empty', `the argument <${spec.name}> is empty`, see);
      const hint = choiceHint(word, spec.choices);
      if (hint !== undefined) throw usageError('argument-unknown', `<${spec.name}> can't be ${quote(word)}`, hint);
    }
  }
}

function argsOf(call: ParsedCall): Args {
  const given = new Set(call.flags.map(({ name }) => name));
  return {
    string: (name) => call.values(name)[0],
    strings: (name) => call.values(name),
    boolean: (name) => given.has(name),
    positionals: call.words,
  };
}
