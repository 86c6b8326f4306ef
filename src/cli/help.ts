import type { Command, OptionSpec, Style } from './command.ts';
import { COMMON_OPTIONS, optionsOf } from './common-options.ts';
import { columns, type Row, wrap } from './layout.ts';
import { type CommandNode, spelled, summaryOf } from './tree.ts';
import { VERSION } from './version.ts';

const EXIT_CODES: readonly Row[] = [
  ['0', 'ok, or go'],
  ['1', 'checked completely, and the answer is no'],
  ['2', 'usage'],
  ['3', 'input unreadable, malformed or over a limit'],
  ['4', 'integrity or trust'],
  ['5', 'incomplete or interrupted'],
  ['6', 'environment: disk, permission, lock'],
  ['10', 'go with waivers, where --distinguish-waivers is given'],
  ['70', 'a bug in assay'],
];

const ENVIRONMENT: readonly Row[] = [
  ['ASSAY_CONFIG', 'as --config'],
  ['ASSAY_NOW', 'as --now'],
  ['SOURCE_DATE_EPOCH', 'stands for the clock where no --now, ASSAY_NOW or configuration says otherwise'],
  ['NO_COLOR, FORCE_COLOR', 'colour off, on'],
];

/** Help for the root, a group or a command, ending with one LF. */
export function helpText(node: CommandNode, style: Style, width: number): string {
  const lines = node.words.length === 0 ? rootHelp(node, style, width) : nodeHelp(node, style, width);
  return `${lines.join('\n')}\n`;
}

function rootHelp(node: CommandNode, style: Style, width: number): string[] {
  return [
    `assay ${VERSION}: tests a platform's releases and stamps them`,
    '',
    `${style.bold('Usage:')} assay <command> [flags]`,
    ...section('Commands', children(node), style, width),
    ...section('Flags of every command', flags(COMMON_OPTIONS), style, width),
    ...section('Environment (flags beat it, it beats assay.config.json)', ENVIRONMENT, style, width),
    ...section('Exit codes', EXIT_CODES, style, width),
    '',
    'assay <command> --help says more about each command.',
  ];
}

function nodeHelp(node: CommandNode, style: Style, width: number): string[] {
  const { command } = node;
  const own = command === undefined ? {} : withoutCommon(optionsOf(command));
  const words = (command?.positionals ?? []).map(
    ({ name, describe, choices }): Row => [name, withChoices(describe, choices)],
  );
  const usage = command === undefined ? `${spelled(node)} <command> [flags]` : usageOf(node, command);
  return [
    ...wrap([spelled(node), summaryOf(node)].filter((part) => part !== '').join(': '), width),
    '',
    `${style.bold('Usage:')} ${usage}`,
    ...section('Commands', children(node), style, width),
    ...section('Arguments', words, style, width),
    ...section('Flags', flags(own), style, width),
    ...section('Flags of every command', flags(COMMON_OPTIONS), style, width),
    ...examples(command, style),
  ];
}

function usageOf(node: CommandNode, command: Command): string {
  const required = Object.entries(command.options)
    .filter(([, spec]) => spec.required)
    .map(([name, spec]) => flagOf(name, spec));
  const words = (command.positionals ?? []).map(({ name, required: needed, variadic }) => {
    const word = `<${name}>${variadic ? '...' : ''}`;
    return needed ? word : `[${word}]`;
  });
  return [spelled(node), ...words, ...required, '[flags]'].join(' ');
}

function children(node: CommandNode): Row[] {
  return [...node.children.values()].map((child) => [child.words.at(-1) ?? '', summaryOf(child)]);
}

function flags(options: Readonly<Record<string, OptionSpec>>): Row[] {
  return Object.entries(options).map(([name, spec]) => [flagOf(name, spec), describe(spec)]);
}

function flagOf(name: string, spec: OptionSpec): string {
  return spec.type === 'boolean' ? `--${name}` : `--${name} <${spec.value ?? 'value'}>`;
}

function describe(spec: OptionSpec): string {
  const notes = [spec.required ? 'required' : '', spec.repeatable ? 'repeatable' : ''].filter((note) => note !== '');
  return `${withChoices(spec.describe, spec.choices)}${notes.length > 0 ? ` [${notes.join(', ')}]` : ''}`;
}

function withChoices(text: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? text : `${text}: ${choices.join(', ')}`;
}

function withoutCommon(options: Readonly<Record<string, OptionSpec>>): Record<string, OptionSpec> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !Object.hasOwn(COMMON_OPTIONS, name)));
}

function section(title: string, rows: readonly Row[], style: Style, width: number): string[] {
  return rows.length === 0 ? [] : ['', style.bold(`${title}:`), ...columns(rows, width)];
}

function examples(command: Command | undefined, style: Style): string[] {
  if (command === undefined || command.examples.length === 0) return [];
  const lines = command.examples.flatMap((example) => [`  ${style.dim(`# ${example.what}`)}`, `  ${example.command}`]);
  return ['', style.bold('Examples:'), ...lines];
}
