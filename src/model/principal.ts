/**
 * A principal's name as it is compared: letters that differ in case, width or composition alone name one and the same.
 */
export function canonicalPrincipal(id: string): string {
  return id.normalize('NFKC').toLowerCase();
}

/** True where two names are one principal's. */
export function samePrincipal(a: string, b: string): boolean {
  return canonicalPrincipal(a) === canonicalPrincipal(b);
}
