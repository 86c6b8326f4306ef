// Which URIs a catalog may name. Checked by the grammar of RFC 3986, never by a lenient URL parser: what one reader
// repairs, another may follow somewhere else.

interface UriParts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** RFC 3986 appendix B, with the scheme required. */
const PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;
const ILLEGAL =
  /[\u0000-\u0020\u007f-\u00a0"<>\\^`{|}\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|%(?![0-9A-Fa-f]{2})/;

function split(uri: string): UriParts | undefined {
  const match = ILLEGAL.test(uri) ? null : PARTS.exec(uri);
  if (!match || !uri.isWellFormed()) return undefined;
  const [, scheme = '', authority, path = '', query, fragment] = match;
  if (/[[\]]/.test(path + (query ?? ''))) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    ...(authority === undefined ? {} : { authority }),
    path,
    ...(query === undefined ? {} : { query }),
    ...(fragment === undefined ? {} : { fragment }),
  };
}

/**
 * What is wrong with the URI of an artifact; undefined where nothing is. Allowed: `https`, `http` to the loopback,
 * local `file`, and immutable `crypta:CHK@` keys. The answer never repeats the URI, which may hold a secret.
 */
export function artifactUriFault(uri: string): string | undefined {
  const parts = split(uri);
  if (!parts) return 'is not an absolute URI';
  const fault = commonFault(parts);
  if (fault !== undefined) return fault;
  switch (parts.scheme) {
    case 'file':
      return fileFault(parts);
    case 'crypta':
      return cryptaFault(uri, parts);
    default:
      return webFault(parts);
  }
}

/** What is wrong with a URI that is only shown (homepage, screenshot, advisory); undefined where nothing is. */
export function metadataUriFault(uri: string): string | undefined {
  const parts = split(uri);
  if (!parts) return 'is not an absolute URI';
  return commonFault(parts) ?? webFault(parts);
}

/** Where a review's evidence lies: `https`, or anything on crypta. */
export function evidenceUriFault(uri: string): string | undefined {
  const parts = split(uri);
  if (!parts) return 'is not an absolute URI';
  const fault = commonFault(parts);
  if (fault !== undefined || parts.scheme === 'crypta') return fault;
  return parts.scheme === 'https' ? webFault(parts) : 'has a scheme other than https and crypta';
}

function commonFault({ authority, fragment }: UriParts): string | undefined {
  if (fragment !== undefined) return 'has a fragment';
  return authority?.includes('@') ? 'has user info' : undefined;
}

function webFault({ scheme, authority }: UriParts): string | undefined {
  if (scheme !== 'https' && scheme !== 'http') return 'has a scheme that is not allowed here';
  const host = hostOf(authority ?? '');
  if (host === undefined) return 'has no valid host';
  return scheme === 'http' && !isLoopback(host) ? 'is http to another machine' : undefined;
}

function fileFault({ authority, path, query }: UriParts): string | undefined {
  const local = (authority === undefined || authority === '') && query === undefined;
  return local && path.startsWith('/') && !/%(?:00|2f)/i.test(path) ? undefined : 'is not a local file URI';
}

function cryptaFault(uri: string, { query }: UriParts): string | undefined {
  if (query !== undefined) return 'has a query';
  return uri.slice('crypta:'.length).startsWith('CHK@') ? undefined : 'is not an immutable crypta:CHK@ key';
}

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
/** RFC 1123 names whose last label does not start with a digit, as java.net.URI wants a host to be. */
const NAME = new RegExp(`^(?:${LABEL}\\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?$`);
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const IPV6 = /^\[[0-9A-Fa-f:]+(?::\d{1,3}(?:\.\d{1,3}){3})?\]$/;

function hostOf(authority: string): string | undefined {
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/.exec(authority);
  const host = match?.[1] ?? '';
  if (host.length > 255 || Number(match?.[2] || 0) > 65_535) return undefined;
  return NAME.test(host) || IPV4.test(host) || IPV6.test(host) ? host : undefined;
}

function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name === '[::1]' || name === '[0:0:0:0:0:0:0:1]') return true;
  return IPV4.test(name) && name.startsWith('127.');
}
