import { parseSidecar, type Sidecar } from '../../formats/parse-properties.ts';
import { AssayError } from '../../model/errors.ts';
import type { Location } from '../../model/finding.ts';
import { SIZE } from '../../model/limits.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { type Failure, untrusted } from '../errors.ts';
import type { Signer } from '../signature.ts';
import { ED25519 } from './ed25519-field.ts';
import { type FieldFault, Fields } from './fields.ts';

/** What a detached signature belongs to; it fixes the key prefix, the payload's name and the legacy error code. */
export type SignedThing = 'catalog' | 'bundle';

const THINGS = {
  catalog: {
    prefix: 'catalog.signature',
    payload: 'cryptad-app-catalog.properties',
    legacyCode: 'invalid_catalog_signature',
  },
  bundle: { prefix: 'signature', payload: 'cryptad-app.digests', legacyCode: 'invalid_app_bundle' },
} as const;

/** The code that the imported system gives to every failure of this thing's signature. */
export function legacySignatureCode(thing: SignedThing): string {
  return THINGS[thing].legacyCode;
}

/** A detached signature as its sidecar writes it; not believed yet. */
export interface DetachedSignature {
  readonly thing: SignedThing;
  readonly path: string;
  readonly keyId: string;
  readonly algorithm: string;
  readonly value: Uint8Array;
}

/**
 * Parses `cryptad-app-catalog.signature` or `cryptad-app.signature`.
 * @throws AssayError of kind integrity: sig-sidecar-malformed, sig-encoding; input-too-large (input)
 */
export function parseSignatureSidecar(bytes: Uint8Array, thing: SignedThing, path: string): DetachedSignature {
  const { prefix, payload, legacyCode } = THINGS[thing];
  const fault: FieldFault = (message, expected, location) =>
    untrusted({
      code: 'sig-sidecar-malformed',
      message,
      hint: `sign again; expected ${expected}`,
      location,
      legacyCode,
    });
  const sidecar = readSidecar(bytes, thing, path);
  const values = new Map([...sidecar.entries].map(([key, { value }]) => [key, value]));
  const fields = new Fields({ path, values, locate: sidecar.locate }, fault);
  fields.demandChoice(`${prefix}.version`, ['1']);
  const algorithm = fields.demandChoice(`${prefix}.algorithm`, [ED25519]);
  const keyId = fields.demandText(`${prefix}.key.id`, 128);
  fields.demandChoice(`${prefix}.payload`, [payload]);
  const text = fields.demand(`${prefix}.value.base64`);
  fields.finish();
  const value = decodeBase64(text);
  if (value === undefined)
    throw untrusted({
      code: 'sig-encoding',
      message: `${path} does not hold its signature in canonical base64`,
      hint: 'sign again; a signature has one encoding',
      location: sidecar.locate(`${prefix}.value.base64`),
      legacyCode,
    });
  return { thing, path, keyId, algorithm, value };
}

/** A signature sidecar over the exact bytes of a catalog or a digest file; Ed25519 alone. */
export function formatSignatureSidecar(
  thing: SignedThing,
  payloadBytes: Uint8Array,
  keyId: string,
  signer: Signer,
): string {
  if (signer.publicKey.algorithm !== 'ed25519') throw wrongSigner(signer.publicKey.algorithm);
  const { prefix, payload } = THINGS[thing];
  const lines = [
    `${prefix}.version=1`,
    `${prefix}.algorithm=${ED25519}`,
    `${prefix}.key.id=${keyId}`,
    `${prefix}.payload=${payload}`,
    `${prefix}.value.base64=${encodeBase64(signer.sign(payloadBytes))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Every failure of a signature's file is a failed signature, the broken grammar too. */
function readSidecar(bytes: Uint8Array, thing: SignedThing, path: string): Sidecar {
  const broken = ({ message, hint }: Pick<Failure, 'message' | 'hint'>, location: Location): Error =>
    untrusted({ code: 'sig-sidecar-malformed', message, hint, location, legacyCode: THINGS[thing].legacyCode });
  // The platform takes seven other characters for line breaks; nothing that signs writes them.
  if (/\r(?!\n)|[\v\f\u0085\u2028\u2029]/.test(Buffer.from(bytes).toString('utf8')))
    throw broken({ message: `${path} has a line break that is neither lf nor crlf`, hint: 'sign again' }, { path });
  try {
    return parseSidecar(bytes, { path, name: 'signature', code: 'sig-sidecar-malformed', maxBytes: SIZE.signature });
  } catch (error) {
    if (!(error instanceof AssayError) || error.code === 'input-too-large') throw error;
    throw broken(error, error.location ?? { path });
  }
}

function wrongSigner(algorithm: string): Error {
  return untrusted({
    code: 'key-alg-mismatch',
    message: `a crypta signature takes an ed25519 key, and this one is ${algorithm}`,
    hint: 'sign with an ed25519 key',
  });
}
