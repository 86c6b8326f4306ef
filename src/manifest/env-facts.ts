import { byCodeUnit } from '../model/order.ts';
import type { EnvFacts, EnvVariable, GeneratedSecret } from './env-model.ts';
import { type EnvEntry, parseEnv } from './parse-env.ts';

/** A text file and its path as shown to people. */
export interface EnvText {
  readonly path: string;
  readonly text: string;
}

/** Shorter values stand anywhere by chance. */
const SHORTEST_SECRET = 8;
/** From here on a value is found by itself; a shorter one only where its name stands in the file too. */
const TELLING_LENGTH = 16;
/** A deploy token: the prefix and 43 base64url characters, and nothing around it that would make it a longer name. */
const TOKEN = /(?<![A-Za-z0-9_-])pltt_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/;

/** Names of the files of an environment, each overriding those before it. */
export function envFileNames(environment: string): string[] {
  return ['.env', '.env.local', `.env.${environment}`, `.env.${environment}.local`];
}

/**
 * What the files of an environment set, and which of their values stand in generated files.
 * @param files in order of precedence, the weakest first
 */
export function envFacts(name: string, files: readonly EnvText[], generated: readonly EnvText[]): EnvFacts {
  const winning = new Map<string, EnvEntry & { readonly path: string }>();
  for (const { path, text } of files) for (const entry of parseEnv(text)) winning.set(entry.name, { ...entry, path });
  const everySet = files.flatMap(({ text }) => parseEnv(text));
  return {
    name,
    files: files.map(({ path }) => path),
    variables: [...winning.values()]
      .map(
        (entry): EnvVariable => ({
          name: entry.name,
          path: entry.path,
          line: entry.line,
          empty: entry.value === '',
          upload: uploadOf(entry.name),
        }),
      )
      .sort((a, b) => byCodeUnit(a.name, b.name)),
    generated: generated.flatMap((file) => secretsIn(file, everySet)),
  };
}

function uploadOf(name: string): EnvVariable['upload'] {
  if (name.startsWith('NEXT_PUBLIC_')) return 'public';
  return name.startsWith('PALETTE_') ? 'reserved' : 'uploaded';
}

function secretsIn({ path, text }: EnvText, entries: readonly EnvEntry[]): GeneratedSecret[] {
  const found = new Map<string, GeneratedSecret>();
  for (const { name, value } of entries) {
    if (found.has(name) || uploadOf(name) === 'public' || value.length < SHORTEST_SECRET) continue;
    if (value.length < TELLING_LENGTH && !text.includes(name)) continue;
    const at = position(text, value);
    if (at !== undefined) found.set(name, { name, path, line: lineAt(text, at) });
  }
  const token = TOKEN.exec(text);
  const explained = token && entries.some(({ name, value }) => value === token[0] && found.has(name));
  if (token && !explained) found.set('pltt_', { name: 'a pltt_ token', path, line: lineAt(text, token.index) });
  return [...found.values()];
}

/** Where a value stands as it is, or as a quoted string of a program holds it. */
function position(text: string, value: string): number | undefined {
  for (const form of [value, JSON.stringify(value).slice(1, -1)]) {
    const at = text.indexOf(form);
    if (at !== -1) return at;
  }
  return undefined;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
