import type { BrokerCatalog } from '../broker/catalog-model.ts';
import { catalogUrl, fetchBroker, fetchSchemas } from '../broker/fetch-catalog.ts';
import { brokerCatalogOf, isBrokerCatalog, parseBrokerSchemas } from '../broker/parse-catalog.ts';
import { refersOut } from '../broker/target-schemas.ts';
import { servedContract } from '../contract/live-contract.ts';
import { shownUrl } from '../contract/live-url.ts';
import type { FetchLimits, FetchOptions } from '../fetch/fetch-guarded.ts';
import { decodeUtf8, parseJson } from '../model/json/parse.ts';
import { DEPTH } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { ofContract } from './read-broker-catalog.ts';

/** A broker to ask. */
export interface BrokerAddress {
  readonly url: string;
  readonly token: string | undefined;
  readonly allowPrivate: boolean;
}

/**
 * Gets what a broker offers from its URL; schemas only of the targets that are asked for, and only where the catalog
 * itself holds none.
 * @throws AssayError of fetchBroker and of the parsers
 */
export async function fetchCatalog(
  { url, token, allowPrivate }: BrokerAddress,
  { limits, targets = [] }: { readonly limits: FetchLimits; readonly targets?: readonly string[] },
): Promise<BrokerCatalog> {
  const options: FetchOptions = { policy: { allowPrivate }, limits, ...(token === undefined ? {} : { token }) };
  const urls = catalogUrl(url);
  const path = shownUrl(urls.catalog);
  const body = await fetchBroker(urls.catalog, options);
  const document = parseJson(body, { path, maxDepth: DEPTH.userSchemas });
  if (!isBrokerCatalog(document.value)) {
    const answer = { contentType: 'application/json', contentEncoding: '', body };
    return ofContract({ ...servedContract(answer, token), path }, document.value, body.toString('utf8'));
  }
  const text = decodeUtf8(body, { path });
  const listed = brokerCatalogOf(document, text);
  const wanted = new Set(targets);
  const bare = listed.entries.filter(({ schemas }) => Object.keys(schemas).length === 0).map(({ target }) => target);
  const asked = sorted(bare.filter((target) => wanted.has(target)));
  const { schemas: from } = urls;
  if (from === undefined || asked.length === 0) return listed;
  const ask = async (some: readonly string[]) => {
    const answers = await fetchSchemas(from, some, options);
    return answers.flatMap((answer) => [...parseBrokerSchemas(answer, shownUrl(from))]);
  };
  const found = await ask(asked);
  // Which target has what they refer to isn't known before.
  const rest = found.some(([, schemas]) => refersOut(schemas))
    ? sorted(bare.filter((target) => !wanted.has(target)))
    : [];
  const schemas = new Map([...(rest.length === 0 ? [] : await ask(rest)), ...found]);
  return brokerCatalogOf(document, text, { schemas });
}

function sorted(targets: readonly string[]): readonly string[] {
  return [...new Set(targets)].sort(byCodeUnit);
}
