import { join, posix } from 'node:path';
import { bundleDigests } from '../../bundle/bundle-digests.ts';
import { formatDigests } from '../../bundle/format-digests.ts';
import { openDirectory } from '../../bundle/read-directory.ts';
import { DIGESTS_FILE, SIGNATURE_FILE } from '../../bundle/sidecars.ts';
import { digestsReport } from '../../check/verify-bundle.ts';
import type { BundleWritten } from '../../formats/generated/bundle-written.ts';
import { writeFilesAtomic } from '../../formats/write-file.ts';
import { readCryptaManifest } from '../../manifest/read-manifest.ts';
import { EXIT } from '../../model/errors.ts';
import { formatSignatureSidecar } from '../../trust/crypta/signature-sidecar.ts';
import { readPrivateKeyFile } from '../../trust/keys/read-key-file.ts';
import { readPassphrase } from '../../trust/keys/read-passphrase.ts';
import { signerOf } from '../../trust/signature.ts';
import { bundleWrittenText } from '../bundle-text.ts';
import type { Args, Context, Handler } from '../command.ts';
import { keyId } from '../key-id.ts';
import { passphraseFlag } from '../passphrase-options.ts';

/** Signs one unpacked bundle; both sidecars are written, or none. */
export const run: Handler = async (args, context) => {
  const id = keyId(args);
  const folder = context.resolve(args.string('bundle-dir') ?? '');
  const bundle = openDirectory(folder.file, folder.shown);
  const digests = formatDigests(bundle, readCryptaManifest(bundle).exec);
  const signature = formatSignatureSidecar('bundle', Buffer.from(digests), id, signer(args, context));
  const place = (name: string) => ({ file: join(folder.file, name), shown: posix.join(folder.shown, name) });
  const [digestsAt, signatureAt] = [place(DIGESTS_FILE), place(SIGNATURE_FILE)];
  writeFilesAtomic([
    { ...digestsAt, content: digests },
    { ...signatureAt, content: signature },
  ]);
  const signed = openDirectory(folder.file, folder.shown);
  const report: BundleWritten = {
    kind: 'assay.bundle-written',
    schemaVersion: 1,
    action: 'signed',
    input: folder.shown,
    output: [digestsAt.shown, signatureAt.shown],
    files: signed.files.size - 2,
    leftOut: [],
    keyId: id,
    digests: digestsReport(bundleDigests(signed)),
  };
  return { exit: EXIT.ok, json: report, text: (style) => bundleWrittenText(report, style) };
};

function signer(args: Args, context: Context) {
  const { file, shown } = context.resolve(args.string('private-key-file') ?? '');
  const origin = passphraseFlag(args, context);
  const passphrase = () => (origin === undefined ? undefined : readPassphrase(origin, context.io));
  return signerOf(readPrivateKeyFile(file, shown, passphrase).key);
}
