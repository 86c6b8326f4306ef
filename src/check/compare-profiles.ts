import type { VocabularyEntry } from '../contract/model.ts';
import type { ManifestProfileDiff } from '../formats/generated/manifest-profile-diff.ts';
import type { ProfileComparison } from '../formats/generated/manifest-report.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { valuesAt } from '../manifest/palette-places.ts';
import { disagreements, profileConflicts } from '../manifest/profile-matrix.ts';
import { ALL_PROFILES, NEWEST_PROFILES, type Profile } from '../manifest/profiles.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { checkManifest } from './check-manifest.ts';

/** What every profile makes of a palette manifest, and where they disagree. */
export function compareProfiles(
  loaded: LoadedManifest,
  strict: boolean,
  vocabulary?: readonly VocabularyEntry[],
): ProfileComparison {
  const conflicts = profileConflicts();
  const verdicts = ALL_PROFILES.map((profile) => ({
    profile: profile.name,
    newest: NEWEST_PROFILES.includes(profile),
    summary: summarize(checkManifest(loaded, { strict, profile }, vocabulary)),
  }));
  const refused = verdicts.some(({ newest, summary }) => newest && summary.errors > 0);
  return {
    verdict: conflicts.length > 0 ? 'profile-conflict' : refused ? 'refused' : 'publishable',
    verdicts,
    disagreements: disagreements().map(({ key, place, stances }) => ({
      key,
      present: valuesAt(loaded.palette?.json ?? {}, place).length > 0,
      stances: [...stances],
    })),
    conflicts: conflicts.map(({ key, requiredBy, refusedBy }) => ({
      key,
      requiredBy: [...requiredBy],
      refusedBy: [...refusedBy],
    })),
  };
}

/** What of these manifests breaks where one profile takes the place of another. */
export function diffProfiles(manifests: readonly LoadedManifest[], from: Profile, to: Profile): ManifestProfileDiff {
  const under = manifests.map((loaded) => underProfiles(loaded, from, to));
  return {
    kind: 'assay.manifest-profile-diff',
    schemaVersion: 1,
    from: from.name,
    to: to.name,
    changes: disagreements([from, to]).flatMap(({ key, stances: [before, after] }) =>
      before === undefined || after === undefined ? [] : [{ key, from: before.stance, to: after.stance }],
    ),
    rules: {
      added: from.unchecked.filter((rule) => !to.unchecked.includes(rule)),
      removed: to.unchecked.filter((rule) => !from.unchecked.includes(rule)),
    },
    manifests: under,
    broken: under.filter(({ broken }) => broken).length,
  };
}

function underProfiles(loaded: LoadedManifest, from: Profile, to: Profile): ManifestProfileDiff['manifests'][number] {
  const before = new Map(checkManifest(loaded, { profile: from }).map((finding) => [finding.fingerprint, finding]));
  const findings = checkManifest(loaded, { profile: to }).filter(
    ({ fingerprint, severity }) => before.get(fingerprint)?.severity !== severity,
  );
  return {
    path: loaded.app.locate('').path,
    id: loaded.app.id === '' ? null : loaded.app.id,
    version: loaded.app.version === '' ? null : loaded.app.version,
    broken: findings.some(({ severity }: Finding) => severity === 'error'),
    findings,
  };
}
