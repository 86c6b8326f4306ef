// Published manifests of a real platform, by the rules that its validators share and by those of their time.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { paletteApp, parsePaletteManifest } from '../manifest/palette.ts';
import { profileNamed } from '../manifest/profiles.ts';
import { checkManifest } from './check-manifest.ts';

const manifests = sharedData('palette/manifests') ?? '';
const names = manifests === '' ? [] : readdirSync(manifests);

function load(name: string): LoadedManifest {
  const palette = parsePaletteManifest(readFileSync(`${manifests}/${name}`), name);
  return { app: paletteApp(palette), palette };
}

const found = (name: string, profile: string): string[] =>
  checkManifest(load(name), { profile: profileNamed(profile) }).map(
    ({ severity, ruleId, location }) => `${severity} ${ruleId} ${location.pointer}`,
  );

describe.skipIf(manifests === '')('real palette manifests', () => {
  it('are nine', () => expect(names.length).toBe(9));

  it.each(names)('%s has no error by the shared rules', (name) => {
    const expected = [
      ...(/@0\.0\.00/.test(name) ? ['warning manifest/version-not-semver /version'] : []),
      ...(name.startsWith('corporate')
        ? ['warning manifest/secret-name-says-public /secrets/NUXT_PUBLIC_GATEWAY_KEY']
        : []),
    ];
    expect(found(name, 'common')).toEqual(expected);
  });

  it.each(names)('%s has no error by the rules of its time', (name) => {
    // data_scope came with the server's demand for it; without it, a manifest is older than that.
    const profile = name.startsWith('annotator') ? 'cli@0.3.50' : 'server@2026-08';
    expect(found(name, profile).filter((finding) => finding.startsWith('error'))).toEqual([]);
  });

  it.each(names)('%s is between the command line and the server', (name) => {
    const refused = ['cli', 'server'].map((profile) => found(name, profile).filter((line) => line.startsWith('error')));
    expect(refused).toEqual(
      name.startsWith('annotator')
        ? [[], ['error manifest/missing-key /data_scope']]
        : [['error manifest/unknown-key /data_scope'], []],
    );
  });
});
