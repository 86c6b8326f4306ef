import { join } from 'node:path';
import { usageError } from '../model/errors.ts';
import type { Place } from './client-places.ts';
import type { Args, Context } from './command.ts';
import { writesOver } from './output-place.ts';

/**
 * The source and the snapshot that the flags name, else the configuration's.
 * @throws AssayError source-not-named, output-not-named, output-is-the-source (usage)
 */
export async function snapshotPlaces(args: Args, context: Context): Promise<{ source: Place; output: Place }> {
  const source = await place(args, context, 'source', 'source');
  const output = await place(args, context, 'output', 'snapshot');
  if (writesOver(source, output))
    throw usageError(
      'output-is-the-source',
      `${source.shown} is both the source and the output`,
      'give the snapshot a file of its own: --output <file>',
    );
  return { source, output };
}

/** The source that --source names, else the configuration's. @throws AssayError source-not-named (usage) */
export function namedSource(args: Args, context: Context): Promise<Place> {
  return place(args, context, 'source', 'source');
}

async function place(args: Args, context: Context, flag: string, member: 'source' | 'snapshot'): Promise<Place> {
  const given = args.string(flag);
  if (given !== undefined) return context.resolve(given);
  const loaded = await context.config();
  const path = loaded?.config.contract?.[member];
  if (loaded === undefined || path === undefined)
    throw usageError(
      `${flag}-not-named`,
      `no ${flag} is given and no configuration names one`,
      `give --${flag} <file>, or set contract.${member} in assay.config.json`,
    );
  return { file: join(loaded.root, path), shown: path };
}
