import { join } from 'node:path';
import { usageError } from '../model/errors.ts';
import type { Args, Context } from './command.ts';

/** A file or folder, and its path as shown to people. */
export interface Place {
  readonly file: string;
  readonly shown: string;
}

/**
 * The contract that `--contract` names, else the configuration's: the source before the snapshot, because a client is
 * generated while the contract changes.
 * @throws AssayError contract-not-given (usage)
 */
export async function contractPlace(args: Args, context: Context): Promise<Place> {
  const flag = args.string('contract');
  if (flag !== undefined) return context.resolve(flag);
  const loaded = await context.config();
  const path = loaded?.config.contract?.source ?? loaded?.config.contract?.snapshot;
  if (loaded === undefined || path === undefined)
    throw usageError(
      'contract-not-given',
      'there is no contract to generate a client from',
      'give one with --contract, or name one in assay.config.json under contract.source',
    );
  return { file: join(loaded.root, path), shown: path };
}

/** The folder that `--output` names, else those of the configuration's clients. @throws AssayError clients-not-given (usage) */
export async function clientPlaces(args: Args, context: Context): Promise<readonly Place[]> {
  const flag = args.string('output');
  if (flag !== undefined) return [context.resolve(flag)];
  const loaded = await context.config();
  const clients = loaded?.config.clients ?? [];
  if (loaded === undefined || clients.length === 0)
    throw usageError(
      'clients-not-given',
      'there is no client to generate',
      'give a folder with --output, or name one in assay.config.json under clients',
    );
  return clients.map(({ output }) => ({ file: join(loaded.root, output), shown: output }));
}
