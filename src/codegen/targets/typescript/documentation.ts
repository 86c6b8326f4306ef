import { commentLine, commentText, stringLiteral } from '../../identifiers.ts';
import type { ClientDeprecation, ClientError, ClientRemoval, ClientTarget } from '../../model.ts';

/** What a reader wants to know at the call: what it does, how long it stays, what to use instead. */
export function documentation(target: ClientTarget): string[] {
  const audience = { 'operator-only': ' For operators, not for apps.', internal: ' Internal: not for apps.' };
  const note =
    target.stability === 'operator-only' || target.stability === 'internal' ? audience[target.stability] : '';
  return [
    ...commentText(target.description).split('\n'),
    '',
    `Stability: ${target.stability}. Since contract version ${target.since}.${note}`,
    ...(target.scope === undefined ? [] : [`Scope: ${commentLine(target.scope)}.`]),
    ...target.errors.map(errorLine),
    ...example(target),
    ...(target.deprecation ? [`@deprecated ${deprecationText(target.deprecation)}`] : []),
  ];
}

/**
 * What the contract shows, as code where it may be run. What would end the comment or hide in it is escaped as in a
 * literal (`*\/`, `\u202e`), so that the code says the same.
 */
function example({ target, examples: { input, output, payload } = {} }: ClientTarget): string[] {
  const gives = output === undefined ? [] : [`// ${commentText(output)}`];
  const code =
    input === undefined ? gives : [`await client.call(${stringLiteral(target)}, ${commentText(input)});`, ...gives];
  if (payload !== undefined)
    code.push(`client.on(${stringLiteral(target)}, (payload) => {});`, `// ${commentText(payload)}`);
  return code.length === 0 ? [] : ['@example', '```ts', ...code, '```'];
}

/** What a reader is told of something that is gone. */
export function removalDocumentation({ removal, replacement, note }: ClientRemoval): string[] {
  const sentences = [
    `Removed in contract version ${removal}.`,
    ...(replacement === undefined ? [] : [`Use ${commentLine(replacement)}.`]),
    ...(note === undefined ? [] : [commentLine(note)]),
  ];
  return [`@deprecated ${sentences.join(' ')}`];
}

function errorLine({ code, description }: ClientError): string {
  return `@throws ${commentLine(code)}${description === undefined ? '' : `: ${commentLine(description)}`}`;
}

/** The sentence after `@deprecated`. */
export function deprecationText({ since, removal, replacement, note }: ClientDeprecation): string {
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

/** A comment block, indented by as many spaces; one line where it says one line. */
export function blockComment(lines: readonly string[], indent: number): string[] {
  const [only = ''] = lines;
  const block =
    lines.length === 1 ? [`/** ${only} */`] : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
  return block.map((line) => ' '.repeat(indent) + line);
}
