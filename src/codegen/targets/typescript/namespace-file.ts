import { commentLine, commentText, stringLiteral } from '../../identifiers.ts';
import type { ClientDeprecation, ClientModel, ClientNamespace, ClientTarget } from '../../model.ts';
import { sectionMark } from '../../sections.ts';
import { ENGINE, type TargetTypes } from './engine.ts';

/** Counts up when the same contract gives other bytes. */
const GENERATOR = `assay typescript client 1, ${ENGINE}`;

/** First lines of every generated file: who made it, of what, and for which targets. No time and no path. */
export function header(of: string, digest: string, targets: readonly ClientTarget[]): string {
  const lines = [
    `Generated from ${commentLine(of)} by ${GENERATOR}.`,
    'Do not edit: change the contract and run `assay clients generate`.',
    `contract: ${digest}`,
    `targets: ${targets.length === 0 ? 'none' : ''}`,
    ...targets.map(({ target }) => `  ${commentLine(target)}`),
  ];
  return lines.map((line) => `// ${line}`.trimEnd()).join('\n');
}

/** The file of one namespace: two maps keyed by target, built up section by section, and the types they refer to. */
export function namespaceText(namespace: ClientNamespace, types: readonly TargetTypes[]): string {
  const kinds = new Set(namespace.targets.map(({ kind }) => kind));
  const parts = [
    header(namespace.namespace, namespace.digest, namespace.targets),
    // A map without a member still has to be there for index.ts.
    ...(kinds.has('method') ? [] : ['export interface Services {}']),
    ...(kinds.has('event') ? [] : ['export interface Events {}']),
    ...types.map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section({ target, names, text }: TargetTypes): string {
  const map = target.kind === 'method' ? 'Services' : 'Events';
  const value =
    target.kind === 'method'
      ? `{ input: ${names.get('input') ?? 'never'}; output: ${names.get('output') ?? 'never'} }`
      : (names.get('payload') ?? 'never');
  const entry = [
    `export interface ${map} {`,
    ...blockComment(documentation(target)).map((line) => `  ${line}`),
    `  ${stringLiteral(target.target)}: ${value};`,
    '}',
  ];
  return `${sectionMark(target.target)}\n${entry.join('\n')}\n\n${text.trimEnd()}`;
}

/** What a reader wants to know at the call: what it does, how long it stays, what to use instead. */
function documentation(target: ClientTarget): string[] {
  const audience = { 'operator-only': ' For operators, not for apps.', internal: ' Internal: not for apps.' };
  const note =
    target.stability === 'operator-only' || target.stability === 'internal' ? audience[target.stability] : '';
  return [
    ...commentText(target.description).split('\n'),
    '',
    `Stability: ${target.stability}. Since contract version ${target.since}.${note}`,
    ...(target.deprecation ? [`@deprecated ${deprecationText(target.deprecation)}`] : []),
  ];
}

function deprecationText({ since, removal, replacement, note }: ClientDeprecation): string {
  const versions = [
    ...(since === undefined ? [] : [`since contract version ${since}`]),
    ...(removal === undefined ? [] : [`removed in contract version ${removal}`]),
  ].join(', ');
  const sentences = [
    ...(versions === '' ? [] : [`${versions.charAt(0).toUpperCase()}${versions.slice(1)}.`]),
    ...(replacement === undefined ? [] : [`Use ${commentLine(replacement)}.`]),
    ...(note === undefined ? [] : [commentLine(note)]),
  ];
  return sentences.length > 0 ? sentences.join(' ') : 'Without a date.';
}

function blockComment(lines: readonly string[]): string[] {
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

/** What the client of a whole contract is generated from, in words. */
export function contractTitle({ apiVersion, contractVersion }: ClientModel): string {
  return `API ${apiVersion}, contract version ${contractVersion}`;
}
