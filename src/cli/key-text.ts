import type { KeyReport } from '../formats/generated/key-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';

type Key = KeyReport['keys'][number];
type Certificate = NonNullable<KeyReport['certificates']>[number];

const KINDS: Readonly<Record<KeyReport['file']['kind'], string>> = {
  'private-key': 'private key',
  'public-key': 'public key',
  certificates: 'certificates',
  'trusted-keys': 'trusted keys',
  'trusted-reviewers': 'trusted reviewers',
  'trust-store': 'trust document',
};

/** What people read of a file of keys: what it is, each key with its fingerprint, and what to mind. */
export function keyText(report: KeyReport, style: Style): string {
  const { file, keys, certificates, findings, summary, written } = report;
  const lines = [
    `${style.bold(written === undefined ? KINDS[file.kind] : 'new key')}: ${file.path} (${summaryText(summary)})`,
    ...details(style, {
      version: file.version?.toString(),
      issued: file.issuedAt,
      expires: file.expiresAt,
      protection: protectionText(file.protection),
      'revoked receipts': file.revokedReceipts?.toString(),
      'public key': written?.publicKey,
      'trusted keys': written?.trustedKeys,
    }),
    ...keys.flatMap((key) => keyLines(key, style)),
    ...(certificates ?? []).flatMap((each) => certificateLines(each, style)),
  ];
  if (file.kind === 'private-key' && keys.length === 0)
    lines.push('', 'encrypted: give the passphrase with --passphrase-env, --passphrase-file or --passphrase-fd');
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

/** The details that there are, one a line, their values in one column. */
function details(style: Style, named: Readonly<Record<string, string | undefined>>): string[] {
  const present = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const width = Math.max(0, ...present.map(([name]) => name.length));
  return present.map(([name, value]) => `  ${style.dim(name.padEnd(width))}  ${printableLine(value)}`);
}

function protectionText(protection: KeyReport['file']['protection']): string | undefined {
  if (protection === undefined) return undefined;
  const { encrypted, kdf } = protection;
  if (!encrypted) return 'none: not encrypted';
  if (kdf === undefined) return 'encrypted';
  return kdf.name === 'scrypt'
    ? `aes-256-cbc, scrypt N=${kdf.N} r=${kdf.r} p=${kdf.p}`
    : `aes-256-cbc, pbkdf2 with ${kdf.hash}, ${kdf.iterations} rounds`;
}

function keyLines(key: Key, style: Style): string[] {
  const name = key.algorithm === 'rsa' ? `rsa-${key.bits}` : key.algorithm;
  const window = [
    key.validFrom === undefined ? '' : `from ${key.validFrom}`,
    key.validUntil === undefined ? '' : `until ${key.validUntil}`,
  ].filter((part) => part !== '');
  return [
    '',
    `  ${style.bold(`${name} ${key.fingerprint}`)}`,
    ...details(style, {
      id: key.id === key.fingerprint ? undefined : key.id,
      digest: key.digest,
      status: key.status,
      valid: window.length === 0 ? undefined : window.join(' '),
      revoked: key.revokedAt,
      principal: key.principal,
      roles: key.roles?.join(', '),
      use: key.use,
    }),
  ];
}

function certificateLines(certificate: Certificate, style: Style): string[] {
  const { subject, issuer, serial, validFrom, validUntil, authority, names, digest } = certificate;
  return [
    '',
    `  ${style.bold(`certificate of ${printableLine(subject)}`)}`,
    ...details(style, {
      issuer,
      serial,
      valid: `from ${validFrom} until ${validUntil}`,
      authority: authority ? 'yes' : 'no',
      names: names.length === 0 ? undefined : names.join(', '),
      digest,
    }),
  ];
}
