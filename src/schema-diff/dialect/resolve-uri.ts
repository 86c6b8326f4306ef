/** What a reference names: a resource by its address without a fragment, and the fragment, decoded. */
export interface ResolvedUri {
  readonly resource: string;
  readonly fragment: string;
}

/** RFC 3986 §5, and RFC 6901 §6: a fragment is percent-encoded. What can't be resolved stays as it is written. */
export function resolveUri(reference: string, base: string): ResolvedUri {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? '' : decoded(reference.slice(hash + 1));
  if (path === '') return { resource: base, fragment };
  try {
    return { resource: new URL(path, base).href, fragment };
  } catch {
    return { resource: path, fragment };
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
