// Published manifests and contracts of a real platform; the expected answers are those of its own verifier, plus what
// the rules that are new here find. Manifest templates leave the version open, which is a note.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import { readContract } from '../contract/read-contract.ts';
import { parseCryptaManifest, toAppManifest } from '../manifest/crypta.ts';
import { judgeApp } from './judge-app.ts';

const manifests = sharedData('crypta/manifests') ?? '';
const contracts = sharedData('crypta/contracts') ?? '';

async function judge(file: string, version: number, strict: boolean) {
  const contract = await readContract(`${contracts}/platform-api-contract.v${version}.json`, `v${version}.json`);
  const crypta = parseCryptaManifest(readFileSync(`${manifests}/${file}`), file);
  return judgeApp({ app: toAppManifest(crypta), crypta }, { contract, strict });
}

/** `severity legacyCode` of what is more than a note. */
async function found(file: string, version: number, strict: boolean): Promise<string[]> {
  const { findings } = await judge(file, version, strict);
  return findings.flatMap(({ severity, legacyCode, ruleId }) =>
    severity === 'note' ? [] : [`${severity} ${legacyCode ?? ruleId}`],
  );
}

describe.skipIf(manifests === '' || contracts === '')('real manifests', () => {
  it.each<[string, string, string[], string, string[]]>([
    ['queue-manager.properties.template', 'compatible', [], 'compatible', []],
    ['publisher-legacy-no-api.properties.template', 'unknown', [], 'unknown', []],
    ['site-publisher.properties.template', 'compatible', [], 'compatible', []],
    [
      'third-party-hello-stable.properties',
      'below_minimum',
      ['error minimum_version_above_target'],
      'below_minimum',
      ['error minimum_version_above_target'],
    ],
    [
      'scaffold-hello-queue.properties',
      'newer_than_tested',
      ['warning target_newer_than_tested'],
      'incompatible',
      ['error target_newer_than_tested'],
    ],
  ])('%s on contract v4', async (file, status, usual, strictStatus, strict) => {
    expect((await judge(file, 4, false)).status).toBe(status);
    expect(await found(file, 4, false)).toEqual(usual);
    expect((await judge(file, 4, true)).status).toBe(strictStatus);
    expect(await found(file, 4, true)).toEqual(strict);
  });

  it('are judged by the later rules on a contract with a baseline', async () => {
    const { contract, ...rest } = await readContract(`${contracts}/platform-api-contract.v4.json`, 'v23.json');
    const guaranteed = ['queue.read', 'queue.write', 'content.insert', 'platform.contract.read'];
    const stableBaseline = {
      name: '1.0',
      contractVersion: 19,
      capabilityCount: guaranteed.length,
      endpointCount: 0,
      capabilities: guaranteed,
      endpoints: [],
    };
    const v23 = { ...rest, contract: { ...contract, contractVersion: 23, stableBaseline } };
    const codes = (file: string, strict: boolean): string[] => {
      const crypta = parseCryptaManifest(readFileSync(`${manifests}/${file}`), file);
      const { findings } = judgeApp({ app: toAppManifest(crypta), crypta }, { contract: v23, strict });
      return findings.filter(({ severity }) => severity !== 'note').map((f) => `${f.severity} ${f.legacyCode}`);
    };
    for (const [strict, severity] of [
      [false, 'warning'],
      [true, 'error'],
    ] as const) {
      expect(codes('queue-manager.properties.template', strict)).toEqual([`${severity} target_newer_than_tested`]);
      expect(codes('publisher-legacy-no-api.properties.template', strict)).toEqual([]);
      expect(codes('site-publisher.properties.template', strict).sort()).toEqual([
        `${severity} api_target_stability_missing`,
        `${severity} target_newer_than_tested`,
      ]);
      expect(codes('third-party-hello-stable.properties', strict)).toEqual([]);
    }
  });

  it('covers every manifest there is', () => {
    expect(readdirSync(manifests)).toHaveLength(5);
  });

  it('gives every manifest its summary as the platform of contract v4 had it: eight members', async () => {
    for (const file of readdirSync(manifests)) {
      const { apiCompatibility } = await judge(file, 4, false);
      expect(Object.keys(apiCompatibility)).toEqual([
        'minimumVersion',
        'maximumTestedVersion',
        'currentVersion',
        'optionalCapabilities',
        'experimentalCapabilitiesAccepted',
        'declared',
        'status',
        'warnings',
      ]);
    }
  });
});
