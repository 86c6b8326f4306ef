import type { LeakKind, Reading } from './kinds.ts';

/** What a member's name says of its value. */
export interface NameSign {
  readonly kind: LeakKind;
  /** Which values are leaks under such a name; `any` is every text, number, list and map that is not empty. */
  readonly when: 'text' | 'scalar' | 'any' | 'map' | 'absolute-path';
}

/** Names that tell of a secret without holding one: `tokenRequired`, `passwordPolicy`, `privateKeyPath`. */
const ABOUT =
  /(?:available|configured|enabled|excluded|present|redacted|required|source|types?|kinds?|names?|labels?|descriptions?|hints?|titles?|urls?|uris?|endpoints?|polic(?:y|ies)|formats?|counts?|limits?|length|size|ttl|lifetime|env|scopes?|algorithm|versions?|id|ids|path|file|supported|allowed|status|mode|help|placeholder|prefix|header|field|free|ref|refs)$/;

/** By normalised name (lower case, letters and digits only), the first that matches. */
const SIGNS: readonly { readonly name: RegExp; readonly sign: NameSign; readonly evenAbout?: true }[] = [
  { name: /insert(?:uri|ssk|usk|key)s?$/, sign: { kind: 'private-insert-uri', when: 'text' }, evenAbout: true },
  { name: /sessionids?$/, sign: { kind: 'session-token', when: 'scalar' }, evenAbout: true },
  { name: /private(?:signing)?key|secretkey$|signingkeypem$/, sign: { kind: 'private-key', when: 'text' } },
  { name: /formpassword/, sign: { kind: 'form-password', when: 'scalar' } },
  { name: /(?:process|launch)(?:principal)?token/, sign: { kind: 'process-token', when: 'scalar' } },
  { name: /nonces?$|noncevalue$/, sign: { kind: 'nonce', when: 'scalar' } },
  { name: /token(?!i[sz])|^(?:set)?cookies?$|sessionkey$/, sign: { kind: 'session-token', when: 'text' } },
  {
    name: /password|passwd|passphrase|secret|credential|seedphrase|recoveryphrase|mnemonic|apikeys?$/,
    sign: { kind: 'credential', when: 'text' },
  },
  {
    name: /(?:request|raw|http|post)body(?:text|bytes)?$|^body$|requestpayload$|postdata$|^formdata$/,
    sign: { kind: 'request-body', when: 'any' },
  },
  { name: /querystring$|^(?:raw|url)query$|^searchparams$/, sign: { kind: 'query-string', when: 'any' } },
  {
    name: /sandbox(?:command|arg)(?:line|s|uments)?$|^commandline$|launchcommand$|^argv$/,
    sign: { kind: 'sandbox-command', when: 'any' },
  },
  {
    name: /environmentvalues?$|env(?:ironment)?var(?:iable)?values?$/,
    sign: { kind: 'environment-value', when: 'any' },
  },
  {
    name: /^(?:process)?env(?:iron|vars?|ironment(?:variables?)?)?$/,
    sign: { kind: 'environment-value', when: 'map' },
    evenAbout: true,
  },
  {
    name: /(?:file|absolute)path$|workspace(?:root|dir|directory)$|(?:working|home|temp|tmp)dir(?:ectory)?$|^cwd$/,
    sign: { kind: 'file-path', when: 'absolute-path' },
    evenAbout: true,
  },
  {
    name: /(?:generated|created|built|updated|modified|published|exported|captured|recorded|signed)at$|timestamp$|^(?:build|generated|generation|current|snapshot)(?:time|date)$|^(?:clock|now)$|epoch(?:millis|seconds|ms)?$/,
    sign: { kind: 'clock', when: 'scalar' },
  },
];

/** Lower case, letters and digits only, so that `form_password`, `form-password` and `formPassword` are one name. */
export function normalisedName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What a member's name alone says of its value, or undefined. */
export function leakByName(name: string): NameSign | undefined {
  const normalised = normalisedName(name);
  const about = ABOUT.test(normalised);
  return SIGNS.find(({ name: pattern, evenAbout }) => (!about || evenAbout) && pattern.test(normalised))?.sign;
}

/** True where a number under such a name would be an instant: `startedAt`, `start_time`, `lastSeenMillis`. */
export function namesInstant(name: string): boolean {
  return /(?:^at|[a-z0-9](?:At|_at|-at)|(?:[Tt]ime|[Dd]ate|[Mm]illis|[Tt]imestamp|[Ii]nstant)|[a-z](?:Ms|_ms))$/.test(
    name,
  );
}

/** How the text under a name is read. */
export function readingOf(name: string): Reading {
  if (name === 'pattern') return 'pattern';
  const normalised = normalisedName(name);
  if (/^(?:route|routetemplate|routepattern|pathtemplate|(?:reserved)?routeprefix(?:es)?)$/.test(normalised))
    return 'route';
  if (/^(?:actionlabel|operationid)$/.test(normalised)) return 'name';
  if (/^(?:examples?|default|const|enum)$/.test(normalised)) return 'example';
  if (
    /digest|sha\d|hash|fingerprint|checksum|commit|revision|integrity|publickey|signature|certificate|keyid/.test(
      normalised,
    )
  )
    return 'digest';
  return 'prose';
}
