import type { BrokerCatalog, TargetSchemas } from '../broker/catalog-model.ts';
import { catalogUrl, fetchBroker, fetchSchemas } from '../broker/fetch-catalog.ts';
import { brokerCatalogOf, isBrokerCatalog, parseBrokerSchemas } from '../broker/parse-catalog.ts';
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
  const bare = listed.entries.filter(({ target, schemas }) => wanted.has(target) && Object.keys(schemas).length === 0);
  if (urls.schemas === undefined || bare.length === 0) return listed;
  const asked = [...new Set(bare.map(({ target }) => target))].sort(byCodeUnit);
  const answers = await fetchSchemas(urls.schemas, asked, options);
  const from = shownUrl(urls.schemas);
  const found = answers.flatMap((answer) => [...parseBrokerSchemas(answer, from)]);
  return brokerCatalogOf(document, text, new Map<string, TargetSchemas>(found));
}
