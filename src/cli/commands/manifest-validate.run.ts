import { openDirectory } from '../../bundle/read-directory.ts';
import { compareProfiles } from '../../check/compare-profiles.ts';
import { launchFindings } from '../../check/launch-findings.ts';
import { manifestReport } from '../../check/manifest-report.ts';
import { readKnownNames } from '../../check/read-known-names.ts';
import { compareFindings } from '../../check/run-rules.ts';
import { validateManifest } from '../../check/validate-manifest.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { LoadedManifest } from '../../manifest/dialects.ts';
import type { EnvFacts } from '../../manifest/env-model.ts';
import { profileConflicts } from '../../manifest/profile-matrix.ts';
import { profileNamed } from '../../manifest/profiles.ts';
import { readEnv } from '../../manifest/read-env.ts';
import { readManifest, readManifestFile, readManifestOfFolder } from '../../manifest/read-manifest.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { Args, Context, Handler } from '../command.ts';
import { manifestText } from '../manifest-text.ts';
import { contractPlace, namePlaces } from '../target-contract.ts';

/** Validates one manifest: structure, vocabulary, then compatibility where a contract is known. */
export const run: Handler = async (args, context) => {
  const { manifest, launch } = loadManifest(args, context);
  const asked = askedProfile(args, manifest);
  const env = environment(args, context, manifest);
  const target = await contractPlace(args, context);
  const strict = args.boolean('strict');
  const contract = target === undefined ? undefined : await readContract(target.file, target.shown);
  const vocabulary = await readKnownNames(await namePlaces(args, context), manifest.app, contract);
  const conflicts = asked === 'all' ? profileConflicts() : undefined;
  const profile = profileNamed(asked);
  const judged = validateManifest(manifest, { strict, contract, vocabulary, profile, env, conflicts });
  const findings = [...judged, ...launch].sort(compareFindings);
  const profiles =
    asked === 'all' ? compareProfiles(manifest, strict, contract === undefined ? vocabulary : undefined) : undefined;
  const report = manifestReport(manifest, profile?.name ?? asked, findings, contract, strict, { profiles, env });
  return {
    exit: report.summary.errors > 0 || profiles?.verdict === 'refused' ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => manifestText(report, style),
  };
};

/** The manifest and, of a bundle, what keeps its app from being started. */
function loadManifest(args: Args, context: Context): { manifest: LoadedManifest; launch: readonly Finding[] } {
  const [file] = args.positionals;
  const folder = args.string('bundle-dir');
  if (file !== undefined && folder === undefined) {
    const place = context.resolve(file);
    return { manifest: readManifestFile(place.file, place.shown), launch: [] };
  }
  if (folder !== undefined && file === undefined) {
    const place = context.resolve(folder);
    // A folder with .env files is where an app is made, not a bundle: what a bundle must not hold lies there too.
    if (args.string('env') !== undefined)
      return { manifest: readManifestOfFolder(place.file, place.shown), launch: [] };
    const bundle = openDirectory(place.file, place.shown);
    const manifest = readManifest(bundle);
    return { manifest, launch: launchFindings(bundle, manifest) };
  }
  throw usageError(
    'subject-count',
    file === undefined ? 'there is nothing to check' : 'there are two things to check, expected one',
    'give a manifest file or --bundle-dir',
  );
}

function askedProfile(args: Args, { app }: LoadedManifest): string {
  const asked = args.string('profile') ?? 'common';
  if (asked === 'common' || app.dialect === 'palette') return asked;
  throw usageError(
    'profile-not-of-dialect',
    `--profile ${asked} is about palette manifests, and ${app.locate('').path} is of dialect ${app.dialect}`,
    'leave --profile out',
  );
}

function environment(args: Args, context: Context, { app }: LoadedManifest): EnvFacts | undefined {
  const name = args.string('env');
  if (name === undefined) return undefined;
  const folder = args.string('bundle-dir');
  if (folder === undefined || app.dialect !== 'palette')
    throw usageError(
      'env-without-folder',
      '--env is about the folder of a palette app',
      'name the folder that holds palette-plugin.json and the .env files with --bundle-dir',
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name) || name === 'local')
    throw usageError(
      'env-name',
      'the name of an environment must be letters, digits, "-" and "_", and not "local"',
      'give the name as in .env.staging: --env staging',
    );
  const place = context.resolve(folder);
  return readEnv(place.file, place.shown, name);
}
