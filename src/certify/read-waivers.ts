import { instantMs } from '../decide/instant.ts';
import type { ReadWaiver } from '../decide/read-waiver.ts';
import validator from '../formats/generated/validators/waiver.js';
import type { Waiver } from '../formats/generated/waiver.ts';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerGet } from '../model/json/pointer.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { type FolderFile, listDocuments } from './read-folder.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';
import { unfilledTexts } from './waivers/unfilled.ts';

export interface WaiverFile {
  readonly read: ReadWaiver;
  readonly shown: string;
  /** Digest of the file's bytes; absent where they can't be read or are no waiver. */
  readonly fileDigest?: string;
  /** Texts that wait for its author. */
  readonly unfilled?: readonly { readonly location: Location; readonly text: string }[];
  /** What it holds that no report may carry: kinds and places. */
  readonly leak?: { readonly reason: string; readonly location: Location };
}

/** Reads every waiver of a folder; one that is no waiver is said to be malformed, and the others count as ever. */
export async function readWaivers(
  folder: string,
  shown: string,
  passedOver: (path: string) => void,
): Promise<WaiverFile[]> {
  return Promise.all(listDocuments(folder, shown, passedOver).map(readWaiver));
}

/** Reads one waiver, wherever it lies. */
export async function readWaiver(file: FolderFile): Promise<WaiverFile> {
  const { shown } = file;
  try {
    const bytes = readFileBytes(file.file, shown, SIZE.config, { noFollow: true });
    const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.config });
    return judged(document, digestBytes(bytes), shown);
  } catch (error) {
    return { shown, read: malformed(error, shown) };
  }
}

function judged(document: JsonDocument, fileDigest: string, shown: string): WaiverFile {
  const leaks = reportLeaks(document.value);
  const [first] = leaks;
  if (first) {
    const location = { ...document.locate(first.pointer), pointer: first.pointer };
    const reason = `holds what a waiver must not carry: ${leakWords(leaks)}`;
    return { shown, fileDigest, read: { location, reason }, leak: { location, reason: `${shown} ${reason}` } };
  }
  const unfilled = unfilledTexts(document.value).map((pointer) => ({
    location: { ...document.locate(pointer), pointer },
    text: quote(String(pointerGet(document.value, pointer))),
  }));
  const [waits] = unfilled;
  if (waits) {
    const reason = `still has the text to fill in at ${waits.location.pointer}`;
    return { shown, fileDigest, read: { location: waits.location, reason }, unfilled };
  }
  const value = validateDocument<Waiver>(document, validator, 'waiver');
  const fault = faultOf(value);
  if (fault) return { shown, fileDigest, read: { location: document.locate(fault.pointer), reason: fault.reason } };
  return { shown, fileDigest, read: { location: { path: shown }, digest: digestJson(document.value), waiver: value } };
}

function malformed(error: unknown, path: string): { location: Location; reason: string } {
  if (!(error instanceof AssayError) || error.kind !== 'input') throw error;
  return { location: error.location ?? { path }, reason: `is no valid waiver: ${error.message}` };
}

/** What the schema can't say: instants are days that exist, in order. */
function faultOf(waiver: Waiver): { pointer: string; reason: string } | undefined {
  const instants = [
    ['/requestedAt', waiver.requestedAt],
    ['/notBefore', waiver.notBefore],
    ['/expiresAt', waiver.expiresAt],
    ['/followUp/dueAt', waiver.followUp.dueAt],
  ] as const;
  for (const [pointer, instant] of instants)
    if (instantMs(instant) === undefined) return { pointer, reason: `names a day that no calendar has: ${instant}` };
  if (waiver.notBefore >= waiver.expiresAt)
    return { pointer: '/expiresAt', reason: `ends at ${waiver.expiresAt}, before it begins at ${waiver.notBefore}` };
  return undefined;
}
