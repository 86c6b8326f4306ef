import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { sharedData } from '../shared-data.ts';
import type { FidelityVerdict } from './case.ts';

/** What the verdicts of a corpus come to. */
export interface FidelityTotals {
  readonly cases: number;
  /** Schemas without a type, by the start of the reason. */
  readonly refused: readonly FidelityVerdict[];
  readonly typeErrors: readonly string[];
  readonly valid: number;
  readonly accepted: number;
  readonly invalid: number;
  readonly rejected: number;
  readonly bytes: number;
}

export function totalsOf(verdicts: readonly FidelityVerdict[]): FidelityTotals {
  const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;
  const sum = (of: (verdict: FidelityVerdict) => number): number =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    cases: verdicts.length,
    refused: verdicts.filter(({ refused }) => refused !== undefined),
    typeErrors: verdicts.flatMap(({ id, typeErrors }) => typeErrors.map((message) => `${id}: ${message}`)),
    valid: sum(({ accepted }) => accepted.length),
    accepted: sum(({ accepted }) => count(accepted)),
    invalid: sum(({ rejected }) => rejected.length),
    rejected: sum(({ rejected }) => count(rejected)),
    bytes: sum(({ size }) => size),
  };
}

/** Valid instances that the types refuse, as `case #index`: what should not be. */
export function wronglyRefused(verdicts: readonly FidelityVerdict[]): readonly string[] {
  return verdicts.flatMap(({ id, accepted }) => accepted.flatMap((taken, index) => (taken ? [] : [`${id} #${index}`])));
}

/** Calls with the folder that an archive of the data folder was unpacked to, and removes it afterwards. */
export async function withUnpacked<T>(archive: string, use: (folder: string) => Promise<T>): Promise<T> {
  const file = sharedData(archive);
  if (file === undefined) throw new Error(`${archive} is missing`);
  const folder = mkdtempSync(join(tmpdir(), 'assay-fidelity-'));
  try {
    await extract({ file, cwd: folder });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row of the table in docs/clients.md. */
export function tableRow(corpus: string, language: string, totals: FidelityTotals): string {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '-' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  return `| ${[
    corpus,
    language,
    `${totals.cases - totals.refused.length} of ${totals.cases}${totals.refused.length > 0 ? `; ${totals.refused.length} refer elsewhere` : ''}`,
    String(totals.typeErrors.length),
    share(totals.accepted, totals.valid),
    share(totals.rejected, totals.invalid),
  ].join(' | ')} |`;
}
