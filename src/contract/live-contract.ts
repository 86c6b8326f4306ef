import { inputError, integrityError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { isJsonObject } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import { exportCrypta } from './export/crypta.ts';
import { importCrypta, isCrypta } from './import/crypta.ts';
import type { Contract, LoadedContract } from './model.ts';
import { fromCrypta, fromSnapshot } from './read-contract.ts';
import { refuseLeaks } from './refuse-leaks.ts';
import { refuseDepth } from './schema-sites.ts';
import { toSnapshot } from './snapshot.ts';

/** What a node's answer is called in messages. */
const SHOWN = 'the node’s answer';

/** An answer as far as its meaning is concerned. */
export interface ServedAnswer {
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly body: Buffer;
}

/**
 * The contract that a node serves: a snapshot or a crypta contract.
 * @param token what must not come back
 * @throws AssayError live-not-json, live-encoded, contract-unrecognized or what parsing throws (input); token-echoed,
 * leak-found, snapshot-digest-mismatch (integrity)
 */
export function servedContract(
  { contentType, contentEncoding, body }: ServedAnswer,
  token: string | undefined,
): LoadedContract {
  if (token !== undefined && body.includes(token)) throw echoed();
  if (contentEncoding !== '' && contentEncoding.toLowerCase() !== 'identity')
    throw inputError(
      'live-encoded',
      'the node’s answer is compressed, though nobody asked for it',
      'let the node answer without content-encoding',
    );
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType))
    throw inputError(
      'live-not-json',
      'the node’s answer is no JSON by its content type',
      'check that the URL is the contract’s',
    );
  const options = { path: SHOWN, maxDepth: DEPTH.userSchemas };
  const document = parseJson(body, options);
  // As JSON spells it, a slash may hide behind a backslash.
  if (token !== undefined && JSON.stringify(document.value).includes(token)) throw echoed();
  refuseDepth(document);
  refuseLeaks(document, 'a contract');
  const { value } = document;
  if (isJsonObject(value) && value.kind === 'assay.contract-snapshot') return fromSnapshot(document, SHOWN);
  if (isCrypta(value)) return fromCrypta(parseJson(body, { ...options, integersOnly: true }), SHOWN);
  throw inputError('contract-unrecognized', `${SHOWN} is no contract`, 'check that the URL is the contract’s');
}

function echoed(): Error {
  return integrityError(
    'token-echoed',
    'the node’s answer holds the token that was sent to it',
    'treat the token as lost and replace it; the node must not repeat it',
  );
}

interface Pair {
  readonly certified: LoadedContract;
  readonly served: LoadedContract;
}

/** Two contracts in snapshot order, to be compared member by member, and as they are written, to be compared by rules. */
export interface Comparable extends Pair {
  readonly written: Pair;
}

/** A crypta document can say less than a native contract: then only what it can say is compared. */
export function comparable(certified: LoadedContract, served: LoadedContract): Comparable {
  const asServed = served.form === 'crypta' ? throughCrypta(certified.contract) : certified.contract;
  const pair = { certified: sorted(certified, asServed), served: sorted(served, served.contract) };
  return {
    ...pair,
    written: {
      certified: { ...certified, contract: asServed, digest: pair.certified.digest, form: served.form },
      served: { ...served, digest: pair.served.digest },
    },
  };
}

function throughCrypta(contract: Contract): Contract {
  return importCrypta(parseJson(exportCrypta(contract).text, { path: 'the certified contract' })).contract;
}

function sorted(loaded: LoadedContract, contract: Contract): LoadedContract {
  const snapshot = toSnapshot(contract);
  return { ...loaded, contract: snapshot.contract, digest: snapshot.digest };
}
