import { type Instant, isBefore, parseInstant } from '../../formats/java-text.ts';
import { untrusted } from '../errors.ts';
import type { KeySet, RefusedKey, TrustedKey } from '../key-set.ts';
import type { LoadedTrustStore, StoreKey } from './parse-trust-store.ts';

export interface TrustQuestion {
  /** The role whose signatures are wanted, as "release-manager"; any where absent, for whoever looks at roles after. */
  readonly role?: string;
  /** The instant of the question; the document and each key must be valid then. */
  readonly at: Instant;
}

/** How far a document may be dated ahead of our clock. */
const SKEW_SECONDS = 300;

/**
 * Which keys of a trust document count for a role at an instant. The others are handed on as refused, each with its
 * reason, so that a message can say more than "unknown".
 * @throws AssayError trust-store-expired, metadata-from-future (integrity)
 */
export function evaluateTrust(store: LoadedTrustStore, { role, at }: TrustQuestion): KeySet {
  checkDocument(store, at);
  const trusted: TrustedKey[] = [];
  const refused: RefusedKey[] = [];
  for (const key of store.keys) {
    const { principal, entry, publicKey } = key;
    const named = { publicKey, id: entry.id, principal: principal.id, use: entry.use };
    const refusal = refusalOf(key, role, at);
    if (refusal === undefined) trusted.push(named);
    else refused.push({ ...named, refusal });
  }
  return { trusted, refused };
}

function checkDocument({ document, path }: LoadedTrustStore, at: Instant): void {
  const { issuedAt, expiresAt } = document;
  if (!isBefore(at, known(expiresAt)))
    throw untrusted({
      code: 'trust-store-expired',
      message: `${path} expired at ${expiresAt}`,
      hint: 'have its owner review the list and issue the next version',
      location: { path },
    });
  if (isBefore({ ...at, seconds: at.seconds + SKEW_SECONDS }, known(issuedAt)))
    throw untrusted({
      code: 'metadata-from-future',
      message: `${path} was issued at ${issuedAt}, which is still to come`,
      hint: 'check the clock, or --now',
      location: { path },
    });
}

function refusalOf({ principal, entry }: StoreKey, role: string | undefined, at: Instant): string | undefined {
  const whose = `of ${principal.id}`;
  if (entry.revoked !== undefined) return `${whose} was revoked at ${entry.revoked.at}: ${entry.revoked.reason}`;
  if (role !== undefined && !principal.roles.includes(role))
    return `${whose} has the roles ${principal.roles.join(', ')}, not ${role}`;
  if (entry.validFrom !== undefined && isBefore(at, known(entry.validFrom)))
    return `${whose} is valid only from ${entry.validFrom}`;
  if (entry.validUntil !== undefined && !isBefore(at, known(entry.validUntil)))
    return `${whose} was valid until ${entry.validUntil}`;
  return undefined;
}

/** Every date was checked when the document was parsed. */
function known(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new RangeError(`no instant: ${text}`);
  return instant;
}
