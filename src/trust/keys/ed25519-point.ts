// RFC 8032 §5.1: p = 2^255 - 19, and the curve -x² + y² = 1 + d x² y² with d = -121665 / 121666.
const P = (1n << 255n) - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/**
 * The y coordinates of the eight points whose order divides 8: (0, 1), (0, -1), the two with y = 0, and four of
 * order 8. Under such a public key one signature fits many messages.
 */
const ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const SMALL_ORDER: ReadonlySet<bigint> = new Set([0n, 1n, P - 1n, ORDER_8, P - ORDER_8]);

/** Why 32 bytes must not serve as an Ed25519 public key. */
export type PointFault = 'non-canonical' | 'small-order' | 'not-on-curve';

/**
 * Checks an Ed25519 public key beyond what OpenSSL does when it loads one. OpenSSL before 3.2 or so (Node 20 and 22)
 * accepts keys of small order and unreduced y, under which forged signatures verify.
 * @returns undefined for a key that can be used
 */
export function ed25519PointFault(key: Uint8Array): PointFault | undefined {
  const encoded = littleEndian(key);
  const y = encoded & ((1n << 255n) - 1n);
  if (SMALL_ORDER.has(y % P)) return 'small-order';
  if (y >= P) return 'non-canonical';
  // x² = u / v, and that is a square where u v is, which is u / v times v².
  const square = (y * y) % P;
  const [u, v] = [square - 1n, (D * square + 1n) % P];
  return isSquare(modulo(u * v)) ? undefined : 'not-on-curve';
}

// RFC 8032 §5.1: the order of the base point.
const L = (1n << 252n) + 27742317777372353535851937790883648493n;

/** True where the second half of an Ed25519 signature is reduced: S and S + L would else be two signatures (§5.1.7). */
export function ed25519ScalarReduced(signature: Uint8Array): boolean {
  // L is just over 2^252: a top octet below 0x10 is below L, one above it never is, so only 0x10 needs the numbers.
  const top = signature[63] ?? 0xff;
  if (top < 0x10) return true;
  return top === 0x10 && littleEndian(signature.subarray(32)) < L;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = modulo(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** Euler's criterion. */
function isSquare(value: bigint): boolean {
  return value === 0n || power(value, (P - 1n) / 2n) === 1n;
}
