import { join, posix } from 'node:path';
import { bundleDigests } from '../../bundle/bundle-digests.ts';
import { bundleStatement } from '../../bundle/bundle-statement.ts';
import { formatDigests } from '../../bundle/format-digests.ts';
import type { Bundle } from '../../bundle/model.ts';
import { openBundle } from '../../bundle/read-bundle.ts';
import { openDirectory } from '../../bundle/read-directory.ts';
import { DIGESTS_FILE, SIGNATURE_FILE } from '../../bundle/sidecars.ts';
import { digestsReport } from '../../check/verify-bundle.ts';
import type { BundleWritten } from '../../formats/generated/bundle-written.ts';
import { writeFilesAtomic } from '../../formats/write-file.ts';
import type { AppManifest } from '../../manifest/model.ts';
import { readCryptaManifest, readManifest } from '../../manifest/read-manifest.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { formatSignatureSidecar } from '../../trust/crypta/signature-sidecar.ts';
import { readSigner } from '../../trust/external-signer/read-signer.ts';
import type { Signer } from '../../trust/signature.ts';
import { signStatement } from '../../trust/statement/sign-statement.ts';
import { type BundleToOpen, bundlePlace, statementPlace } from '../bundle-places.ts';
import { bundleWrittenText } from '../bundle-text.ts';
import type { Args, CommandResult, Context, Handler } from '../command.ts';
import { keyId } from '../key-id.ts';
import { refuseInput } from '../refuse-input.ts';
import { signerFlag } from '../signer-options.ts';

/** Signs one bundle: both sidecars are written, or the one statement, or nothing. */
export const run: Handler = async (args, context) => {
  const flag = signerFlag(args, context);
  const signer = () => readSigner(flag, context.io);
  const place = bundlePlace(args, context);
  const bundle = openBundle(place.file, place.shown);
  const manifest = readManifest(bundle);
  if (manifest.crypta === undefined) return signBeside(place, bundle, manifest.app, { args, context, signer });
  return signWithin(place, args, signer);
};

function signWithin(folder: BundleToOpen, args: Args, signer: () => Signer): CommandResult {
  if (folder.kind === 'bundle' || args.string('output') !== undefined)
    throw usageError(
      'bundle-sign-place',
      'the signature of a crypta app lies in its unpacked bundle',
      'give the folder with --bundle-dir, without --output, and pack it afterwards',
    );
  const id = keyId(args);
  const bundle = openDirectory(folder.file, folder.shown);
  const digests = formatDigests(bundle, readCryptaManifest(bundle).exec);
  const signature = formatSignatureSidecar('bundle', Buffer.from(digests), id, signer());
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
  return written(report);
}

function signBeside(
  place: BundleToOpen,
  bundle: Bundle,
  { id, version }: AppManifest,
  { args, context, signer }: { readonly args: Args; readonly context: Context; readonly signer: () => Signer },
): CommandResult {
  if (args.string('key-id') !== undefined)
    throw usageError(
      'bundle-sign-place',
      'a statement names its key by the fingerprint, and --key-id is given',
      'leave --key-id out: the trust document says whose key it is',
    );
  const digests = bundleDigests(bundle);
  const output = statementPlace(place, args.string('output'), context);
  const key = signer();
  const statement = bundleStatement({ name: posix.basename(place.shown), id, version, digests });
  refuseInput(output);
  writeFilesAtomic([{ ...output, content: signStatement(statement, [key]) }]);
  return written({
    kind: 'assay.bundle-written',
    schemaVersion: 1,
    action: 'signed',
    input: place.shown,
    output: [output.shown],
    files: bundle.files.size,
    leftOut: [],
    keyId: key.publicKey.fingerprint,
    digests: digestsReport(digests),
  });
}

function written(report: BundleWritten): CommandResult {
  return { exit: EXIT.ok, json: report, text: (style) => bundleWrittenText(report, style) };
}
