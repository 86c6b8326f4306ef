import { diffContracts } from '../../check/contract-diff.ts';
import { type DiffReport, diffReport } from '../../check/diff-report.ts';
import { snapshotChanges } from '../../check/snapshot-changes.ts';
import { type Comparable, comparable, servedContract } from '../../contract/live-contract.ts';
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

/** The published report, with the engine's own comparison. */
type LiveVerdict = Omit<LiveReport, 'comparison'> & { readonly comparison?: DiffReport };

/** Reads a node's contract without and with the token, and compares it with the certified one. */
export const run: Handler = async (args, context) => {
  const place = await requiredContractPlace(args, context);
  const certified = await readContract(place.file, place.shown);
  const token = tokenOf(args, context, 'token-env');
  const other = tokenOf(args, context, 'ungranted-env');
  const url = contractUrl(args.string('url') ?? '', certified.contract.apiVersion);
  const options = { policy: { allowPrivate: args.boolean('allow-private') }, limits: LIMITS };
  context.progress(`reading ${shownUrl(url)}`);
  const stranger = await fetchGuarded(url, options);
  const answer = token === undefined ? stranger : await fetchGuarded(url, { ...options, token });
  requireContract(answer, token);
  const ungranted = other === undefined ? undefined : await fetchGuarded(url, { ...options, token: other });
  const pair = comparable(certified, servedContract(answer, token));
  const differences = snapshotChanges(pair.certified, pair.served);
  const same = pair.certified.digest === pair.served.digest;
  const report: LiveVerdict = {
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
    access: accessOf(certified.contract, stranger.status, ungranted?.status),
    differences,
    ...(same ? {} : { comparison: comparisonOf(pair.written) }),
  };
  return {
    exit: same && report.access.holds ? EXIT.ok : EXIT.findings,
    json: report,
    text: (style) => liveText(report, style),
  };
};

/** By the rules of every comparison: what the node serves is what apps meet, what is certified is what they were promised. */
function comparisonOf({ certified, served }: Comparable['written']): DiffReport {
  return diffReport({ contract: certified }, { contract: served }, diffContracts(certified, served), {});
}

/** The token, taken out of the environment; it never stands in a message. */
function tokenOf(args: Args, context: Context, flag: 'token-env' | 'ungranted-env'): string | undefined {
  const name = args.string(flag);
  if (name === undefined) return undefined;
  const token = context.io.env[name];
  context.io.forget?.(name);
  if (token === undefined || token === '')
    throw usageError(
      'token-missing',
      `the environment has no ${quote(name)}, or it is empty`,
      `set the variable to the token, or leave out --${flag}`,
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

/** What the contract itself says of the route that it is served under: who lacks a token, or the capability, is refused. */
function accessOf({ endpoints }: Contract, status: number, ungranted: number | undefined): LiveReport['access'] {
  const seen = { statusWithoutToken: status, ...(ungranted === undefined ? {} : { statusWithoutGrant: ungranted }) };
  const own = endpoints.find(({ method, routeTemplate }) => method === 'GET' && routeTemplate === '/platform/contract');
  if (own === undefined) return { expected: 'not-checked', ...seen, holds: true };
  const all = ungranted === undefined ? [status] : [status, ungranted];
  if (own.requiredCapabilities.length === 0)
    return { expected: 'open', ...seen, holds: all.every((one) => one === 200) };
  return { expected: 'refused', ...seen, holds: all.every((one) => one === 401 || one === 403) };
}
