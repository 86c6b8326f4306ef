import type { Instant } from '../../formats/java-text.ts';

/** An instant as Java's Instant.toString writes it: a fraction of 3, 6 or 9 digits, and none where it is zero. */
export function formatInstant({ seconds, nanos }: Instant): string {
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  if (nanos === 0) return `${whole}Z`;
  const digits = String(nanos).padStart(9, '0');
  return `${whole}.${digits.replace(/(?:000){1,2}$/, '')}Z`;
}

/** A clock's reading as an instant. */
export function instantOf(date: Date): Instant {
  const milliseconds = date.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}
