import type { Acceptor, KnownAccepted, ReadAccepted } from '../../decide/accepted.ts';
import { SECOND_ROLES } from '../../decide/judge-approvals.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import validator from '../../formats/generated/validators/accepted-findings.js';
import { readFileBytes } from '../../formats/read-file.ts';
import { lstatOf } from '../../formats/read-stat.ts';
import { validateDocument } from '../../formats/validate.ts';
import { type Digest, digestBytes, digestJson } from '../../model/digest.ts';
import { AssayError } from '../../model/errors.ts';
import { decodeUtf8 } from '../../model/json/parse.ts';
import { SIZE } from '../../model/limits.ts';
import { PREDICATE } from '../../model/predicate-types.ts';
import type { TrustedKey } from '../../trust/key-set.ts';
import { peekStatement, verifyStatement } from '../../trust/statement/verify-statement.ts';
import type { RunTrust } from '../read-trust.ts';
import { leakWords, reportLeaks } from '../report-leaks.ts';
import { chainFault, type DigestedList } from './chain-fault.ts';

/** The file of accepted findings as it lies on the disk, with what was made of it. */
export interface AcceptedFile {
  readonly read: ReadAccepted;
  readonly shown: string;
  /** Digest of the file's bytes; absent where they can't be read. */
  readonly fileDigest?: Digest;
  /** Its lines, each with its line feed. */
  readonly lines: readonly string[];
}

/** Whose lists count. */
export interface AcceptedContext {
  readonly platform: string;
  readonly trust: RunTrust | undefined;
}

/** Marks what this reader itself has to say: never shown. */
const OWN = 'accepted';

/** More lists than anybody shrinks one list to. */
const MOST = 10_000;

/** True where there is something at the path, whatever it is. */
export function isThere(file: string): boolean {
  return lstatOf(file) !== undefined;
}

/** Reads the lists of accepted findings; a file that counts for nothing says why. */
export function readAccepted(
  { file, shown }: { readonly file: string; readonly shown: string },
  context: AcceptedContext,
): AcceptedFile {
  let bytes: Uint8Array;
  let lines: string[];
  try {
    bytes = readFileBytes(file, shown, SIZE.document, { noFollow: true });
    lines = linesOf(decodeUtf8(bytes, { path: shown }));
  } catch (error) {
    return { read: broken(error, shown), shown, lines: [] };
  }
  const digest = { fileDigest: digestBytes(bytes) };
  return { read: acceptedFrom(lines, shown, context), shown, ...digest, lines };
}

/** The lists from their lines, first of all lists first; a chain that is none says why. */
export function acceptedFrom(lines: readonly string[], shown: string, context: AcceptedContext): ReadAccepted {
  try {
    return chainOf(lines, shown, context);
  } catch (error) {
    return broken(error, shown);
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.some((line) => line.trim() === ''))
    throw refusal('malformed', 'is no list of lines with one envelope each');
  if (lines.length > MOST) throw refusal('malformed', `has more than ${MOST} lines`);
  return lines.map((line) => `${line}\n`);
}

/** @throws AssayError where it counts for nothing */
function chainOf(lines: readonly string[], shown: string, { platform, trust }: AcceptedContext): ReadAccepted {
  if (trust === undefined) throw refusal('forged', "can't be believed: the configuration names no trust document");
  let last: DigestedList | undefined;
  const signers: Acceptor[] = [];
  const chain: string[] = [];
  for (const [index, line] of lines.entries()) {
    const place = `${shown}:${index + 1}`;
    const next = listOf(line, place);
    const fault = chainFault(next, last);
    if (fault)
      return {
        location: { path: shown },
        state: fault.state,
        reason: `is not believed: line ${index + 1} ${fault.reason}`,
      };
    // What the last list names by digest needs no signature of its own; where one still holds, it counts.
    signers.push(...signersOf(line, place, trust, index === lines.length - 1));
    last = next;
    chain.push(next.digest);
  }
  if (last === undefined) throw refusal('malformed', 'is empty');
  if (last.list.platform !== platform)
    throw refusal('malformed', `is for the platform ${last.list.platform}, this is ${platform}`);
  const known: KnownAccepted = {
    location: { path: shown },
    lines: lines.map((line) => digestBytes(line)),
    chain,
    digest: last.digest,
    list: last.list,
    signers,
  };
  return known;
}

/** @throws AssayError of kind input where the line is no list */
function listOf(line: string, place: string): DigestedList {
  const { predicateType, predicate, subjects, document } = peekStatement(Buffer.from(line), place);
  if (predicateType !== PREDICATE.accepted)
    throw refusal('malformed', `${place} holds a statement of type ${predicateType}, not ${PREDICATE.accepted}`);
  const leaks = reportLeaks(predicate);
  if (leaks.length > 0) throw refusal('malformed', `${place} holds what it must not carry: ${leakWords(leaks)}`);
  const list = validateDocument<AcceptedFindings>({ ...document, value: predicate }, validator, 'accepted findings');
  const digest = digestJson(predicate);
  const [subject, ...others] = subjects;
  if (subject?.digest !== digest || others.length > 0)
    throw refusal('malformed', `${place} is about another subject than its list`);
  return { list, digest };
}

const ROLES = ['release-manager', ...SECOND_ROLES];

/** Whose signatures hold. Under the last list at least one must. */
function signersOf(line: string, place: string, trust: RunTrust, last: boolean): Acceptor[] {
  try {
    const { signers } = verifyStatement(Buffer.from(line), trust.keys, { path: place, maxBytes: SIZE.document });
    return signers.flatMap((key) => acceptorOf(key, trust, last));
  } catch (error) {
    if (last || !(error instanceof AssayError) || error.kind !== 'integrity') throw error;
    return [];
  }
}

function acceptorOf({ principal, use }: TrustedKey, trust: RunTrust, last: boolean): Acceptor[] {
  if (principal === undefined) return [];
  const roles = ROLES.filter((role) => trust.hasRole(principal, role));
  return [{ principal, testKey: use !== 'production', roles, last }];
}

/** What a failure makes of the file: bytes that are no lists are malformed, signatures that don't hold are forged. */
function broken(error: unknown, path: string): ReadAccepted {
  if (!(error instanceof AssayError) || (error.kind !== 'input' && error.kind !== 'integrity')) throw error;
  const state = error.kind === 'integrity' ? 'forged' : 'malformed';
  // What is said of one line names it, and can't follow the file's name.
  const own = error.code === OWN && !error.message.startsWith(path);
  const reason =
    error.code === 'input-unreadable' ? "can't be read" : `${own ? '' : 'counts for nothing: '}${error.message}`;
  return { location: { path }, state, reason };
}

function refusal(state: 'malformed' | 'forged', message: string): AssayError {
  const kind = state === 'forged' ? 'integrity' : 'input';
  return new AssayError({ kind, code: OWN, message, hint: 'put the file back' });
}
