import { snapshotChanges } from '../../check/snapshot-changes.ts';
import { comparable, servedContract } from '../../contract/live-contract.ts';
import { contractUrl, shownUrl } from '../../contract/live-url.ts';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { type Fetched, fetchGuarded } from '../../fetch/fetch-guarded.ts';
import type { LiveReport } from '../../formats/generated/live-report.ts';
import { EXIT, inputError, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import type { Args, Context, Handler } from '../command.ts';
import { liveText } from '../live-text.ts';
import { requiredContractPlace } from '../target-contract.ts';

const LIMITS = { bytes: 16 * 1024 * 1024, redirects: 3, milliseconds: 20_000 };

/** Reads a node's contract without and with the token, and compares it with the certified one. */
export const run: Handler = async (args, context) => {
  const place = await requiredContractPlace(args, context);
  const certified = await readContract(place.file, place.shown);
  const token = tokenOf(args, context);
  const url = contractUrl(args.string('url') ?? '', certified.contract.apiVersion);
  const options = { policy: { allowPrivate: args.boolean('allow-private') }, limits: LIMITS };
  context.progress(`reading ${shownUrl(url)}`);
  const stranger = await fetchGuarded(url, options);
  const answer = token === undefined ? stranger : await fetchGuarded(url, { ...options, token });
  requireContract(answer, token);
  const pair = comparable(certified, servedContract(answer, token));
  const differences = snapshotChanges(pair.certified, pair.served);
  const same = pair.certified.digest === pair.served.digest;
  const report: LiveReport = {
    kind: 'assay.live-report',
    schemaVersion: 1,
    verdict: same ? 'same' : 'differs',
    url: shownUrl(url),
    certified: {
      path: certified.path,
      contractVersion: certified.contract.contractVersion,
      digest: pair.certified.digest,
    },
    served: { contractVersion: pair.served.contract.contractVersion, digest: pair.served.digest },
    access: accessOf(certified.contract, stranger.status),
    differences,
  };
  return {
    exit: same && report.access.holds ? EXIT.ok : EXIT.findings,
    json: report,
    text: (style) => liveText(report, style),
  };
};

/** The token, taken out of the environment; it never stands in a message. */
function tokenOf(args: Args, context: Context): string | undefined {
  const name = args.string('token-env');
  if (name === undefined) return undefined;
  const token = context.io.env[name];
  context.io.forget?.(name);
  if (token === undefined || token === '')
    throw usageError(
      'token-missing',
      `the environment has no ${quote(name)}, or it is empty`,
      'set the variable to the token, or leave out --token-env',
    );
  // RFC 6750 §2.1: what else would stand in the header could start another one.
  if (!/^[A-Za-z0-9\-._~+/]{8,4096}=*$/.test(token))
    throw usageError(
      'token-malformed',
      `${quote(name)} holds no bearer token`,
      'the token has at least 8 characters, without spaces and line breaks',
    );
  return token;
}

function requireContract({ status }: Fetched, token: string | undefined): void {
  if (status === 200) return;
  if (status === 401 || status === 403)
    throw inputError(
      'live-refused',
      token === undefined
        ? `the node gives its contract to nobody without a token (status ${status})`
        : `the node does not accept the token (status ${status})`,
      token === undefined ? "name the token's variable with --token-env" : 'check the token and the grants behind it',
    );
  throw inputError(
    'live-unreachable',
    `the node answers with status ${status}, expected 200`,
    'check the URL, and that the node runs',
  );
}

/** What the contract itself says of the route that it is served under. */
function accessOf({ endpoints }: Contract, status: number): LiveReport['access'] {
  const own = endpoints.find(({ method, routeTemplate }) => method === 'GET' && routeTemplate === '/platform/contract');
  if (own === undefined) return { expected: 'not-checked', statusWithoutToken: status, holds: true };
  if (own.requiredCapabilities.length === 0)
    return { expected: 'open', statusWithoutToken: status, holds: status === 200 };
  return { expected: 'refused', statusWithoutToken: status, holds: status === 401 || status === 403 };
}
