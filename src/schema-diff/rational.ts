/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function fraction(n: bigint, d: bigint): Rational {
  const sign = d < 0n ? -1n : 1n;
  const divisor = gcd(n, d) || 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** The decimal number that the shortest text of a finite double names: 0.1 is exactly one tenth. */
export function rationalOf(value: number): Rational {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  const match = DECIMAL.exec(String(value));
  if (match === null) throw new RangeError(`${value} is not a finite number`);
  const [, sign = '', whole = '0', decimals = '', exponent = '0'] = match;
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n);
  const shift = Number(exponent) - decimals.length;
  return shift >= 0 ? { n: digits * 10n ** BigInt(shift), d: 1n } : fraction(digits, 10n ** BigInt(-shift));
}

/** The nearest double; exact where the fraction is a decimal that a double can carry. */
export function toNumber(value: Rational): number {
  if (value.d === 1n) return Number(value.n);
  const decimals = decimalPlaces(value.d);
  if (decimals === undefined) return Number(value.n) / Number(value.d);
  const scaled = (value.n * 10n ** BigInt(decimals)) / value.d;
  return Number(`${scaled}e-${decimals}`);
}

/** How many decimal places write 1/d exactly; undefined where none do. */
function decimalPlaces(d: bigint): number | undefined {
  let rest = d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareRational(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function add(a: Rational, b: Rational): Rational {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return fraction(a.n * b.n, a.d * b.d);
}

export function divide(a: Rational, b: Rational): Rational {
  return fraction(a.n * b.d, a.d * b.n);
}

/** True where a = k * b for an integer k. */
export function isMultiple(a: Rational, b: Rational): boolean {
  return (a.n * b.d) % (a.d * b.n) === 0n;
}

/** Least common multiple of two positive fractions. */
export function lcm(a: Rational, b: Rational): Rational {
  return fraction((a.n / gcd(a.n, b.n)) * b.n, gcd(a.d, b.d));
}

export function floor(a: Rational): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && a.n % a.d !== 0n ? quotient - 1n : quotient;
}

export function ceil(a: Rational): bigint {
  return -floor({ n: -a.n, d: a.d });
}

export function rationalKey(a: Rational): string {
  return `${a.n}/${a.d}`;
}
