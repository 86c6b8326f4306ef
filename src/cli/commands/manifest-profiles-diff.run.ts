import { diffProfiles } from '../../check/compare-profiles.ts';
import { type Profile, profileNamed } from '../../manifest/profiles.ts';
import { readManifestFile } from '../../manifest/read-manifest.ts';
import { EXIT, inputError } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { profileDiffText } from '../profile-text.ts';

/** Judges manifests by two profiles and tells what only the second finds. */
export const run: Handler = async (args, context) => {
  const [from = '', to = '', ...files] = args.positionals;
  const manifests = files.map((file) => {
    const place = context.resolve(file);
    const manifest = readManifestFile(place.file, place.shown);
    if (manifest.palette !== undefined) return manifest;
    throw inputError(
      'profile-not-of-dialect',
      `${place.shown} is of dialect ${manifest.app.dialect}, and profiles are about palette manifests`,
      'leave the file out',
      { path: place.shown },
    );
  });
  const report = diffProfiles(manifests, named(from), named(to));
  return {
    exit: report.broken > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => profileDiffText(report, style),
  };
};

function named(name: string): Profile {
  const profile = profileNamed(name);
  if (profile !== undefined) return profile;
  throw new Error(`${name} is offered as a profile, and there is none`);
}
