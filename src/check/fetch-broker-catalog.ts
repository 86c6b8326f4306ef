import type { BrokerCatalog } from '../broker/catalog-model.ts';
import { catalogUrl, fetchBroker, fetchSchemas } from '../broker/fetch-catalog.ts';
import {
  brokerCatalogOf,
  isBrokerCatalog,
  type ListedTarget,
  listedTargets,
  parseBrokerSchemas,
} from '../broker/parse-catalog.ts';
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
 * itself lacks one of them.
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
  const { schemas: from } = urls;
  if (from === undefined) return brokerCatalogOf(document, text);
  const wanted = new Set(targets);
  const listed = listedTargets(document);
  const lacking = listed.filter(({ lacks }) => lacks !== 'none');
  const ask = async (some: readonly ListedTarget[]) => {
    const names = [...new Set(some.map(({ target }) => target))].sort(byCodeUnit);
    // One that has a schema may have no other.
    const optional = some.every(({ lacks }) => lacks === 'some');
    const answers = await fetchSchemas(from, names, { ...options, optional });
    return answers.flatMap((answer) => [...parseBrokerSchemas(answer, shownUrl(from))]);
  };
  const found = await ask(lacking.filter(({ target }) => wanted.has(target)));
  // Which target has what they refer to isn't known before.
  const leadsOut =
    listed.some(({ target, refersOut: leads }) => leads && wanted.has(target)) ||
    found.some(([, schemas]) => refersOut(schemas));
  const rest = leadsOut ? await ask(lacking.filter(({ target }) => !wanted.has(target))) : [];
  return brokerCatalogOf(document, text, { schemas: new Map([...rest, ...found]) });
}
