import { expectApps, loadCatalog } from '../../catalog/read-signed-catalog.ts';
import { catalogReport, signatureReport } from '../../check/catalog-report.ts';
import { catalogReviews } from '../../check/catalog-reviews.ts';
import { compatReport } from '../../check/compat-report.ts';
import { type AppJudgementOptions, judgeApp } from '../../check/judge-app.ts';
import { breaksCatalogIntegrity, judgeCatalog } from '../../check/judge-catalog.ts';
import { readCatalogTrust } from '../../check/read-catalog-trust.ts';
import { readKnownNames } from '../../check/read-known-names.ts';
import { readSubject } from '../../check/read-subject.ts';
import { readContract } from '../../contract/read-contract.ts';
import { EXIT } from '../../model/errors.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { bundlesPlace, catalogPlace, signaturePlace } from '../catalog-places.ts';
import { catalogText } from '../catalog-text.ts';
import { trustPlaces } from '../catalog-trust.ts';
import type { Args, CommandResult, Context, Handler } from '../command.ts';
import { compatText } from '../compat-text.ts';
import { stepProgress } from '../step-progress.ts';
import { type GivenSubject, givenSubject } from '../subject-flags.ts';
import { namePlaces, requiredContractPlace } from '../target-contract.ts';

type Contract = AppJudgementOptions['contract'];

/** Judges one app, one catalog entry with its bundle, or a whole catalog, against one contract. */
export const run: Handler = async (args, context) => {
  const subject = givenSubject(args, context);
  const target = await requiredContractPlace(args, context);
  const contract = await readContract(target.file, target.shown);
  if (subject.kind === 'catalog') return verifyCatalog(contract, args, context);
  return verifyApp({ ...subject, kind: subject.kind }, contract, args, context);
};

function appOptions(contract: Contract, args: Args): AppJudgementOptions {
  const stability = args.string('target-stability');
  return {
    contract,
    strict: args.boolean('strict'),
    requireMetadata: args.boolean('require-metadata'),
    ...(stability === 'stable' || stability === 'experimental' ? { targetStability: stability } : {}),
  };
}

async function verifyApp(
  place: GivenSubject & { readonly kind: Parameters<typeof readSubject>[0]['kind'] },
  contract: Contract,
  args: Args,
  context: Context,
): Promise<CommandResult> {
  const { manifest, reported, claims, identity } = await readSubject(place);
  const vocabulary = await readKnownNames(await namePlaces(args, context), manifest.app, contract);
  const judgement = judgeApp(manifest, {
    ...appOptions(contract, args),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(claims === undefined ? {} : { entry: claims }),
    ...(identity === undefined ? {} : { bundle: identity }),
  });
  const report = compatReport(reported, contract, judgement, args.boolean('strict'));
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => compatText(report, style),
  };
}

async function verifyCatalog(contract: Contract, args: Args, context: Context): Promise<CommandResult> {
  const place = catalogPlace(args.string('catalog') ?? '', context);
  const signature = signaturePlace(args.string('signature'), place, context);
  const instant = await context.now();
  const now = instantOf(instant);
  const { catalogTrust, bundleKeys, reviewers, mode } = readCatalogTrust(trustPlaces(args, context), now);
  const loaded = loadCatalog(place, signature, catalogTrust);
  const only = args.strings('app');
  expectApps(loaded.catalog, only);
  const strict = args.boolean('strict');
  const judgement = judgeCatalog(loaded.catalog, {
    strict,
    now,
    bundles: bundlesPlace(args, place, context),
    app: appOptions(contract, args),
    reviews: catalogReviews(loaded.catalog, { registry: reviewers, mode, now }),
    step: stepProgress('compared', args, context),
    ...(only.length === 0 ? {} : { only }),
    ...(bundleKeys === undefined ? {} : { bundleTrust: { registry: bundleKeys, now: instant } }),
  });
  const { contractVersion } = contract.contract;
  const report = catalogReport(loaded, judgement, {
    action: 'compared',
    strict,
    signature: signatureReport(loaded, signature.shown, catalogTrust?.purpose),
    contract: { path: contract.path, contractVersion, digest: contract.digest },
  });
  const broken = report.findings.some(breaksCatalogIntegrity);
  const wrong = report.summary.errors > 0 ? EXIT.findings : EXIT.ok;
  return { exit: broken ? EXIT.integrity : wrong, json: report, text: (style) => catalogText(report, style) };
}
