import { resolve } from 'node:path';
import type { NowSource } from '../formats/generated/certification.ts';
import { inputError, usageError } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import { quote } from '../model/quote.ts';
import type { Args, Command, Context } from './command.ts';
import type { LoadedConfig } from './config.ts';
import { INSTANT_HINT, parseEpoch, parseInstant } from './instant.ts';
import { printableLine } from './printable.ts';
import { type ConfigPlace, placeConfig } from './read-config-path.ts';
import { shownPath } from './shown-path.ts';

/**
 * What a handler gets besides its arguments. Nothing is looked up before it is asked for, and everything at most once.
 * @throws AssayError instant-invalid where --now is none
 */
export function makeContext(args: Args, io: Io, commands: readonly Command[]): Context {
  const flagNow = args.string('now') === undefined ? undefined : usageInstant(args.string('now') ?? '', '--now');
  const place = once((): ConfigPlace => placeConfig(io.cwd, args.string('config') ?? set(io.env.ASSAY_CONFIG)));
  const config = once(async (): Promise<LoadedConfig | undefined> => {
    const { file, root } = place();
    if (file === undefined) return undefined;
    const { readConfig } = await import('./read-config.ts');
    return readConfig(file, root);
  });
  const instant = once(async (): Promise<Instant> => {
    const said: readonly [NowSource, () => Promise<Date | undefined> | Date | undefined][] = [
      ['flag', () => flagNow],
      ['environment', () => envNow(io)],
      ['configuration', async () => configNow(await config())],
      ['SOURCE_DATE_EPOCH', () => epochNow(io)],
    ];
    for (const [source, read] of said) {
      const now = await read();
      if (now !== undefined) return { now, source };
    }
    return { now: io.now(), source: 'clock' };
  });
  return {
    io,
    commands,
    now: async () => (await instant()).now,
    nowSource: async () => (await instant()).source,
    config,
    resolve(path) {
      const file = resolve(io.cwd, path);
      return { file, shown: shownPath(path, file, place().root) };
    },
    progress(line) {
      if (!args.boolean('quiet')) io.stderr.write(`${printableLine(line)}\n`);
    },
  };
}

interface Instant {
  readonly now: Date;
  readonly source: NowSource;
}

function envNow(io: Io): Date | undefined {
  const text = set(io.env.ASSAY_NOW);
  return text === undefined ? undefined : usageInstant(text, 'ASSAY_NOW');
}

function usageInstant(text: string, source: string): Date {
  const instant = parseInstant(text);
  if (instant === undefined)
    throw usageError('instant-invalid', `${source} is not an instant: ${quote(text)}`, INSTANT_HINT);
  return instant;
}

function configNow(loaded: LoadedConfig | undefined): Date | undefined {
  const text = loaded?.config.now;
  if (loaded === undefined || text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined)
    throw inputError('config-instant-invalid', `now is not an instant: ${quote(text)}`, INSTANT_HINT, {
      path: loaded.path,
      pointer: '/now',
    });
  return instant;
}

// A build system sets SOURCE_DATE_EPOCH for every tool, so it stands for the clock and does not beat our own settings.
function epochNow(io: Io): Date | undefined {
  const text = set(io.env.SOURCE_DATE_EPOCH);
  if (text === undefined) return undefined;
  const instant = parseEpoch(text);
  if (instant === undefined)
    throw usageError(
      'instant-invalid',
      `SOURCE_DATE_EPOCH is not an instant: ${quote(text)}`,
      'write whole seconds since 1970-01-01T00:00:00Z',
    );
  return instant;
}

/** An empty variable counts as unset. */
function set(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
