import { inputError } from '../../model/errors.ts';
import { type JsonDocument, parseJson } from '../../model/json/parse.ts';
import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';

/** A waiver as a crypta file has it: of the release certification, or of the go/no-go dashboard. */
export interface CryptaWaiver {
  readonly id: string;
  readonly evidenceId: string;
  /** `reason` of the one, `rationale` of the other. */
  readonly reason: string;
  readonly members: JsonObject;
  readonly pointer: string;
}

export interface CryptaWaiverFile {
  readonly release: string | undefined;
  readonly waivers: readonly CryptaWaiver[];
  /** Members of the file that nobody knows. */
  readonly unknown: readonly string[];
}

const MOST = 1000;
const FILE_MEMBERS = ['version', 'schemaVersion', 'release', 'releaseId', 'waivers'];

/**
 * Parses a waiver file of crypta's release certification (`version`, `release`) or of its dashboard (`schemaVersion`,
 * `releaseId`); both call version 1.
 * @throws AssayError crypta-waivers-malformed, and those of parseJson (input)
 */
export function parseCryptaWaivers(bytes: Uint8Array, path: string): CryptaWaiverFile {
  const document = parseJson(bytes, { path, maxBytes: SIZE.config, maxDepth: DEPTH.signedMetadata });
  const { value } = document;
  if (!isJsonObject(value)) throw malformed(document, '', 'is no object');
  const versions = [value.version, value.schemaVersion].filter((version) => version !== undefined);
  if (versions.length === 0 || versions.some((version) => version !== 1))
    throw malformed(document, '', 'is not of version 1');
  if (!Array.isArray(value.waivers)) throw malformed(document, '/waivers', 'has no list of waivers');
  if (value.waivers.length > MOST) throw malformed(document, '/waivers', `has more than ${MOST} waivers`);
  const release = value.release ?? value.releaseId;
  if (release !== undefined && typeof release !== 'string')
    throw malformed(document, '', 'names a release that is no text');
  return {
    release,
    waivers: value.waivers.map((one, index) => parseOne(document, one, `/waivers/${index}`)),
    unknown: Object.keys(value).filter((name) => !FILE_MEMBERS.includes(name)),
  };
}

function parseOne(document: JsonDocument, value: unknown, pointer: string): CryptaWaiver {
  if (!isJsonObject(value)) throw malformed(document, pointer, 'has a waiver that is no object');
  const text = (name: string): string | undefined => {
    const member = value[name];
    if (member === undefined || typeof member === 'string') return member;
    throw malformed(document, `${pointer}/${name}`, `has a ${name} that is no text`);
  };
  for (const name of ['approvedBy', 'expiresAt', 'createdAt', 'owner', 'scope', 'severity', 'status']) text(name);
  const [id, evidenceId] = [text('id'), text('evidenceId')];
  const named = id ?? evidenceId;
  if (named === undefined || named === '') throw malformed(document, pointer, 'has a waiver without an id');
  return {
    id: named,
    evidenceId: evidenceId ?? named,
    reason: text('reason') ?? text('rationale') ?? '',
    members: value,
    pointer,
  };
}

function malformed(document: JsonDocument, pointer: string, what: string): Error {
  const location = { ...document.locate(pointer), pointer };
  return inputError(
    'crypta-waivers-malformed',
    `${location.path} ${what}`,
    'expected {"version": 1, "release", "waivers": [{"id", "evidenceId", "reason", …}]}, or the form of the dashboard with schemaVersion and releaseId',
    location,
  );
}
