// RFC 3339 §5.6 with a final Z and without fractions, as the published formats have it.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** How an instant is written, for hints. */
export const INSTANT_HINT = 'write date, time and Z in UTC, as in 2026-01-31T12:00:00Z';

/** A UTC instant as RFC 3339 writes it; undefined where the text is none, or names a day that no calendar has. */
export function parseInstant(text: string): Date | undefined {
  const instant = new Date(INSTANT.test(text) ? text : Number.NaN);
  if (Number.isNaN(instant.getTime())) return undefined;
  // Date rolls 30 February over to March, so it must say the same back.
  return instant.toISOString() === text.replace('Z', '.000Z') ? instant : undefined;
}

/** SOURCE_DATE_EPOCH: whole seconds since 1970 (reproducible-builds.org); undefined where the text is none. */
export function parseEpoch(text: string): Date | undefined {
  const instant = new Date(/^(?:0|[1-9]\d{0,11})$/.test(text) ? Number(text) * 1000 : Number.NaN);
  // After the year 9999 an instant takes a sign and six digits, which no format of ours has.
  return instant.getUTCFullYear() <= 9999 ? instant : undefined;
}
