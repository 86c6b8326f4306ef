import type { Certificate } from './certificate.ts';
import type { GeneralName } from './extensions.ts';

/**
 * Why a certificate breaks an authority's name constraints (RFC 5280 §4.2.1.10); undefined where it does not. URIs are
 * judged by their host. A constraint on another kind of name is not evaluated, so whoever has such a name is refused.
 */
export function nameConstraintFault(authority: Certificate, below: Certificate): string | undefined {
  const { nameConstraints } = authority.extensions;
  if (nameConstraints === undefined) return undefined;
  const { permitted, excluded } = nameConstraints;
  const constrained = new Set([...permitted, ...excluded].map((each) => each.kind));
  if (constrained.has('other')) return 'is below constraints on names that are not evaluated here';
  for (const name of below.extensions.altNames) {
    if (!constrained.has(name.kind)) continue;
    if (name.kind !== 'uri') return `has an ${name.kind} name below constraints that are not evaluated here`;
    const host = hostOf(name.value);
    if (host === undefined) return 'has a uri without a host below constraints on uris';
    const within = (each: GeneralName): boolean => each.kind === 'uri' && hostWithin(host, each.value.toLowerCase());
    if (excluded.some(within)) return 'has a uri that its authority excludes';
    if (permitted.some((each) => each.kind === 'uri') && !permitted.some(within))
      return 'has a uri that its authority does not permit';
  }
  return undefined;
}

/** A leading dot means every host below; without one, that host alone. */
function hostWithin(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint;
}

/** The host of a URI with an authority; an address in brackets or numbers is no host name. */
function hostOf(uri: string): string | undefined {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([A-Za-z0-9.-]+)(?::\d*)?(?:[/?#]|$)/.exec(uri);
  const host = match?.[1]?.toLowerCase();
  return host === undefined || /^[\d.]+$/.test(host) ? undefined : host;
}
