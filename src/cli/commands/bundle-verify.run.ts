import { readStatementBeside } from '../../bundle/read-statement.ts';
import { LIMIT_OVERRIDES } from '../../check/bundle-limits.ts';
import type { BundleTrust, StatementToJudge } from '../../check/bundle-signature.ts';
import { readCatalogTrust } from '../../check/read-catalog-trust.ts';
import { isCatalogPath, type PreviousPlace } from '../../check/read-previous.ts';
import { breaksIntegrity, verifyBundle } from '../../check/verify-bundle.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { BUNDLE_SIGNER } from '../../model/statement-names.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { parseKeyRegistry } from '../../trust/crypta/parse-key-registry.ts';
import type { KeySet } from '../../trust/key-set.ts';
import { type BundleToOpen, bundlePlace, statementPlace } from '../bundle-places.ts';
import { bundleText } from '../bundle-text.ts';
import { signaturePlace } from '../catalog-places.ts';
import type { Args, Context, Handler } from '../command.ts';

/** Verifies one bundle. */
export const run: Handler = async (args, context) => {
  const place = bundlePlace(args, context);
  const trust = await trustOf(args, context);
  const outside = args.string('manifest');
  const report = await verifyBundle({
    ...place,
    profile: args.string('profile') === 'assay' ? 'assay' : 'safe',
    strict: args.boolean('strict'),
    limitOverrides: LIMIT_OVERRIDES.filter((name) => context.io.env[name] !== undefined),
    statement: await statementOf(place, args, context),
    forbidden: args.strings('forbid-import'),
    ...(await previousOf(args, context)),
    ...(trust === undefined ? {} : { trust }),
    ...(outside === undefined ? {} : { outside: manifestOf(context.resolve(outside)) }),
  });
  const broken = report.findings.some(breaksIntegrity);
  const wrong = report.summary.errors > 0 ? EXIT.findings : EXIT.ok;
  return { exit: broken ? EXIT.integrity : wrong, json: report, text: (style) => bundleText(report, style) };
};

function manifestOf({ file, shown }: ReturnType<Context['resolve']>) {
  return { shown, bytes: readFileBytes(file, shown, SIZE.manifest) };
}

/** The signature beside the bundle, and whom to trust with it. */
async function statementOf(place: BundleToOpen, args: Args, context: Context): Promise<StatementToJudge> {
  const trust = args.string('trust');
  const { file, shown } = statementPlace(place, args.string('signature'), context);
  const bytes = readStatementBeside(file, shown);
  if (trust === undefined) return { shown, bytes, keys: undefined };
  const store = context.resolve(trust);
  const { readTrustStore } = await import('../../trust/store/read-trust-store.ts');
  const { evaluateTrust } = await import('../../trust/store/evaluate-trust.ts');
  const question = { role: BUNDLE_SIGNER, at: instantOf(await context.now()) };
  return { shown, bytes, keys: productionKeys(evaluateTrust(readTrustStore(store.file, store.shown), question)) };
}

/** What a key made for tests or development signed never counts. */
function productionKeys({ trusted, refused }: KeySet): KeySet {
  const others = trusted.filter(({ use }) => use !== 'production');
  return {
    trusted: trusted.filter(({ use }) => use === 'production'),
    refused: [...refused, ...others.map((key) => ({ ...key, refusal: `is a ${key.use} key` }))],
  };
}

async function trustOf(args: Args, context: Context): Promise<BundleTrust | undefined> {
  const keys = args.string('trusted-keys');
  const expectedKeyId = args.string('expected-key-id');
  if (keys === undefined) {
    if (expectedKeyId === undefined) return undefined;
    throw usageError(
      'trusted-keys-missing',
      '--expected-key-id names a key, and no list says which key that is',
      'give the list with --trusted-keys <file>',
    );
  }
  const { file, shown } = context.resolve(keys);
  const registry = parseKeyRegistry(readFileBytes(file, shown, SIZE.catalog), shown);
  return { registry, now: await context.now(), ...(expectedKeyId === undefined ? {} : { expectedKeyId }) };
}

/**
 * The release before that `--previous` names, and whom to trust with it where it is a catalog. What it says was let in
 * earlier: keys that are being retired count.
 * @throws AssayError catalog-keys-unused (usage), and those of readCatalogTrust
 */
async function previousOf(args: Args, context: Context): Promise<{ readonly previous?: PreviousPlace }> {
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
