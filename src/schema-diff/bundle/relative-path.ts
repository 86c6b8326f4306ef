/**
 * The path below the folder of a set that a relative reference names, from the file that has it: `outside` where it
 * leads out of the folder, `malformed` where it is written as no plain path is, `address` where it is an absolute URI.
 * @param from path of the file that has the reference, '' for the folder itself
 */
export function relativePath(
  reference: string,
  from: string,
): { readonly path: string } | 'outside' | 'malformed' | 'address' {
  const hash = reference.indexOf('#');
  const written = hash === -1 ? reference : reference.slice(0, hash);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(written)) return 'address';
  if (/^[/\\]/.test(written)) return 'outside';
  const parts = from.split('/').slice(0, -1);
  for (const part of written.replace(/^\.\//, '').split(/[/\\]/)) {
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return 'outside';
  }
  const isPlain = !/[\\%?]/.test(written) && parts.every((part) => part !== '' && part !== '.');
  return isPlain ? { path: parts.join('/') } : 'malformed';
}
