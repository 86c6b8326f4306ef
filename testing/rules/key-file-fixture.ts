import type { KeyFileInput } from '../../src/check/key-file-input.ts';
import type { JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

const KINDS = [
  'private-key',
  'public-key',
  'certificates',
  'trusted-keys',
  'trusted-reviewers',
  'trust-store',
] as const;
const STATUSES = ['active', 'retiring', 'retired', 'revoked'] as const;

/** Members of a trust fixture besides `expected`. */
export const KEY_FILE_MEMBERS = ['kind', 'keys', 'protection', 'expiresAt', 'certificates', 'inRepository'];

/** A trust fixture as the rules' input; it is always 2026-01-31T12:00:00Z. */
export function keyFileInput(fixture: Fields): KeyFileInput {
  const expiresAt = fixture.text('expiresAt');
  const protection = fixture.value('protection');
  return {
    kind: fixture.oneOf('kind', KINDS) ?? 'public-key',
    path: 'keys/file',
    keys: fixture.list('keys').map(key),
    certificates: fixture.list('certificates').map(certificate),
    inRepository: fixture.flag('inRepository', false),
    now: '2026-01-31T12:00:00Z',
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(protection === undefined ? {} : { protection: protectionOf(protection) }),
  };
}

function key(value: JsonValue): KeyFileInput['keys'][number] {
  const texts = ['id', 'validFrom', 'validUntil', 'revokedAt', 'rotatesFrom', 'rotatesTo'] as const;
  const fields = new Fields(value, ['algorithm', 'bits', 'fingerprint', 'digest', 'status', ...texts]);
  const status = fields.oneOf('status', STATUSES);
  const given = texts.flatMap((name) => {
    const text = fields.text(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    algorithm: fields.oneOf('algorithm', ['ed25519', 'ecdsa-p256', 'rsa']) ?? 'ed25519',
    bits: fields.number('bits', 256),
    fingerprint: fields.text('fingerprint', 'SHA256:x'),
    digest: fields.text('digest', 'sha256:x'),
    ...(status === undefined ? {} : { status }),
    ...Object.fromEntries(given),
  };
}

function certificate(value: JsonValue): NonNullable<KeyFileInput['certificates']>[number] {
  const fields = new Fields(value, ['subject', 'digest', 'validFrom', 'validUntil']);
  return {
    subject: fields.text('subject', 'CN=x'),
    issuer: 'CN=root',
    serial: '01',
    validFrom: fields.text('validFrom', ''),
    validUntil: fields.text('validUntil', ''),
    authority: false,
    names: [],
    digest: fields.text('digest', 'sha256:x'),
  };
}

/** `scrypt` is the list [N, r, p]: numbers whose order is their meaning, so it is kept sorted downwards. */
function protectionOf(value: JsonValue): NonNullable<KeyFileInput['protection']> {
  const fields = new Fields(value, ['encrypted', 'scrypt']);
  const encrypted = fields.flag('encrypted', true);
  const [N, r, p] = fields
    .list('scrypt')
    .map(Number)
    .sort((a, b) => b - a);
  if (N === undefined || r === undefined || p === undefined) return { encrypted };
  return { encrypted, kdf: { name: 'scrypt', N, r, p } };
}
