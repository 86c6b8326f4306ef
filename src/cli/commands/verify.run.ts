import { attestationTrust } from '../../certify/attestation-trust.ts';
import { readArtifactDigests } from '../../certify/read-artifact.ts';
import { readPolicy } from '../../certify/read-policy.ts';
import { verification } from '../../certify/verification.ts';
import { verifyAttestation } from '../../certify/verify-attestation.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Verification } from '../../formats/generated/verification.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { EXIT, type ExitCode, usageError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { quote } from '../../model/quote.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { readTrustStore } from '../../trust/store/read-trust-store.ts';
import type { Args, Context, Handler } from '../command.ts';
import { INSTANT_HINT, parseInstant } from '../instant.ts';
import { junitWaived } from '../junit-option.ts';
import { PLAIN } from '../style.ts';
import { verificationText } from '../verification-text.ts';

/** Verifies an artifact by its signed certification, and renders the certification as the run did. */
export const run: Handler = async (args, context) => {
  const place = (name: string) => context.resolve(args.string(name) ?? '');
  const [artifact, bundle, policyPlace, trustPlace] = ['artifact', 'evidence', 'policy', 'trust'].map(place);
  if (!artifact || !bundle || !policyPlace || !trustPlace) throw new Error('the shell demands all four');
  const at = instantOf(args, context);
  const [level, maxAgeHours] = [args.string('require-level'), hoursOf(args.string('max-age'))];
  const policy = await readPolicy(policyPlace.file, policyPlace.shown);
  const trust = attestationTrust(readTrustStore(trustPlace.file, trustPlace.shown), at);
  const bytes = readFileBytes(bundle.file, bundle.shown, SIZE.document);
  const believed = verifyAttestation(bytes, bundle.shown, trust);
  const report = verification(believed, {
    path: bundle.shown,
    artifact: { path: artifact.shown, digests: await readArtifactDigests(artifact.file, artifact.shown) },
    policy: { path: policyPlace.shown, digest: policy.digest },
    at,
    ...(level === undefined ? {} : { level }),
    ...(maxAgeHours === undefined ? {} : { maxAgeHours }),
  });
  const { certification } = believed;
  return {
    exit: exitCode(report, args.boolean('distinguish-waivers')),
    json: report,
    text: (style) => verificationText(report, style),
    reports: {
      ...reportsOf(certification, junitWaived(args)),
      certification: () => RENDERERS.json(certification, PLAIN),
      report: () => RENDERERS.text(certification, PLAIN),
    },
  };
};

/**
 * The clock is the only thing that stands for the instant unasked: whoever sets a configuration or a variable of a build
 * must not turn back the time of a waiver.
 * @throws AssayError (usage) instant-invalid
 */
function instantOf(args: Args, { io }: Context): string {
  const text = args.string('at') ?? args.string('now');
  const instant = text === undefined ? io.now() : parseInstant(text);
  if (instant === undefined)
    throw usageError('instant-invalid', `--at is not an instant: ${quote(text ?? '')}`, INSTANT_HINT);
  return formatInstant(instant);
}

/** @throws AssayError (usage) max-age-invalid */
function hoursOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^([1-9]\d{0,4})([hd])$/.exec(text) ?? [];
  if (count === undefined)
    throw usageError('max-age-invalid', `--max-age is no number of hours or days: ${quote(text)}`, 'write 24h or 7d');
  return Number(count) * (unit === 'd' ? 24 : 1);
}

function exitCode({ result, certification: { decision } }: Verification, distinguish: boolean): ExitCode {
  if (result === 'refused') return EXIT.findings;
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : EXIT.ok;
}
