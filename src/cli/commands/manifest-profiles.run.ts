import type { ManifestProfiles } from '../../formats/generated/manifest-profiles.ts';
import { disagreements, profileConflicts } from '../../manifest/profile-matrix.ts';
import { ALL_PROFILES, NEWEST_PROFILES } from '../../manifest/profiles.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { profilesText } from '../profile-text.ts';

/** Lists the profiles. */
export const run: Handler = async () => {
  const report: ManifestProfiles = {
    kind: 'assay.manifest-profiles',
    schemaVersion: 1,
    profiles: ALL_PROFILES.map((profile) => ({
      name: profile.name,
      tool: profile.tool,
      newest: NEWEST_PROFILES.includes(profile),
      description: profile.words,
      unknownKeys: profile.unknownKeys,
      unknown: [...profile.unknown],
      required: [...profile.required],
      choices: Object.entries(profile.choices).map(([place, values]) => ({ place, values: [...values] })),
      textsOnly: [...profile.textsOnly],
      unchecked: [...profile.unchecked],
    })),
    disagreements: disagreements().map(({ key, stances }) => ({ key, stances: [...stances] })),
    conflicts: profileConflicts().map(({ key, requiredBy, refusedBy }) => ({
      key,
      requiredBy: [...requiredBy],
      refusedBy: [...refusedBy],
    })),
  };
  return { exit: EXIT.ok, json: report, text: (style) => profilesText(report, style) };
};
