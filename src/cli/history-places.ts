import { usageError } from '../model/errors.ts';
import type { Context } from './command.ts';
import { configuredPlace, type FilePlace } from './target-contract.ts';

/**
 * The folder of released snapshots: the one that is named, else the configured one.
 * @throws AssayError history-not-named (usage)
 */
export async function historyPlace(given: string | undefined, context: Context): Promise<FilePlace> {
  if (given !== undefined) return context.resolve(given);
  const place = await configuredPlace(context, ({ contract }) => contract?.history);
  if (place !== undefined) return place;
  throw usageError(
    'history-not-named',
    'no history is given and no configuration names one',
    'name the folder of released snapshots, or set contract.history in assay.config.json',
  );
}
