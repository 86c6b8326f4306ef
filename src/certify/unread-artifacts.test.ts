import { describe, expect, test } from 'vitest';
import { certifyInput, run, space } from '../../testing/certify-small.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { prepare } from './prepare.ts';
import { unjudgedArtifacts } from './unread-artifacts.ts';

/** What is said of artifacts where only these requirements are asked for. */
async function said(ids: readonly string[], apps: readonly string[]): Promise<unknown> {
  const policy = smallPolicy({ 'security.scan': { run: 'exec' } });
  const requirements = (Array.isArray(policy.requirements) ? policy.requirements : [])
    .filter(({ id }) => ids.includes(id))
    .map((one) => (one.id === 'security.scan' ? { ...one, exec: { command: ['true'], result: 'exit-code' } } : one));
  writeJson(space(), 'policy.json', { ...policy, requirements });
  const { decision, findings } = await run({ exec: { path: process.env.PATH } }, { apps, catalog: {} });
  return [decision, findings.filter(({ unit }) => unit === undefined).map(({ message, blocks }) => [message, blocks])];
}

describe('an artifact that nobody could read', () => {
  test('blocks where no requirement judges it, though a command passes', async () => {
    expect(await said(['security.scan'], ['apps/reader', 'apps/gone'])).toEqual([
      'no-go',
      [[expect.stringMatching(/^the bundle apps\/gone can't be read, and no requirement judges it/), true]],
    ]);
  });

  test('is left to the requirement that judges it', async () => {
    expect(await said(['security.scan', 'compat'], ['apps/reader', 'apps/gone'])).toEqual(['no-go', []]);
  });

  test('is named by the plan, as every other that nobody judges', async () => {
    await said(['security.scan', 'compat'], ['apps/reader', 'apps/gone']);
    const { made } = await prepare(certifyInput({}, { apps: ['apps/reader', 'apps/gone'], catalog: {} }));
    expect(unjudgedArtifacts(made).map(({ kind, digest }) => [kind, digest === null])).toEqual([['contract', false]]);
  });

  test('is named beside what could be judged, and no requirement asks for in this mode', async () => {
    await said(['security.scan', 'compat', 'platform-api.history'], ['apps/reader']);
    const of = async (mode: 'pr' | 'production') =>
      (await prepare(certifyInput({ mode }, { catalog: {} }))).made.unasked;
    const rest = [
      { run: 'clients.drift', units: 1 },
      { run: 'contract.diff', units: 1 },
      { run: 'contract.snapshot', units: 1 },
    ];
    expect(await of('pr')).toEqual(rest);
    const levels = { pr: 'off', nightly: 'required', 'release-candidate': 'required', production: 'required' } as const;
    writeJson(space(), 'policy.json', smallPolicy({ compat: { levels }, 'security.scan': { run: 'evidence' } }));
    expect(await of('pr')).toEqual([
      { run: 'compat.bundles', units: 1 },
      { run: 'contract.diff', units: 1 },
    ]);
    expect(await of('production')).toEqual([{ run: 'contract.diff', units: 1 }]);
  });

  test('is none where all could be read', async () => {
    expect(await said(['security.scan'], ['apps/reader'])).toEqual(['go', []]);
  });
});
