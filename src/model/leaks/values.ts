import { disguised } from './disguises.ts';
import type { LeakKind, Reading } from './kinds.ts';
import { hasRandomToken } from './random-token.ts';

/** One way to see a kind in a text. Every repetition is bounded or can't start twice, so that no text is slow to read. */
interface Sign {
  readonly kind: LeakKind;
  readonly pattern: RegExp;
  /** The readings in which the sign means something; all but `pattern` unless told. */
  readonly in?: readonly Reading[];
}

const ALWAYS: readonly Reading[] = ['prose', 'name', 'route', 'pattern', 'example', 'digest'];
const USUAL: readonly Reading[] = ['prose', 'name', 'route', 'example', 'digest'];

/** A value that only stands for one is none: `{id}`, `<value>`, `${name}`, `…`, `***`, `[redacted]`. */
const REAL = '(?!["\'`]?(?:[{<[(…*.]|\\$\\{[a-z]|redacted|REDACTED))';
/** Letters and digits mixed, eight or more, unlike `Base64url-encoded` or `SHA256-digest`. */
const MIXED =
  '(?=[\\w+/=~.-]{0,64}\\d)(?=[\\w+/=~.-]{0,64}[A-Za-z])(?!(?:base|ed|hs|iso|md|oauth|pkcs|rfc|rs|sha|utf|uuid|x)-?\\d{1,5}[a-z-]{0,32}(?![\\w+/=~-]))[\\w+/=~.-]{8}';
const METHODS = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';
/** Folders that machines have and routes hardly begin with. */
const ROOTS =
  'home|Users|root|builds|workspace|tmp|var|etc|opt|usr|mnt|srv|proc|run/(?:user|secrets)|dev/(?:shm|null|fd)|private/(?:var|tmp)|Volumes|github/workspace';

/** `label=value`, or `label: value` where the value does not read like a word. */
function labelled(label: string): RegExp {
  return new RegExp(`(?:${label})["']?(?:\\s?=\\s?${REAL}["']?[^\\s"'&]{4}|\\s?:\\s?${REAL}["']?${MIXED})`, 'i');
}

const PASSWORD = 'password|passwd|passphrase|passwort|kennwort|contraseña|senha|mot de passe';

const SIGNS: readonly Sign[] = [
  { kind: 'private-key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/, in: ALWAYS },
  {
    kind: 'private-key',
    pattern: /PuTTY-User-Key-File-|AGE-SECRET-KEY-1|(?<![\w+])MC4CAQAwBQYDK2VwBCIEI/,
    in: ALWAYS,
  },
  { kind: 'private-key', pattern: labelled('private[ _-]?key') },
  // The second byte of the last field is 1 in an insert URI and 0 in a request URI; without that field nobody can tell.
  {
    kind: 'private-insert-uri',
    pattern:
      /(?<![A-Za-z])[SU]SK@[A-Za-z0-9~-]{40,64}(?:,[A-Za-z0-9~-]{40,64})?(?!,AQA|,?[A-Za-z0-9~-]{40}|[A-Za-z0-9~-])/,
    in: ALWAYS,
  },
  {
    kind: 'sandbox-command',
    pattern:
      /(?<![\w-])(?:bwrap|firejail|nsjail|minijail0|systemd-run|systemd-nspawn|unshare|setpriv|runsc|prlimit|sandbox-exec|(?:docker|podman|flatpak) (?:run|exec))\s{1,8}-{1,2}[A-Za-z]/,
  },
  {
    kind: 'request-body',
    pattern: new RegExp(
      `(?:^|\\s)(?:${METHODS}) \\S+ HTTP/\\d|Content-Disposition:\\s?form-data|\\bContent-Length:\\s?\\d`,
    ),
  },
  { kind: 'request-body', pattern: /^[A-Za-z][\w.[\]-]*=[^\s=&{<]*(?:&[A-Za-z][\w.[\]-]*=[^\s=&{<]*)+$/ },
  { kind: 'session-token', pattern: /(?<![\w-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8}/, in: ALWAYS },
  {
    kind: 'session-token',
    pattern: /(?<![\w-])(?:Bearer|Basic)\s{1,4}(?=[A-Za-z._~/-]{0,64}[\d=+])[A-Za-z0-9._~+/-]{12}/i,
  },
  { kind: 'session-token', pattern: /\bAuthorization:\s?Basic\s[A-Za-z0-9+/]{4}/i },
  { kind: 'session-token', pattern: new RegExp(`\\bCookie:\\s?[\\w.-]{1,64}=${REAL}\\S`, 'i') },
  { kind: 'credential', pattern: /(?<![\w-])sk-(?=[\w-]{0,64}\d)[\w-]{16}/, in: ALWAYS },
  {
    kind: 'credential',
    pattern:
      /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{16}|github_pat_\w{16}|gl(?:pat|rt|dt|ptt|ft|soat|cbt|agent)-[\w-]{16}|npm_[A-Za-z0-9]{16}|xox[abprs]-[\w-]{10}|hf_[A-Za-z0-9]{20}|SG\.[\w-]{16,32}\.[\w-]{16}|hooks\.slack\.com\/services\/T\w{4,16}\/|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30}|[sr]k_(?:live|test)_\w{10}|hv[sb]\.[\w-]{20}|dckr_pat_[\w-]{20}|dop_v1_[0-9a-f]{32}|dapi[0-9a-f]{32}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{24}|lin_api_\w{20}|PMAK-[0-9a-f]{24}|NRAK-[A-Z0-9]{20}|pypi-AgE[\w-]{20}|ATATT3\w{20}|\d{8,10}:AA[\w-]{32})/,
    in: ALWAYS,
  },
  {
    kind: 'credential',
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/@:{}<>]{0,128}:[^\s/@{}<>]{1,128}@/i,
  },
  { kind: 'environment-value', pattern: new RegExp(`(?<![\\w$./%{&?-])(?!SHA\\d)[A-Z][A-Z0-9_]{2,}=${REAL}[^\\s=]`) },
  {
    kind: 'environment-value',
    pattern:
      /\$(?:[A-Z_]{2,64}|\{[A-Z_]{2,64}\}|env:[A-Za-z_]{2,64})[/\\]|\$\{[A-Z_]{2,64}:?[-=+]|%[A-Za-z_]{3,64}%[/\\]/,
  },
  { kind: 'process-token', pattern: labelled('(?:process|launch)[ _-]?token') },
  { kind: 'form-password', pattern: labelled('form[ _-]?password') },
  { kind: 'nonce', pattern: labelled('nonce') },
  { kind: 'nonce', pattern: /'nonce-[A-Za-z0-9+/_=-]{8}/ },
  {
    kind: 'credential',
    pattern: labelled(
      `${PASSWORD}|(?<![A-Za-z])pwd|account[ _-]?key|secret|api[ _-]?key|credentials?|mnemonic|seed[ _-]?phrase`,
    ),
  },
  // In words, as an option, and as in a .netrc.
  { kind: 'credential', pattern: new RegExp(`(?:${PASSWORD}) (?:is|ist|es|est|é) ${REAL}["'\`]?${MIXED}`, 'i') },
  {
    kind: 'credential',
    pattern: new RegExp(`(?<![\\w-])--?(?:${PASSWORD}|token|secret|api-?key)[ =]${REAL}["']?${MIXED}`, 'i'),
  },
  { kind: 'credential', pattern: new RegExp(`\\blogin\\s\\S{1,64}\\spassword\\s${REAL}${MIXED}`, 'i') },
  { kind: 'credential', pattern: /"auth"\s?:\s?"(?=[A-Za-z0-9+/]{0,64}\d)[A-Za-z0-9+/]{12}/ },
  {
    kind: 'credential',
    pattern: /(?:mnemonic|(?:seed|recovery)[ _-]?phrase)["']?\s?[:=]\s?["']?(?:[a-z]{3,8}\s){11}[a-z]{3}/i,
  },
  { kind: 'session-token', pattern: labelled('token|(?<![A-Za-z])sess(?:ion)?(?:[ _-]?id)?') },
  { kind: 'query-string', pattern: new RegExp(`\\?[A-Za-z_][\\w.[\\]%-]*=${REAL}[^\\s=]`) },
  { kind: 'query-string', pattern: /\?/, in: ['route'] },
  { kind: 'file-path', pattern: /(?<![A-Za-z])file:\/\//i, in: ALWAYS },
  {
    kind: 'file-path',
    pattern: new RegExp(`(?<![\\w.~}\\])/:@-]|(?:${METHODS}) )/(?:${ROOTS})/[^\\s/{}"'<>.,;:)]`),
    in: ['prose', 'name', 'example', 'digest'],
  },
  { kind: 'file-path', pattern: /(?<![\w/.~-])~\w*\/[\w.]/ },
  { kind: 'file-path', pattern: /(?<![A-Za-z0-9])[A-Za-z]:(?:\\{1,2}[\w$.]|\/(?!\/)[\w.]+\/)/ },
  { kind: 'file-path', pattern: /(?<![\\\w])\\\\[A-Za-z][\w.-]*\\[\w$]/ },
  {
    kind: 'clock',
    pattern: /(?<![\d-])[12]\d{3}-[01]\d-[0-3]\d[Tt _][0-2]\d:[0-5]\d|(?<!\d)[12]\d{3}[01]\d[0-3]\dT[0-2]\d[0-5]\d/,
    in: ['prose', 'name', 'route', 'digest'],
  },
  {
    kind: 'clock',
    pattern:
      /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? (?:\d{1,2}[ -])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -][\d ]{0,8}\d{2}:\d{2}/,
    in: ['prose', 'name', 'route', 'digest'],
  },
];

/** Letters and plain punctuation in short words: nothing that a sign could be made of. Most texts are, so it is asked first. */
const HARMLESS =
  /^(?!.*(?: -|--|nonce-|[A-Za-z]{24}))(?:[A-Za-z .,;'()!{}-]|\/(?![A-Z]|home|root|tmp|var|etc|opt|usr|mnt|srv|proc|run|dev|private|github|builds|workspace))*$/;

/** One word of letters, as the names of members are, or a reference to a definition: no sign is, but the keys that begin like these. */
const WORD = /^(?!.*(?:AKIA|ASIA|AIza))(?:\$|#\/(?:\$defs|definitions)\/)?[A-Za-z]{1,64}$/;
/**
 * Harmless texts with digits, as routes and descriptions that count. No sign is made of these characters alone but the ones
 * that are named first, and runs of sixteen characters, in which a key could hide.
 */
const HARMLESS_WITH_DIGITS =
  /^(?=[a-z\d .,;'()!{}/-]*$)(?!.*(?: -|--|-(?:token|secret|api-?key) |nonce-|http\/|bearer|basic|password |passphrase |passwort |kennwort |eyj|xox|slack|\d{8}|[a-z\d-]{16}|[a-z\d/-]{32}|\/(?:home|users|root|builds|workspace|tmp|var|etc|opt|usr|mnt|srv|proc|run|dev|private|volumes|github)))/i;

/** Longest text that a sign is looked for in at once (UTF-16 units), and how far two such windows overlap. */
const WINDOW = 64 * 1024;
const OVERLAP = 1024;
/** Characters that show nothing and would split a token: zero-width ones and the soft hyphen. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** The kind of leak that a text holds by its look alone, or undefined. Long texts are searched window by window. */
export function leakIn(text: string, reading: Reading = 'prose'): LeakKind | undefined {
  if (text.length <= WINDOW) return leakInWindow(text, reading);
  for (let start = 0; start < text.length; start += WINDOW - OVERLAP) {
    const kind = leakInWindow(text.slice(start, start + WINDOW), reading);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function leakInWindow(text: string, reading: Reading): LeakKind | undefined {
  const found = leakInPlain(text, reading);
  // Only what is not ASCII can be a disguise.
  if (found !== undefined || /^[\u0000-\u007f]*$/.test(text)) return found;
  const plain = text.replace(INVISIBLE, '').normalize('NFKC');
  return plain === text ? undefined : leakInPlain(plain, reading);
}

/** What generators call an operation where nobody gave it a name: a digest of it, and nothing else. */
const HEX_NAME = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;

function leakInPlain(text: string, reading: Reading): LeakKind | undefined {
  if (text.length < 4 || isHarmless(text)) return undefined;
  for (const { kind, pattern, in: readings = USUAL } of SIGNS)
    if (readings.includes(reading) && pattern.test(text)) return kind;
  if (reading === 'pattern') return undefined;
  if (isJsonText(text)) return 'request-body';
  const isPublic = reading === 'digest' || (reading === 'name' && HEX_NAME.test(text));
  return !isPublic && hasRandomToken(text) ? 'session-token' : leakInDisguise(text, reading);
}

/** What no disguise may hide; a path or an instant that is encoded tells nobody anything by chance. */
const HIDDEN: ReadonlySet<LeakKind> = new Set([
  'private-key',
  'private-insert-uri',
  'process-token',
  'session-token',
  'form-password',
  'credential',
]);

function leakInDisguise(text: string, reading: Reading): LeakKind | undefined {
  for (const plain of disguised(text)) {
    const kind = SIGNS.find(({ kind: own, pattern }) => HIDDEN.has(own) && pattern.test(plain))?.kind;
    if (kind !== undefined) return kind;
    if (reading !== 'digest' && hasRandomToken(plain)) return 'session-token';
  }
  return undefined;
}

function isHarmless(text: string): boolean {
  return HARMLESS.test(text) || WORD.test(text) || HARMLESS_WITH_DIGITS.test(text);
}

/** A text that is a whole JSON object, or a list of them, is somebody's payload. */
function isJsonText(text: string): boolean {
  if (!/^\s*(?:\{\s*"|\[\s*\{\s*")/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
