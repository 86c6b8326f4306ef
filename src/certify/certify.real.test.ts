import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workspace } from '../../testing/app-files.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { readContract } from '../contract/read-contract.ts';
import { snapshotOf, snapshotText } from '../contract/snapshot.ts';
import { certify } from './certify.ts';

const data = sharedData('crypta');

describe.skipIf(data === undefined)('a real platform', () => {
  test('its contract, history and apps are judged as they stand', async () => {
    if (data === undefined) return;
    const space = workspace();
    try {
      for (const version of [1, 2, 3, 4]) {
        const file = join(data, `contracts/platform-api-contract.v${version}.json`);
        space.write(
          `snapshots/${version}.json`,
          snapshotText(snapshotOf(await readContract(file, `v${version}.json`))),
        );
        if (version === 4) space.write('contract.json', readFileSync(file));
      }
      const apps = readdirSync(join(data, 'manifests')).sort();
      for (const name of apps)
        space.write(`apps/${name}/cryptad-app.properties.template`, readFileSync(join(data, 'manifests', name)));
      const levels = { pr: 'off', nightly: 'off', 'release-candidate': 'off', production: 'off' } as const;
      const off = ['catalog.metadata', 'clients.drift', 'security.scan'].map((id) => [id, { levels }]);
      writeJson(space, 'policy.json', smallPolicy(Object.fromEntries(off)));
      const certification = await certify({
        config: {
          schemaVersion: 1,
          contract: { source: 'contract.json', snapshot: 'snapshots/4.json', history: 'snapshots' },
          apps: apps.map((name) => `apps/${name}`),
        },
        root: space.path,
        configPath: 'assay.config.json',
        policyPath: 'policy.json',
        release: 'v4',
        mode: 'release-candidate',
        now: '2026-01-01T00:00:00Z',
        nowSource: 'clock',
        strict: false,
        version: '0',
        folders: { workspace: space.path },
        progress: () => undefined,
      });
      const units = certification.requirements.flatMap((requirement) => requirement.units);
      expect(units.map(({ name, state }) => [name, state])).toEqual([
        ['platform-api.contract', 'pass'],
        ['platform-api.history', 'pass'],
        ['compat#publisher', 'pass'],
        ['compat#queue-manager', 'pass'],
        ['compat#hello-queue', 'fail'],
        ['compat#site-publisher', 'pass'],
        ['compat#org.example.hello', 'fail'],
      ]);
      expect(units[0]?.annotations).toMatchObject({ capabilities: 29, endpoints: 81, sampleApp: 'compatible' });
      expect(units[1]?.checks).toBe(4);
      const why = certification.findings.filter(({ blocks }) => blocks).map(({ unit, ruleId }) => [unit, ruleId]);
      const strict = 'evidence/strict-verification-failed';
      expect(why.sort()).toEqual([
        ['compat#hello-queue', 'compat/target-newer-than-tested'],
        ['compat#hello-queue', strict],
        ['compat#org.example.hello', 'compat/minimum-version-above-target'],
        ['compat#org.example.hello', strict],
      ]);
      expect(certification.decision).toBe('no-go');
    } finally {
      space.remove();
    }
  });
});
