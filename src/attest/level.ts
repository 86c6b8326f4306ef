import type { Certification } from '../formats/generated/certification.ts';

/** What nothing reaches that the gate stopped (SLSA VSA v1). */
export const FAILED = 'FAILED';

/**
 * The level that a decision gives, as a SLSA verification summary names it: `ASSAY_PRODUCTION_GO`. That something was
 * waived is another level, so that who wants none waived demands the one without.
 */
export function levelOf({ mode, decision }: Pick<Certification, 'mode' | 'decision'>): string {
  if (decision === 'no-go') return FAILED;
  return `ASSAY_${upper(mode)}_${upper(decision)}`;
}

/** True where a level is the wanted one, or the one of the same mode that waives less. */
export function reaches(level: string, wanted: string): boolean {
  return level !== FAILED && (level === wanted || `${level}_WITH_WAIVERS` === wanted);
}

/** An id as levels and properties write it. */
export function upper(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
