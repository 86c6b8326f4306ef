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
    ...detail('version', file.version?.toString(), style),
    ...detail('issued', file.issuedAt, style),
    ...detail('expires', file.expiresAt, style),
    ...detail('protection', protectionText(file.protection), style),
    ...detail('revoked receipts', file.revokedReceipts?.toString(), style),
    ...detail('public key', written?.publicKey, style),
    ...detail('trusted keys', written?.trustedKeys, style),
    ...keys.flatMap((key) => keyLines(key, style)),
    ...(certificates ?? []).flatMap((each) => certificateLines(each, style)),
  ];
  if (file.kind === 'private-key' && keys.length === 0)
    lines.push('', 'encrypted: give the passphrase with --passphrase-env, --passphrase-file or --passphrase-fd');
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

function detail(name: string, value: string | undefined, style: Style): string[] {
  return value === undefined ? [] : [`  ${style.dim(name)}  ${printableLine(value)}`];
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
    ...detail('id', key.id === key.fingerprint ? undefined : key.id, style),
    ...detail('digest', key.digest, style),
    ...detail('status', key.status, style),
    ...detail('valid', window.length === 0 ? undefined : window.join(' '), style),
    ...detail('revoked', key.revokedAt, style),
    ...detail('principal', key.principal, style),
    ...detail('roles', key.roles?.join(', '), style),
    ...detail('use', key.use, style),
  ];
}

function certificateLines(certificate: Certificate, style: Style): string[] {
  return [
    '',
    `  ${style.bold(`certificate of ${printableLine(certificate.subject)}`)}`,
    ...detail('issuer', certificate.issuer, style),
    ...detail('serial', certificate.serial, style),
    ...detail('valid', `from ${certificate.validFrom} until ${certificate.validUntil}`, style),
    ...detail('authority', certificate.authority ? 'yes' : 'no', style),
    ...detail('names', certificate.names.length === 0 ? undefined : certificate.names.join(', '), style),
    ...detail('digest', certificate.digest, style),
  ];
}
