/** One step of a transcript: what is done, and what was seen. */
export type Step =
  | { readonly kind: 'note'; readonly line: string }
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'env'; readonly name: string; readonly value: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'command'; readonly line: string; readonly seen: Seen };

/** What a command gave. */
export interface Seen {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const NO_LINE_FEED = '\\ no line feed at the end';

/**
 * Parses a transcript (its format is described in CONTRIBUTING.md).
 * @throws Error naming the line that is none
 */
export function parseTranscript(text: string): Step[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    at += 1;
    const take = (prefix: string): string => {
      const taken: string[] = [];
      for (; lines[at]?.startsWith(prefix); at += 1)
        taken.push(lines[at]?.slice(prefix.length).replace(/^ /, '') ?? '');
      if (lines[at] !== NO_LINE_FEED) return taken.map((part) => `${part}\n`).join('');
      at += 1;
      return taken.join('\n');
    };
    if (line === '' || line.startsWith('#')) steps.push({ kind: 'note', line });
    else if (line.startsWith('$ ')) {
      const stdout = take('>');
      const stderr = take('!');
      const exit = /^= (\d+)$/.exec(lines[at] ?? '')?.[1];
      if (exit !== undefined) at += 1;
      steps.push({ kind: 'command', line: line.slice(2), seen: { stdout, stderr, exit: Number(exit ?? -1) } });
    } else steps.push(setUp(line, take, at));
  }
  return steps;
}

function setUp(line: string, take: (prefix: string) => string, at: number): Step {
  const [verb, first, ...rest] = line.split(' ');
  const value = rest.join(' ');
  if (first !== undefined)
    switch (verb) {
      case '@file':
        return { kind: 'file', path: first, content: take('|') };
      case '@copy':
        return { kind: 'copy', from: first, to: value || (first.split('/').at(-1) ?? '') };
      case '@link':
        return { kind: 'link', path: first, target: value };
      case '@env':
        return {
          kind: 'env',
          name: first.split('=')[0] ?? '',
          value: [first, ...rest].join(' ').replace(/^[^=]*=/, ''),
        };
      case '@cd':
        return { kind: 'folder', path: first };
      case '@remove':
        return { kind: 'remove', path: first };
      default:
    }
  throw new Error(`line ${at}: ${JSON.stringify(line)} is no step of a transcript`);
}

/** Writes a transcript, the inverse of `parseTranscript`. */
export function writeTranscript(steps: readonly Step[]): string {
  return steps.map(writeStep).join('');
}

function writeStep(step: Step): string {
  switch (step.kind) {
    case 'note':
      return `${step.line}\n`;
    case 'file':
      return `@file ${step.path}\n${prefixed('|', step.content)}`;
    case 'copy':
      return `@copy ${step.from}${step.to === step.from.split('/').at(-1) ? '' : ` ${step.to}`}\n`;
    case 'link':
      return `@link ${step.path} ${step.target}\n`;
    case 'env':
      return `@env ${step.name}=${step.value}\n`;
    case 'folder':
      return `@cd ${step.path}\n`;
    case 'remove':
      return `@remove ${step.path}\n`;
    case 'command': {
      const { stdout, stderr, exit } = step.seen;
      return `$ ${step.line}\n${prefixed('>', stdout)}${prefixed('!', stderr)}= ${exit}\n`;
    }
  }
}

function prefixed(mark: string, text: string): string {
  if (text === '') return '';
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n');
  const body = lines.map((line) => (line === '' ? `${mark}\n` : `${mark} ${line}\n`)).join('');
  return ended ? body : `${body}${NO_LINE_FEED}\n`;
}

/** Splits a command line into words as a POSIX shell does, with '...' and "..." and without anything else. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g))
    words.push(word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''));
  return words;
}
