import { type BundleDigests, bundleDigests } from '../bundle/bundle-digests.ts';
import type { Bundle } from '../bundle/model.ts';
import { isGzip, openBundle } from '../bundle/read-bundle.ts';
import { openDirectory } from '../bundle/read-directory.ts';
import type { ArchiveProfile } from '../bundle/tar/archive-rules.ts';
import { streamTgz } from '../bundle/tar/read-tgz.ts';
import type { BundleReport } from '../formats/generated/bundle-report.ts';
import type { Digest } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { judgeBrokerCode } from './bundle-broker.ts';
import { bundleChecks } from './bundle-checks.ts';
import { faultOf } from './bundle-error-rules.ts';
import { bundleInput } from './bundle-facts.ts';
import { forbiddenImports } from './bundle-import-policy.ts';
import { type BundleFault, type BundleInput, NOTHING_FOUND } from './bundle-input.ts';
import { launchText } from './bundle-launch.ts';
import { BundleScan } from './bundle-scan.ts';
import {
  type BundleTrust,
  judgeSignature,
  judgeStatement,
  type SignatureAnswer,
  type StatementToJudge,
} from './bundle-signature.ts';
import { findManifest } from './find-manifest.ts';
import { type PreviousPlace, readPrevious } from './read-previous.ts';
import { BUNDLE_RULES } from './rules/bundle/index.ts';
import { compareFindings, runRules } from './run-rules.ts';
import { validateManifest } from './validate-manifest.ts';

/** What is verified, and how strictly. */
export interface BundleToVerify {
  readonly kind: 'bundle' | 'bundle-dir';
  readonly file: string;
  readonly shown: string;
  readonly profile: ArchiveProfile;
  readonly strict: boolean;
  readonly trust?: BundleTrust;
  /** The signature beside the bundle; absent where nobody looked for one. */
  readonly statement?: StatementToJudge;
  /** A manifest that the one inside must be, to the byte. */
  readonly outside?: { readonly shown: string; readonly bytes: Uint8Array };
  /** Variables of the environment that try to change a limit. */
  readonly limitOverrides: readonly string[];
  /** Modules that the code must not import, besides those that no app imports. */
  readonly forbidden?: readonly string[];
  /** The release before, to compare with. */
  readonly previous?: PreviousPlace;
}

/** Rules about bytes: an error of theirs is broken integrity, not a wrong value. */
const INTEGRITY = /^bundle\/(?:archive-|digest-mismatch$|signature-)/;

/** True where a finding says that bytes can't be trusted. */
export function breaksIntegrity({ ruleId, severity }: Finding): boolean {
  return severity === 'error' && INTEGRITY.test(ruleId);
}

/**
 * Verifies a bundle without extracting it: the archive's structure, its digests and signature, and what is in it.
 * An archive that the strict reader refuses is a finding, and nothing further is judged.
 * @throws AssayError of kind input where there is no bundle to look at, or its manifest is no document
 */
export async function verifyBundle(subject: BundleToVerify): Promise<BundleReport> {
  const scan = new BundleScan(forbiddenImports(subject.forbidden ?? []));
  let opened: Bundle & { readonly root?: string };
  try {
    opened = await open(subject, scan);
  } catch (error) {
    const fault = faultOf(error, subject.shown);
    if (fault === undefined) throw error;
    return refused(subject, fault);
  }
  const { root, ...bundle } = opened;
  if (bundle.files.size === 0)
    throw inputError(
      'manifest-missing',
      `${subject.shown} holds no file`,
      'give the bundle itself: a folder or an archive with a manifest at its root',
      { path: subject.shown },
    );
  const answer = signatureAnswer(bundle, subject);
  const manifest = findManifest(bundle);
  const notLaunchable = manifest === undefined ? undefined : launchText(bundle, manifest.loaded);
  const { previous } = subject;
  const input = bundleInput({
    bundle,
    scan,
    faults: [...noteFaults(bundle), ...answer.faults, ...manifestFaults(bundle, manifest?.file, subject)],
    limitOverrides: subject.limitOverrides,
    ...(root === undefined ? {} : { root }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(notLaunchable === undefined ? {} : { notLaunchable }),
    ...(previous === undefined || manifest === undefined
      ? {}
      : { previous: await readPrevious(previous, { bundle, manifest: manifest.loaded }) }),
  });
  const { strict } = subject;
  const findings = [
    ...runRules(BUNDLE_RULES, input, { strict }),
    ...(manifest === undefined ? [] : validateManifest(manifest.loaded, { strict })),
    ...(manifest === undefined
      ? []
      : judgeBrokerCode(manifest.loaded, { scan, root: root ?? '', locate: input.locate }, strict)),
  ].sort(compareFindings);
  return report(subject, bundle, input, answer, findings);
}

/** Both signatures that a bundle may have: the one within, and the one beside it, which is said where there are two. */
function signatureAnswer(bundle: Bundle, { trust, statement }: BundleToVerify): SignatureAnswer {
  const beside = statement === undefined ? undefined : judgeStatement(bundle, statement);
  if (beside === undefined) return judgeSignature(bundle, trust);
  return { ...beside, faults: [...judgeSignature(bundle, trust).faults, ...beside.faults] };
}

async function open(subject: BundleToVerify, scan: BundleScan): Promise<Bundle & { readonly root?: string }> {
  const { kind, file, shown, profile } = subject;
  if (kind === 'bundle' && isGzip(file, shown)) return streamTgz(file, shown, { profile }, scan);
  const bundle = kind === 'bundle-dir' ? openDirectory(file, shown) : openBundle(file, shown, profile);
  for (const each of bundle.files.values()) if (scan.wants(each.path, each.size)) scan.see(each.path, each.read());
  return bundle;
}

/** What the reader only noted, as findings say it. */
function noteFaults({ notes = [] }: Bundle): BundleFault[] {
  return notes.map(({ rule, says, path, count }) => {
    const more = count > 1 ? ` (${count} entries)` : '';
    return {
      rule,
      message: `${path === undefined ? 'the archive' : `the entry ${JSON.stringify(path)}`} ${says}${more}`,
      subject: says,
      severity: 'note',
    };
  });
}

function manifestFaults(bundle: Bundle, file: string | undefined, { outside }: BundleToVerify): BundleFault[] {
  const inside = file === undefined ? undefined : bundle.files.get(file);
  if (outside === undefined || (inside !== undefined && Buffer.compare(inside.read(), outside.bytes) === 0)) return [];
  const message = `the manifest inside is not ${outside.shown} to the byte`;
  return [{ rule: 'manifest-mismatch', message, subject: outside.shown }];
}

function refused(subject: BundleToVerify, fault: BundleFault): BundleReport {
  const { shown, profile, strict } = subject;
  const input: BundleInput = {
    path: shown,
    locate: () => shown,
    faults: [fault],
    files: [],
    ...NOTHING_FOUND,
  };
  const findings = runRules(BUNDLE_RULES, input, { strict });
  return {
    kind: 'assay.bundle-report',
    schemaVersion: 1,
    bundle: { path: shown, profile, packing: 'unknown' },
    manifest: null,
    digests: { file: null, tar: null, tree: null },
    signature: { status: 'refused' },
    strict,
    checks: bundleChecks(findings, undefined, undefined),
    findings,
    summary: summarize(findings),
  };
}

function report(
  { shown, profile, strict }: BundleToVerify,
  bundle: Bundle,
  input: BundleInput,
  answer: SignatureAnswer,
  findings: Finding[],
): BundleReport {
  const { claims, files } = input;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return {
    kind: 'assay.bundle-report',
    schemaVersion: 1,
    bundle: {
      path: shown,
      profile,
      packing: bundle.packing,
      files: files.length,
      size,
      notSearched: input.notSearched.length,
    },
    manifest:
      claims === undefined
        ? null
        : {
            path: input.locate(claims.file),
            dialect: claims.dialect,
            id: claims.id === '' ? null : claims.id,
            version: claims.version === '' ? null : claims.version,
          },
    digests: digestsReport(bundleDigests(bundle)),
    signature: answer.signature,
    strict,
    checks: bundleChecks(findings, input, answer.notEvaluated),
    findings,
    summary: summarize(findings),
  };
}

/** The digests as every document of ours has them: null where there is no such thing. */
export function digestsReport({ file, tar, tree }: BundleDigests): {
  readonly file: Digest | null;
  readonly tar: Digest | null;
  readonly tree: Digest;
} {
  return { file: file ?? null, tar: tar ?? null, tree };
}
