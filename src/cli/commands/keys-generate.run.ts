import { judgeKeyFile, keyReport } from '../../check/key-report.ts';
import type { KeyReportWritten } from '../../formats/generated/key-report.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { formatTrustedKeys } from '../../trust/crypta/parse-key-registry.ts';
import type { Inspection } from '../../trust/inspect/inspection.ts';
import { encodePrivateKey, encodePublicKey } from '../../trust/keys/parse-key.ts';
import { WRITTEN_KDF } from '../../trust/keys/pkcs8-encryption.ts';
import { GENERATED_ALGORITHMS, generateKeyPair, type PrivateKey } from '../../trust/keys/private-key.ts';
import { checkNewPassphrase, readPassphrase } from '../../trust/keys/read-passphrase.ts';
import { enclosingRepository } from '../../trust/keys/read-repository.ts';
import { type KeyFile, writeKeyFiles } from '../../trust/keys/write-key-files.ts';
import type { Args, Context, Handler } from '../command.ts';
import { keyId } from '../key-id.ts';
import { keyText } from '../key-text.ts';
import { passphraseFlag } from '../passphrase-options.ts';

type Place = ReturnType<Context['resolve']>;

/** Where the files of a new key go. */
interface Places {
  readonly privateKey: Place;
  readonly publicKey: Place;
  readonly trustedKeys?: Place;
}

/** Makes a key pair and writes its files. */
export const run: Handler = async (args, context) => {
  const id = keyId(args);
  const places = placesOf(args, context);
  const algorithm = GENERATED_ALGORITHMS.find((each) => each === args.string('algorithm')) ?? 'ed25519';
  if (places.trustedKeys !== undefined && algorithm !== 'ed25519')
    throw usageError(
      'trusted-keys-algorithm',
      `a trusted-keys file takes ed25519 keys, not ${algorithm}`,
      'leave out --trusted-keys-file or --algorithm',
    );
  const passphrase = newPassphrase(args, context);
  const key = generateKeyPair(algorithm);
  writeKeyFiles(filesOf(id, key, passphrase, places), args.boolean('overwrite'));
  const inspection = inspectionOf(id, key, places);
  const inRepository = enclosingRepository(places.privateKey.file) !== undefined;
  const findings = judgeKeyFile(inspection, { inRepository, now: await context.now() });
  const report = keyReport(inspection, findings, writtenOf(places));
  return { exit: EXIT.ok, json: report, text: (style) => keyText(report, style) };
};

function placesOf(args: Args, context: Context): Places {
  const trustedKeys = args.string('trusted-keys-file');
  const places = {
    privateKey: context.resolve(args.string('private-key-file') ?? ''),
    publicKey: context.resolve(args.string('public-key-file') ?? ''),
    ...(trustedKeys === undefined ? {} : { trustedKeys: context.resolve(trustedKeys) }),
  };
  const files = Object.values(places).map(({ file }) => file);
  if (new Set(files).size < files.length)
    throw usageError('same-file', 'two files of the new key have the same path', 'give each a path of its own');
  return places;
}

function newPassphrase(args: Args, context: Context): string {
  const origin = passphraseFlag(args, context);
  if (origin === undefined)
    throw usageError(
      'passphrase-missing',
      'a new private key needs a passphrase',
      'name where it comes from with --passphrase-env, --passphrase-file or --passphrase-fd',
    );
  const passphrase = readPassphrase(origin, context.io);
  checkNewPassphrase(passphrase);
  return passphrase;
}

function filesOf(id: string, key: PrivateKey, passphrase: string, places: Places): KeyFile[] {
  const { publicKey } = key;
  const files = [
    { ...places.privateKey, content: encodePrivateKey(key, passphrase), secret: true },
    { ...places.publicKey, content: encodePublicKey(publicKey), secret: false },
  ];
  if (places.trustedKeys === undefined) return files;
  return [...files, { ...places.trustedKeys, content: formatTrustedKeys([{ id, publicKey }]), secret: false }];
}

function inspectionOf(id: string, { publicKey }: PrivateKey, { privateKey }: Places): Inspection {
  const { algorithm, bits, fingerprint, digest } = publicKey;
  return {
    kind: 'private-key',
    path: privateKey.shown,
    keys: [{ id, algorithm, bits, fingerprint, digest }],
    protection: { encrypted: true, kdf: WRITTEN_KDF },
  };
}

function writtenOf({ privateKey, publicKey, trustedKeys }: Places): KeyReportWritten {
  return {
    privateKey: privateKey.shown,
    publicKey: publicKey.shown,
    ...(trustedKeys === undefined ? {} : { trustedKeys: trustedKeys.shown }),
  };
}
