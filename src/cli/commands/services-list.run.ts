import { fetchCatalog } from '../../check/fetch-broker-catalog.ts';
import { readCatalogAt } from '../../check/read-broker-catalog.ts';
import { EXIT } from '../../model/errors.ts';
import { FETCH_LIMITS, requiredBrokerSource } from '../broker-source.ts';
import type { Handler } from '../command.ts';
import { catalogText, catalogTsv } from '../services-text.ts';

/** Shows what a broker offers; as JSON, the catalog as it came. */
export const run: Handler = async (args, context) => {
  const source = await requiredBrokerSource(args, context);
  const { path, entries, json, text } =
    source.from === 'path'
      ? await readCatalogAt(source.file, source.shown)
      : await fetchCatalog(source, { limits: FETCH_LIMITS });
  return {
    exit: EXIT.ok,
    json,
    ...(text === undefined ? {} : { jsonVerbatim: text }),
    text: (style) => catalogText(path, entries, style),
    reports: { tsv: () => catalogTsv(entries) },
  };
};
