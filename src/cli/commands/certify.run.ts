import { attestRun } from '../../certify/attest-run.ts';
import { type CertifiedRun, certifyRun } from '../../certify/certify.ts';
import type { CertifyInput } from '../../certify/input.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, type ExitCode, usageError } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { runSigner } from '../../trust/external-signer/run-signer.ts';
import { readPrivateKeyFile, readPublicKeyFile } from '../../trust/keys/read-key-file.ts';
import { readPassphrase } from '../../trust/keys/read-passphrase.ts';
import { type Signer, signerOf } from '../../trust/signature.ts';
import { certifyInput } from '../certify-input.ts';
import type { Args, Context, Handler } from '../command.ts';
import { hasSignerFlag, type SignerFlag, signerFlag } from '../signer-options.ts';

/** Certifies the configured platform. */
export const run: Handler = async (args, context) => {
  const flag = attestFlag(args, context);
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const certified = await certifyRun(input);
  if (flag !== undefined) attest(certified, input, flag, context);
  const { certification } = certified;
  return {
    exit: exitCode(certification, args.boolean('distinguish-waivers')),
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification),
  };
};

interface AttestFlag {
  readonly place: ReturnType<Context['resolve']>;
  readonly signer: SignerFlag;
}

/**
 * Where the signed statements go, and who signs them. An instant that was made up for the run is a question, and its
 * answer is never signed.
 * @throws AssayError (usage) attest-missing, attest-what-if, those of signerFlag
 */
function attestFlag(args: Args, context: Context): AttestFlag | undefined {
  const path = args.string('attest');
  if (path === undefined) {
    if (hasSignerFlag(args))
      throw usageError('attest-missing', 'a signer is named, and nothing to sign', 'give --attest <file>');
    return undefined;
  }
  if (args.string('now') !== undefined || (context.io.env.ASSAY_NOW ?? '') !== '')
    throw usageError(
      'attest-what-if',
      'what --now or ASSAY_NOW gives is the answer to a question, and is never signed',
      'leave out --attest, or the instant',
    );
  return { place: context.resolve(path), signer: signerFlag(args, context) };
}

function attest(certified: CertifiedRun, input: CertifyInput, { place, signer }: AttestFlag, context: Context): void {
  if (certified.certification.exit.name === 'integrity') {
    context.progress(`${place.shown} is not written: what holds a secret is not signed`);
    return;
  }
  writeFileAtomic(place.file, attestRun(certified, input, [openSigner(signer, context)]), place.shown);
}

function openSigner(flag: SignerFlag, context: Context): Signer {
  const { cwd, env } = context.io;
  if (flag.kind === 'key') {
    const { key, passphrase } = flag;
    const secret = () => (passphrase === undefined ? undefined : readPassphrase(passphrase, context.io));
    return signerOf(readPrivateKeyFile(key.file, key.shown, secret).key);
  }
  const publicKey = readPublicKeyFile(flag.publicKey.file, flag.publicKey.shown);
  return { publicKey, sign: (bytes) => runSigner(flag.program, bytes, [{ publicKey }], { cwd, env }).signature };
}

function exitCode({ decision, exit }: Certification, distinguish: boolean): ExitCode {
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : exit.code;
}
