const DURATION = /^P(?:(\d{1,9})D)?(T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d{1,9})?S)?)?$/i;
const DAY = 24 * 60 * 60;
const LONGEST = 365 * DAY;

/** True for an ISO 8601 duration of days, hours, minutes and seconds above zero and of at most 365 days. */
export function isGrantDuration(text: string): boolean {
  const match = DURATION.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return false;
  const [, days = '0', , hours = '0', minutes = '0', seconds = '0'] = match;
  const total = Number(days) * DAY + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const fraction = /[1-9]/.test(text.split('.')[1] ?? '');
  return (total > 0 || fraction) && (total < LONGEST || (total === LONGEST && !fraction));
}

const NUMERIC = /^\d+(?:\.\d+)*$/;

/** Orders service versions: dotted numbers by number, anything else by code unit. */
export function compareServiceVersions(a: string, b: string): number {
  if (!NUMERIC.test(a) || !NUMERIC.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const left = a.split('.').map(BigInt);
  const right = b.split('.').map(BigInt);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const x = left[index] ?? 0n;
    const y = right[index] ?? 0n;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
