import { expectCatalogId, loadCatalog } from '../../catalog/read-signed-catalog.ts';
import { catalogReport, signatureReport } from '../../check/catalog-report.ts';
import { catalogReviews } from '../../check/catalog-reviews.ts';
import { judgeAlone } from '../../check/judge-whole-catalog.ts';
import { readCatalogTrust } from '../../check/read-catalog-trust.ts';
import { EXIT } from '../../model/errors.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { catalogPlace, signaturePlace } from '../catalog-places.ts';
import { catalogText } from '../catalog-text.ts';
import { trustPlaces } from '../catalog-trust.ts';
import type { Handler } from '../command.ts';

/** Verifies one catalog. */
export const run: Handler = async (args, context) => {
  const place = catalogPlace(args.string('catalog') ?? '', context);
  const signature = signaturePlace(args.string('signature'), place, context);
  const now = instantOf(await context.now());
  const { catalogTrust, reviewers, mode } = readCatalogTrust(trustPlaces(args, context), now);
  const loaded = loadCatalog(place, signature, catalogTrust);
  expectCatalogId(loaded.catalog, args.string('expected-catalog-id'));
  const strict = args.boolean('strict');
  const reviews = catalogReviews(loaded.catalog, { registry: reviewers, mode, now });
  const judgement = judgeAlone(loaded.catalog, { strict, reviews, now });
  const report = catalogReport(loaded, judgement, {
    action: 'verified',
    strict,
    signature: signatureReport(loaded, signature.shown, catalogTrust?.purpose),
  });
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => catalogText(report, style),
  };
};
