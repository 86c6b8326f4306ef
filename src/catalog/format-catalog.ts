import { inputError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { parseCatalog } from './crypta-catalog.ts';
import { entryProperties } from './entry-properties.ts';
import type { CatalogContent, CatalogVersion, CryptaCatalog, EntryContent, SecurityAdvisory } from './model.ts';
import { propertyText } from './property-text.ts';
import { entrySince } from './property-versions.ts';

/** Review states that only catalogs with submission metadata know. */
const SUBMISSION_STATES: readonly string[] = ['submitted', 'pre_review_passed', 'resubmitted'];

type Line = readonly [string, string];

/** A catalog as written, and as read back from the very bytes. */
export interface FormattedCatalog {
  readonly text: string;
  readonly catalog: CryptaCatalog;
}

/**
 * Writes `cryptad-app-catalog.properties` as the platform's own tool does, byte for byte: its order of keys, LF, no
 * comments, and the lowest version that has every property in use. The bytes are read back before anyone sees them.
 * @param path of the file that it will be, for messages
 * @throws AssayError of kind input: catalog-entry-repeated, and those of parseCatalog for values that no catalog can hold
 */
export function formatCatalog(content: CatalogContent, path: string): FormattedCatalog {
  refuseRepeats(content.entries, path);
  const lines: Line[] = [
    ['catalog.version', String(catalogVersion(content))],
    ['catalog.id', content.id],
    ['catalog.name', content.name],
    ['catalog.generatedAt', content.generatedAt],
    ['catalog.entries', content.entries.map(({ id }) => id).join(',')],
    ...policyLines(content),
    ...content.entries.flatMap((entry) =>
      entryProperties(entry).map(([name, value]): Line => [`app.${entry.id}.${name}`, value]),
    ),
  ];
  const text = propertyText(lines, path);
  return { text, catalog: parseCatalog(text, path) };
}

/** The lowest version whose readers know everything that a catalog says. */
export function catalogVersion({ entries, advisories, denylist }: CatalogContent): CatalogVersion {
  let version: CatalogVersion = advisories.length > 0 || denylist.length > 0 ? 4 : 1;
  const need = (since: CatalogVersion): void => {
    if (since > version) version = since;
  };
  for (const entry of entries) {
    if (SUBMISSION_STATES.includes(entry.review.status)) need(6);
    for (const [name] of entryProperties(entry)) need(entrySince(name) ?? 1);
  }
  return version;
}

function refuseRepeats(entries: readonly EntryContent[], path: string): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id))
      throw inputError(
        'catalog-entry-repeated',
        `${path} would have two entries for the app ${quote(id)}`,
        'give one descriptor for each app: a catalog offers one version of it',
        { path },
      );
    seen.add(id);
  }
}

function policyLines({ advisories, denylist }: CatalogContent): Line[] {
  return [
    ...names('catalog.securityAdvisories', advisories),
    ...advisories.flatMap((advisory) => {
      const { id, uri, title, severity, status, action, summary, publishedAt, updatedAt } = advisory;
      const values = { uri, title, severity, status, action, summary, publishedAt, updatedAt };
      return under(`catalog.securityAdvisory.${id}.`, { ...values, ...guidance(advisory) });
    }),
    ...names('catalog.securityDenylist', denylist),
    ...denylist.flatMap((denied) => {
      const { id, appId, version, advisoryId, reason } = denied;
      const values = { appId, version, advisoryId, reason };
      return under(`catalog.securityDenylist.${id}.`, { ...values, ...guidance(denied) });
    }),
  ];
}

function guidance(
  item: Pick<SecurityAdvisory, 'replacementAppId' | 'safeUninstallGuidance'>,
): Readonly<Record<string, string | undefined>> {
  return { replacementAppId: item.replacementAppId, safeUninstallGuidance: item.safeUninstallGuidance };
}

function names(key: string, items: readonly { readonly id: string }[]): Line[] {
  return items.length === 0 ? [] : [[key, items.map(({ id }) => id).join(',')]];
}

function under(prefix: string, values: Readonly<Record<string, string | undefined>>): Line[] {
  return Object.entries(values).flatMap(([name, value]): Line[] =>
    value === undefined ? [] : [[prefix + name, value]],
  );
}
