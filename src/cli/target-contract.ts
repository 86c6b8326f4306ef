import { join } from 'node:path';
import type { AssayConfig } from '../formats/generated/config.ts';
import { usageError } from '../model/errors.ts';
import type { Args, Context, OptionSpec } from './command.ts';

/** The flags of commands that compare an app with a contract. */
export const CONTRACT_OPTIONS = {
  contract: {
    type: 'string',
    value: 'file',
    describe: 'the contract: source, snapshot or crypta envelope (else the configured snapshot, else the source)',
  },
  vocabulary: {
    type: 'string',
    value: 'file',
    describe: 'capabilities of every contract version, to explain unknown names (else what is configured)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** A file to open, and how people see its path. */
export interface FilePlace {
  readonly file: string;
  readonly shown: string;
}

/** The contract that `--contract` names, else the configured one: the snapshot, else the source. */
export async function contractPlace(args: Args, context: Context): Promise<FilePlace | undefined> {
  const given = args.string('contract');
  if (given !== undefined) return context.resolve(given);
  const { contract } = (await context.config())?.config ?? {};
  return configured(context, contract?.snapshot ?? contract?.source);
}

/**
 * The contract to judge by.
 * @throws AssayError contract-not-given (usage) where there is none
 */
export async function requiredContractPlace(args: Args, context: Context): Promise<FilePlace> {
  const place = await contractPlace(args, context);
  if (place !== undefined) return place;
  throw usageError(
    'contract-not-given',
    'there is no contract to compare with',
    'give one with --contract, or name one in assay.config.json under contract.snapshot or contract.source',
  );
}

/**
 * The contract as its authors see it: what `--contract` names, else the configured source, else the snapshot.
 * @throws AssayError contract-not-given (usage) where there is none
 */
export async function sourcePlace(args: Args, context: Context): Promise<FilePlace> {
  const { contract } = (await context.config())?.config ?? {};
  const place = args.string('contract') === undefined ? await configured(context, contract?.source) : undefined;
  return place ?? requiredContractPlace(args, context);
}

/** Where names that the contract does not have may be known from: `--vocabulary`, and what is configured. */
export async function namePlaces(
  args: Args,
  context: Context,
): Promise<Readonly<Record<'given' | 'configured' | 'history', FilePlace | undefined>>> {
  const given = args.string('vocabulary');
  const contract = (await context.config())?.config.contract;
  return {
    given: given === undefined ? undefined : context.resolve(given),
    configured: await configured(context, contract?.vocabulary),
    history: await configured(context, contract?.history),
  };
}

/** What a configuration names, where there is one and it does. */
export async function configuredPlace(
  context: Context,
  member: (config: AssayConfig) => string | undefined,
): Promise<FilePlace | undefined> {
  const loaded = await context.config();
  return loaded === undefined ? undefined : configured(context, member(loaded.config));
}

async function configured(context: Context, path: string | undefined): Promise<FilePlace | undefined> {
  const config = await context.config();
  return config === undefined || path === undefined ? undefined : { file: join(config.root, path), shown: path };
}
