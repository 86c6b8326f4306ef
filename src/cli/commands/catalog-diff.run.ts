import { loadCatalog } from '../../catalog/read-signed-catalog.ts';
import { diffCatalogs } from '../../check/diff-catalogs.ts';
import { readCatalogTrust } from '../../check/read-catalog-trust.ts';
import { EXIT } from '../../model/errors.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { catalogDiffText } from '../catalog-diff-text.ts';
import { catalogPlace, signaturePlace } from '../catalog-places.ts';
import { trustPlaces } from '../catalog-trust.ts';
import type { Handler } from '../command.ts';

/** Compares a catalog with the published one. */
export const run: Handler = async (args, context) => {
  const baseline = catalogPlace(args.string('baseline') ?? '', context);
  const current = catalogPlace(args.string('catalog') ?? '', context);
  const files = { ...trustPlaces(args, context), purpose: 'historical' as const };
  const { catalogTrust } = readCatalogTrust(files, instantOf(await context.now()));
  const published = loadCatalog(baseline, signaturePlace(undefined, baseline, context), catalogTrust);
  const candidate = loadCatalog(current, signaturePlace(undefined, current, context), undefined);
  const report = diffCatalogs(published, candidate, args.boolean('strict'));
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => catalogDiffText(report, style),
  };
};
