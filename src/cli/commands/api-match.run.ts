import { principalsOf } from '../../contract/export/principals.ts';
import type { LoadedContract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { matchRoute } from '../../contract/routes/match.ts';
import { nearMisses } from '../../contract/routes/near-misses.ts';
import { isUnder } from '../../contract/routes/route.ts';
import { templateRoute } from '../../contract/routes/template.ts';
import type { RouteMatch } from '../../formats/generated/route-match.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import type { Handler } from '../command.ts';
import { matchText } from '../match-text.ts';
import { requiredContractPlace } from '../target-contract.ts';

/** Looks a call up in a contract's routes. */
export const run: Handler = async (args, context) => {
  const [method = '', path = ''] = args.positionals;
  const call = { method: methodOf(method), path: pathOf(path) };
  const place = await requiredContractPlace(args, context);
  const loaded = await readContract(place.file, place.shown);
  const report = reportOf(loaded, { ...call, path: relative(call.path, loaded.contract.apiVersion) });
  return {
    exit: report.match === null ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => matchText(report, style),
  };
};

function methodOf(text: string): string {
  const method = text.toUpperCase();
  if (/^[A-Z]+$/.test(method)) return method;
  throw usageError(
    'method-malformed',
    `${quote(text)} is no HTTP method`,
    'give the method first, as GET, then the path',
  );
}

function pathOf(text: string): string {
  const path = text.replace(/[?#].*$/, '');
  if (path.startsWith('/')) return path;
  throw usageError('path-malformed', `${quote(text)} is no path`, 'give a path that begins with a slash');
}

function relative(path: string, apiVersion: string): string {
  const base = `/api/${apiVersion}`;
  return isUnder(path, base) ? path.slice(base.length) || '/' : path;
}

function reportOf(
  { contract, digest, path, locate }: LoadedContract,
  call: { method: string; path: string },
): RouteMatch {
  const { apiVersion, contractVersion, endpoints } = contract;
  const table = endpoints.map((endpoint, index) => ({ endpoint, index, route: templateRoute(endpoint) }));
  const found = matchRoute(table, call);
  return {
    kind: 'assay.route-match',
    schemaVersion: 1,
    ...call,
    contract: { path, apiVersion, contractVersion, digest },
    match:
      found === undefined
        ? null
        : {
            endpoint: `${found.entry.endpoint.method} ${found.entry.endpoint.routeTemplate}`,
            params: found.params,
            action: found.entry.endpoint.actionLabel,
            capabilities: found.entry.endpoint.requiredCapabilities,
            principals: principalsOf(found.entry.endpoint),
            stability: found.entry.endpoint.stability,
            sinceContractVersion: found.entry.endpoint.sinceContractVersion,
            description: found.entry.endpoint.description,
            location: locate(`/endpoints/${found.entry.index}`),
          },
    nearMisses: found === undefined ? nearMisses(endpoints, call) : [],
  };
}
