import type { Observation } from '../decide/observation.ts';
import type { UnitRef } from '../decide/unit.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import validator from '../formats/generated/validators/evidence.js';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { attempt } from './attempt.ts';
import { evidenceFault } from './evidence-fault.ts';
import { type OpenedEvidence, openEvidence, peekEvidence } from './open-evidence.ts';
import { hidePrivatePaths, type PrivateFolders } from './private-paths.ts';
import { type FolderFile, listDocuments } from './read-folder.ts';
import type { RunTrust } from './read-trust.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

export interface EvidenceFile {
  readonly observation: Observation;
  readonly shown: string;
  /** Digest of the file's bytes; absent where they can't be read. */
  readonly fileDigest?: string;
}

/** Reads every document of the evidence folder. One that is damaged or leaks is an observation too, and the rest go on. */
export async function readEvidence(
  folder: string,
  shown: string,
  folders: PrivateFolders,
  trust: RunTrust | undefined,
  passedOver: (path: string) => void,
): Promise<EvidenceFile[]> {
  return Promise.all(listDocuments(folder, shown, passedOver).map((file) => readOne(file, folders, trust)));
}

async function readOne(file: FolderFile, folders: PrivateFolders, trust: RunTrust | undefined): Promise<EvidenceFile> {
  let bytes: Uint8Array | undefined;
  let fileDigest: string | undefined;
  try {
    bytes = readFileBytes(file.file, file.shown, SIZE.document, { noFollow: true });
    fileDigest = digestBytes(bytes);
    const opened = await openEvidence(bytes, file.shown, trust);
    return { observation: observe(opened, file.shown, folders), shown: file.shown, fileDigest };
  } catch (error) {
    if (!(error instanceof AssayError) || (error.kind !== 'input' && error.kind !== 'integrity')) throw error;
    const claimed = bytes === undefined ? undefined : await claimedUnit(bytes, file.shown);
    const forged = error.kind === 'integrity';
    const observation: Observation = {
      kind: 'broken',
      state: forged ? 'untrusted' : 'malformed',
      reason: forged ? error.message : `this is no valid evidence: ${error.message}`,
      location: error.location ?? { path: file.shown },
      unit: claimed ?? unitOfName(file.shown),
    };
    return { observation, shown: file.shown, ...(fileDigest === undefined ? {} : { fileDigest }) };
  }
}

/** The unit that a file claims to be for, so that its fault is told where somebody waits for it. */
async function claimedUnit(bytes: Uint8Array, shown: string): Promise<UnitRef | undefined> {
  const document = await attempt(() => peekEvidence(bytes, shown));
  return document.ok ? unitOf(document.value.value) : undefined;
}

/** @throws AssayError schema-invalid */
function observe({ document, signers }: OpenedEvidence, shown: string, folders: PrivateFolders): Observation {
  const { value } = hidePrivatePaths(document.value, folders);
  const unit = unitOf(value) ?? unitOfName(shown);
  const leaks = reportLeaks(value);
  const [leak] = leaks;
  if (leak)
    return {
      kind: 'broken',
      state: 'redaction-failed',
      reason: `${shown} holds what evidence must not carry: ${leakWords(leaks)}`,
      location: { ...document.locate(leak.pointer), pointer: leak.pointer },
      unit,
    };
  const evidence = validateDocument<Evidence>({ ...document, value }, validator, 'evidence');
  // What was replaced is no part of what the producer counted and named, so faults are looked for in the original.
  const fault = evidenceFault(evidence);
  if (fault)
    return {
      kind: 'broken',
      state: 'malformed',
      reason: `${shown} contradicts itself: it ${fault.reason}`,
      location: document.locate(fault.pointer),
      unit,
    };
  return {
    kind: 'document',
    source: 'folder',
    evidence,
    digest: digestJson(document.value),
    location: { path: shown },
    ...(signers.length === 0 ? {} : { signers }),
  };
}

/** The unit that a document says it is for, even where the rest of it is wrong. */
function unitOf(value: JsonValue | undefined): UnitRef | undefined {
  if (!isJsonObject(value) || typeof value.evidenceId !== 'string') return undefined;
  const { evidenceId, target } = value;
  if (!isJsonObject(target)) return { evidenceId };
  const texts = Object.entries(target).filter(([, text]) => typeof text === 'string');
  return { evidenceId, target: Object.fromEntries(texts) };
}

/** A file that says nothing at all is taken for what its name says. */
function unitOfName(shown: string): UnitRef {
  const name = shown.slice(shown.lastIndexOf('/') + 1);
  return { evidenceId: name.replace(/\.(?:json|ya?ml)$/, '') };
}
