import { instantMs } from '../decide/instant.ts';
import type { ReadWaiver } from '../decide/read-waiver.ts';
import validator from '../formats/generated/validators/waiver.js';
import type { Waiver } from '../formats/generated/waiver.ts';
import { AssayError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { SIZE } from '../model/limits.ts';
import { type FolderFile, listDocuments } from './read-folder.ts';
import { readTyped } from './read-typed.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

export interface WaiverFile {
  readonly read: ReadWaiver;
  readonly shown: string;
  /** Digest of the file's bytes; absent where they can't be read or are no waiver. */
  readonly fileDigest?: string;
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
    const { value, digest, fileDigest, document } = await readTyped<Waiver>(file, validator, 'waiver', SIZE.config);
    const leaks = reportLeaks(document.value);
    const [first] = leaks;
    if (first) {
      const location = { ...document.locate(first.pointer), pointer: first.pointer };
      const reason = `holds what a waiver must not carry: ${leakWords(leaks)}`;
      return { shown, fileDigest, read: { location, reason }, leak: { location, reason: `${shown} ${reason}` } };
    }
    const fault = faultOf(value);
    if (fault) return { shown, fileDigest, read: { location: document.locate(fault.pointer), reason: fault.reason } };
    return { shown, fileDigest, read: { location: { path: shown }, digest, waiver: value } };
  } catch (error) {
    return { shown, read: malformed(error, shown) };
  }
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
