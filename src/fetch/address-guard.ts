import { type IpAddress, type IpRange, inRange, ipRange, parseIp } from './ip-address.ts';

/** Why a URL or an address is not called. */
export type Refusal = string;

/** Which of the usually refused kinds of address a call may go to. */
export interface AddressPolicy {
  /** Names and addresses of the own machine and the own network; plain http and every port with them. */
  readonly allowPrivate: boolean;
}

/** Special ranges by category: IANA's registries of special-purpose addresses (RFC 6890), multicast, and what was retired. */
const SPECIAL: readonly (readonly [string, IpRange])[] = (
  [
    ['this-network', '0.0.0.0/8'],
    ['private', '10.0.0.0/8'],
    ['shared-cgn', '100.64.0.0/10'],
    ['loopback', '127.0.0.0/8'],
    ['link-local', '169.254.0.0/16'],
    ['private', '172.16.0.0/12'],
    ['ietf-protocol', '192.0.0.0/24'],
    ['documentation', '192.0.2.0/24'],
    ['6to4-relay', '192.88.99.0/24'],
    ['private', '192.168.0.0/16'],
    ['benchmark', '198.18.0.0/15'],
    ['documentation', '198.51.100.0/24'],
    ['documentation', '203.0.113.0/24'],
    ['multicast', '224.0.0.0/4'],
    ['reserved', '240.0.0.0/4'],
    ['unspecified', '::/128'],
    ['loopback', '::1/128'],
    ['discard', '100::/64'],
    ['nat64-local', '64:ff9b:1::/48'],
    ['ietf-protocol', '2001::/23'],
    ['documentation', '2001:db8::/32'],
    ['documentation', '3fff::/20'],
    ['srv6', '5f00::/16'],
    ['unique-local', 'fc00::/7'],
    ['link-local', 'fe80::/10'],
    ['site-local', 'fec0::/10'],
    ['multicast', 'ff00::/8'],
  ] as const
).map(([category, cidr]) => [category, ipRange(cidr)]);

/** IPv6 forms that carry an IPv4 address, and where in them it stands. */
const EMBEDDED: readonly (readonly [IpRange, (value: bigint) => bigint])[] = [
  [ipRange('::ffff:0:0/96'), low],
  [ipRange('::/96'), low],
  [ipRange('64:ff9b::/96'), low],
  [ipRange('2002::/16'), (value) => (value >> 80n) & 0xffffffffn],
  // Teredo hides the client's address by inverting it (RFC 4380 §4).
  [ipRange('2001::/32'), (value) => low(value) ^ 0xffffffffn],
];

function low(value: bigint): bigint {
  return value & 0xffffffffn;
}

/** What `--allow-private` opens. Link-local stays shut: cloud machines give credentials away there. */
const PRIVATE: ReadonlySet<string> = new Set(['loopback', 'private', 'shared-cgn', 'unique-local']);
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home.arpa', 'localdomain'] as const;

/** The category for which an address is not called; undefined where it may be. */
export function refusedAddress(text: string, policy: AddressPolicy): Refusal | undefined {
  const address = parseIp(text);
  if (address === undefined) return 'address-invalid';
  return categoriesOf(address).find((category) => !(policy.allowPrivate && PRIVATE.has(category)));
}

/** What an address is, and what an address that it carries is: each of them must be open. */
function categoriesOf(address: IpAddress): string[] {
  const own = SPECIAL.find(([, range]) => inRange(address, range))?.[0];
  // ::1 and :: lie in ::/96 too, and are what they are.
  if (own === 'loopback' || own === 'unspecified') return [own];
  const carrier = EMBEDDED.find(([range]) => inRange(address, range));
  const carried = carrier === undefined ? [] : categoriesOf({ family: 4, value: carrier[1](address.value) });
  return own === undefined ? carried : [...carried, own];
}

/** A URL that may be called, as far as its text says; addresses behind a name are judged when it is resolved. */
export type JudgedUrl =
  | { readonly url: URL; readonly refusal?: never }
  | { readonly url?: never; readonly refusal: Refusal };

/** Judges a URL by its scheme, user, port and host. */
export function judgeUrl(text: string, policy: AddressPolicy): JudgedUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === '') return { refusal: url === undefined ? 'url-invalid' : 'scheme' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && policy.allowPrivate)) return { refusal: 'scheme' };
  if (url.username !== '' || url.password !== '') return { refusal: 'userinfo' };
  const host = hostOf(url);
  const literal = parseIp(host);
  if (literal !== undefined) {
    const refusal = refusedAddress(host, policy);
    if (refusal !== undefined) return { refusal };
  } else if (!policy.allowPrivate && isLocalName(host)) return { refusal: 'name-local' };
  if (!policy.allowPrivate && !isWebPort(url)) return { refusal: 'port' };
  return { url };
}

/** The host without the brackets that a URL puts around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!name.includes('.')) return true;
  return LOCAL_NAMES.some((local) => name === local || name.endsWith(`.${local}`));
}

function isWebPort({ port }: URL): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024;
}
