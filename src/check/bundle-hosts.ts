/** Why a host has no place in a network allowlist, in words after "which"; undefined where it has. */
export function hostFault(entry: string): string | undefined {
  const host = hostOf(entry.trim().toLowerCase());
  if (host === '' || host.includes('*')) return 'stands for many hosts';
  if (host === 'localhost' || host.endsWith('.localhost')) return 'is the machine itself';
  if (/\.(?:local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host)) return 'is a name inside a private network';
  if (IPV4.test(host)) return ipv4Fault(host);
  if (isIpv6(host)) return ipv6Fault(host);
  // Resolvers take 127.1, 0x7f.1 and 2130706433 for addresses, and people don't.
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host)) return 'is an address in a form of its own';
  return host.includes('.') ? undefined : 'is a name without a domain';
}

/** Without scheme, path and port; an IPv6 address without its brackets. */
function hostOf(entry: string): string {
  const authority = entry.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/[/?#].*$/, '');
  const bracketed = /^\[([^\]]*)\]/.exec(authority)?.[1];
  if (bracketed !== undefined) return bracketed;
  return isIpv6(authority) ? authority : authority.replace(/:\d*$/, '').replace(/\.$/, '');
}

function ipv4Fault(host: string): string | undefined {
  const [a = 0, b = 0] = host.split('.').map(Number);
  if (a === 127 || a === 0) return 'is the machine itself';
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b < 128);
  if (isPrivate || (a === 169 && b === 254)) return 'is an address in a private network';
  return a >= 224 ? 'is no address of one host' : undefined;
}

function ipv6Fault(host: string): string | undefined {
  if (host === '::1' || host === '::') return 'is the machine itself';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1];
  if (mapped !== undefined) return ipv4Fault(mapped);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ?? [];
  if (high !== undefined && low !== undefined)
    return ipv4Fault(dotted(Number.parseInt(high, 16), Number.parseInt(low, 16)));
  return /^(?:f[cd]|fe[89ab])/.test(host) ? 'is an address in a private network' : undefined;
}

function dotted(high: number, low: number): string {
  return [high >>> 8, high & 255, low >>> 8, low & 255].join('.');
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** A host name has at most the one colon before its port. */
function isIpv6(text: string): boolean {
  return text.split(':').length > 2;
}
