const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds since the epoch of a UTC instant; undefined for a day that no calendar has, as February 30. */
export function instantMs(instant: string): number | undefined {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return undefined;
  return formatInstant(date) === instant ? date.getTime() : undefined;
}

/** A UTC instant to the second, as every document of ours writes it. */
export function formatInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Hours from one instant to a later one; NaN where one of them is no instant. */
export function hoursBetween(from: string, to: string): number {
  return ((instantMs(to) ?? Number.NaN) - (instantMs(from) ?? Number.NaN)) / HOUR;
}

/** Days from one instant to a later one; NaN where one of them is no instant. */
export function daysBetween(from: string, to: string): number {
  return (hoursBetween(from, to) * HOUR) / DAY;
}
