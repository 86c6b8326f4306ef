import { readCatalogTrust } from '../check/read-catalog-trust.ts';
import { isCatalogPath, type PreviousPlace } from '../check/read-previous.ts';
import { usageError } from '../model/errors.ts';
import { instantOf } from '../trust/crypta/instant.ts';
import { signaturePlace } from './catalog-places.ts';
import type { Args, Context } from './command.ts';

/**
 * The release before that `--previous` names, and whom to trust with it where it is a catalog. What it says was let in
 * earlier: keys that are being retired count.
 * @throws AssayError catalog-keys-unused (usage), and those of readCatalogTrust
 */
export async function previousOf(args: Args, context: Context): Promise<{ readonly previous?: PreviousPlace }> {
  const [given, keys, bundleKeys] = ['previous', 'catalog-keys', 'trusted-keys'].map((name) => args.string(name));
  if (keys !== undefined && (given === undefined || !isCatalogPath(given)))
    throw usageError(
      'catalog-keys-unused',
      '--catalog-keys is about the catalog that --previous names, and there is none',
      'give the catalog of the release before with --previous <file>.properties',
    );
  if (given === undefined) return {};
  const place = context.resolve(given);
  const now = await context.now();
  const files = {
    purpose: 'historical' as const,
    ...(keys === undefined ? {} : { keys: context.resolve(keys) }),
    ...(bundleKeys === undefined || keys === undefined ? {} : { bundleKeys: context.resolve(bundleKeys) }),
  };
  const { catalogTrust } = readCatalogTrust(files, instantOf(now));
  return { previous: { ...place, now, signature: signaturePlace(undefined, place, context), trust: catalogTrust } };
}
