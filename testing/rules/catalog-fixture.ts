import type { CryptaCatalog } from '../../src/catalog/model.ts';
import type { CatalogDiffInput, CatalogInput } from '../../src/check/catalog-input.ts';
import { parseInstant } from '../../src/formats/java-text.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { reviewEffect } from '../../src/trust/crypta/review-policy.ts';
import { type Changes, load } from '../catalog-text.ts';
import { Fields } from './fields.ts';

const TRUSTS = [
  ...(['trusted_reviewed', 'trusted_caution', 'trusted_rejected', 'missing_receipt', 'publisher_claim_only'] as const),
  ...(['not_configured', 'unknown_reviewer', 'revoked_reviewer', 'invalid_signature', 'artifact_mismatch'] as const),
  ...(['app_mismatch', 'expired', 'revoked_receipt'] as const),
] as const;
const MODES = ['advisory', 'warn_untrusted', 'require_trusted_review'] as const;

/** Members of a fixture about one catalog, besides `expected`: properties that are added to the smallest catalog. */
export const CATALOG_MEMBERS = ['catalog', 'reviews', 'bundleFaults', 'now'];
/** Members of a fixture about two catalogs, besides `expected`. */
export const CATALOG_DIFF_MEMBERS = ['published', 'candidate'];

/** A fixture about one catalog as its rules' input. */
export function catalogFixture(fixture: Fields): CatalogInput {
  const catalog = catalogOf(fixture.value('catalog'));
  return {
    catalog,
    now: parseInstant(fixture.text('now', '2026-06-01T00:00:00Z')),
    reviews: fixture.list('reviews').map((value) => {
      const fields = new Fields(value, ['appId', 'trust', 'mode', 'reason']);
      const trust = fields.oneOf('trust', TRUSTS) ?? 'trusted_reviewed';
      const reason = fields.text('reason');
      const effect = reviewEffect(trust, fields.oneOf('mode', MODES));
      return { appId: fields.text('appId', 'hello'), trust, effect, ...(reason === undefined ? {} : { reason }) };
    }),
    bundleFaults: fixture.list('bundleFaults').map((value) => {
      const fields = new Fields(value, ['appId', 'kind', 'message', 'code']);
      return {
        appId: fields.text('appId', 'hello'),
        kind: fields.oneOf('kind', ['missing', 'invalid'] as const) ?? 'missing',
        message: fields.text('message', 'the bundle is not there'),
        code: fields.text('code', 'input-unreadable'),
        location: catalog.locate('catalog.entries'),
      };
    }),
  };
}

/** A fixture about a published catalog and its successor as their rules' input. */
export function catalogDiffFixture(fixture: Fields): CatalogDiffInput {
  return { baseline: catalogOf(fixture.value('published')), current: catalogOf(fixture.value('candidate')) };
}

/** Properties in place of those of the smallest catalog; null takes one out. */
function catalogOf(value: JsonValue | undefined): CryptaCatalog {
  if (!isJsonObject(value ?? {})) throw new Error('expected an object of properties');
  const entries = Object.entries(value ?? {});
  const changes: Changes = Object.fromEntries(
    entries.map(([key, text]) => [key, text === null ? undefined : String(text)]),
  );
  return load({ 'catalog.version': '7', ...changes });
}
