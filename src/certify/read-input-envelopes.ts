import { join } from 'node:path';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { digestBytes } from '../model/digest.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { recordedFiles } from './decision-record.ts';

/**
 * The signed files that a record names, as lines of its bundle, by digest. They were read in this run, and are read again
 * for their bytes.
 * @throws AssayError attest-changed (integrity) where one has changed since, attest-not-a-line (input), those of readFileBytes
 */
export function readInputEnvelopes(root: string, record: DecisionRecord): string[] {
  return [...new Map(recordedFiles(record).map((file) => [file.digest, file])).values()]
    .sort((a, b) => byCodeUnit(a.digest, b.digest))
    .map(({ path, digest, line }) =>
      lineOf(partOf(readFileBytes(join(root, path), path, SIZE.document), line), path, digest),
    );
}

/** One line of a file with its line feed, where one is meant. */
function partOf(bytes: Uint8Array, line: number | undefined): Uint8Array {
  if (line === undefined) return bytes;
  return Buffer.from(`${Buffer.from(bytes).toString('utf8').split('\n')[line] ?? ''}\n`);
}

function lineOf(bytes: Uint8Array, path: string, digest: string): string {
  if (digestBytes(bytes) !== digest)
    throw integrityError('attest-changed', `${path} changed while it was certified`, 'certify again', { path });
  const text = Buffer.from(bytes).toString('utf8');
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (!/[\r\n]/.test(line)) return line;
  throw inputError(
    'attest-not-a-line',
    `${path} is written on several lines, and a bundle has one line for each envelope`,
    'keep signed files as `assay waiver` writes them',
    { path },
  );
}
