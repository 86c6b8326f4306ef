import { openDirectory } from '../../bundle/read-directory.ts';
import { manifestReport } from '../../check/manifest-report.ts';
import { readKnownNames } from '../../check/read-known-names.ts';
import { validateManifest } from '../../check/validate-manifest.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { LoadedManifest } from '../../manifest/dialects.ts';
import { readManifest, readManifestFile } from '../../manifest/read-manifest.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import type { Args, Context, Handler } from '../command.ts';
import { manifestText } from '../manifest-text.ts';
import { contractPlace, namePlaces } from '../target-contract.ts';

/** Validates one manifest: structure, vocabulary, then compatibility where a contract is known. */
export const run: Handler = async (args, context) => {
  const manifest = loadManifest(args, context);
  const target = await contractPlace(args, context);
  const strict = args.boolean('strict');
  const contract = target === undefined ? undefined : await readContract(target.file, target.shown);
  const vocabulary = await readKnownNames(await namePlaces(args, context), manifest.app, contract);
  const findings = validateManifest(manifest, { strict, contract, vocabulary });
  const report = manifestReport(manifest, args.string('profile') ?? 'common', findings, contract, strict);
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => manifestText(report, style),
  };
};

function loadManifest(args: Args, context: Context): LoadedManifest {
  const [file] = args.positionals;
  const folder = args.string('bundle-dir');
  if (file !== undefined && folder === undefined) {
    const place = context.resolve(file);
    return readManifestFile(place.file, place.shown);
  }
  if (folder !== undefined && file === undefined) {
    const place = context.resolve(folder);
    return readManifest(openDirectory(place.file, place.shown));
  }
  throw usageError(
    'subject-count',
    file === undefined ? 'there is nothing to check' : 'there are two things to check, expected one',
    'give a manifest file or --bundle-dir',
  );
}
