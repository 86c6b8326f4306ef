// What the fixture pairs can't show: severities by case, messages, summaries, and which rule leaves the word to which.
import { describe, expect, it } from 'vitest';
import { COMPAT_MEMBERS, compatInput } from '../../testing/rules/compat-fixture.ts';
import { Fields } from '../../testing/rules/fields.ts';
import type { JsonObject } from '../model/json/value.ts';
import { judgeCompat } from './judge-compat.ts';

const input = (fixture: JsonObject) => compatInput(new Fields(fixture, COMPAT_MEMBERS));
const found = (fixture: JsonObject, strict = false): string[] =>
  judgeCompat(input(fixture), [], { strict }).findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`);
const messages = (fixture: JsonObject): string[] =>
  judgeCompat(input(fixture)).findings.map((finding) => finding.message);

const VAULT = { name: 'vault.use', stability: 'experimental', since: 3 };
const WIZARD = { name: 'wizard.run', stability: 'scheduled-for-removal', removal: 12 };

describe('experimental capabilities', () => {
  const uses = (api: JsonObject | undefined, contract: JsonObject): JsonObject => ({
    manifest: { permissions: ['vault.use'], ...(api === undefined ? {} : { api }) },
    contract: { capabilities: [VAULT], ...contract },
  });
  const v4 = { contractVersion: 4 };
  const v20 = { contractVersion: 20, stableBaseline: [] };

  it.each<[string, JsonObject, string[], string[]]>([
    [
      'unaccepted and declared, before baselines',
      uses({ minimumVersion: 3 }, v4),
      ['warning compat/experimental-capability-without-acceptance'],
      ['error compat/experimental-capability-without-acceptance'],
    ],
    [
      'unaccepted and declared, with a baseline',
      uses({ targetStability: 'experimental' }, v20),
      ['error compat/experimental-capability-without-acceptance'],
      ['error compat/experimental-capability-without-acceptance'],
    ],
    [
      'unaccepted and undeclared, with a baseline',
      uses(undefined, v20),
      ['warning compat/experimental-capability-without-acceptance'],
      ['error compat/experimental-capability-without-acceptance'],
    ],
    ['accepted', uses({ targetStability: 'experimental', experimentalCapabilitiesAccepted: true }, v20), [], []],
    [
      'on a stable target: one finding, which acceptance would not mend',
      uses({ targetStability: 'stable' }, v20),
      ['error compat/stable-target-uses-experimental-capability'],
      ['error compat/stable-target-uses-experimental-capability'],
    ],
    [
      'on a stable target before baselines: the target means nothing yet',
      uses({ targetStability: 'stable' }, v4),
      ['warning compat/experimental-capability-without-acceptance'],
      ['error compat/experimental-capability-without-acceptance'],
    ],
    ['guaranteed all the same', uses({ targetStability: 'stable' }, { ...v20, stableBaseline: ['vault.use'] }), [], []],
  ])('%s', (_, fixture, usual, strict) => {
    expect(found(fixture)).toEqual(usual);
    expect(found(fixture, true)).toEqual(strict);
  });
});

describe('a capability that is scheduled for removal', () => {
  const uses = (targetStability: string, contract: JsonObject): JsonObject => ({
    manifest: { permissions: ['wizard.run'], api: { targetStability } },
    contract: { capabilities: [WIZARD], ...contract },
  });

  it.each<[string, JsonObject, string[]]>([
    [
      'is a warning for an experimental target',
      uses('experimental', { stableBaseline: ['wizard.run'] }),
      ['warning compat/scheduled-for-removal-capability'],
    ],
    [
      'is an error for a stable one',
      uses('stable', { stableBaseline: ['wizard.run'] }),
      ['error compat/scheduled-for-removal-capability'],
    ],
    ['is a warning before baselines', uses('stable', {}), ['warning compat/scheduled-for-removal-capability']],
    [
      'is two things wrong where it is not guaranteed either',
      uses('stable', { stableBaseline: [] }),
      ['error compat/scheduled-for-removal-capability', 'error compat/stable-target-uses-non-baseline-capability'],
    ],
  ])('%s', (_, fixture, expected) => {
    expect(found(fixture).sort()).toEqual(expected);
  });
});

describe('an unknown name', () => {
  const asks = (name: string): JsonObject => ({
    manifest: { permissions: [name] },
    contract: { contractVersion: 2, capabilities: [{ name: 'queue.write' }] },
    vocabulary: [{ name: 'vault.use', since: 3 }, { name: 'wizard.run' }],
  });

  it.each([
    ['vault.use', 'permission "vault.use" exists since v3, target is v2'],
    ['wizard.run', 'permission "wizard.run" came with v1 and is gone from target v2'],
    ['queue.wirte', 'permission "queue.wirte" is not in contract v2, did you mean "queue.write"?'],
    ['something.else.entirely', 'permission "something.else.entirely" is not in contract v2'],
  ])('%s', (name, message) => {
    expect(messages(asks(name))).toEqual([message]);
  });

  it('is compared with the spelling of others for twenty names, so that a hostile manifest can not buy hours', () => {
    const names = Array.from({ length: 30 }, (_, at) => `queue.write${String(at).padStart(2, '0')}`);
    const all = messages({ ...asks(''), manifest: { permissions: names.toReversed() } });
    expect(all.filter((message) => message.endsWith('did you mean "queue.write"?'))).toHaveLength(20);
    expect(all).toHaveLength(30);
    expect(all.find((message) => message.includes('write00'))).toContain('did you mean');
    expect(all.find((message) => message.includes('write29'))).not.toContain('did you mean');
  });

  it('is unknown twice where it is a permission and optional: each line is wrong', () => {
    const fixture = { manifest: { permissions: ['a.b'], api: { optionalCapabilities: ['a.b'] } } };
    expect(found(fixture)).toEqual([
      'warning compat/unknown-manifest-permission',
      'warning compat/unknown-optional-capability',
    ]);
  });
});

describe('an optional capability', () => {
  const optional = (capability: JsonObject, permissions: string[] = []): JsonObject => ({
    manifest: { permissions, api: { optionalCapabilities: ['x.use'] } },
    contract: { capabilities: [{ name: 'x.use', ...capability }] },
  });

  it('is checked as a permission is, and called optional', () => {
    const fixture = optional({ stability: 'deprecated', deprecatedSince: 3, replacement: 'y.use' });
    expect(messages(fixture)).toEqual(['optional capability "x.use" is deprecated since v3, use "y.use" instead']);
  });

  it('counts once, as a permission, where it is both', () => {
    expect(messages(optional({ stability: 'internal' }, ['x.use']))).toEqual([
      'permission "x.use" is internal to the platform, no app may use it',
    ]);
  });
});

describe('a capability that the app can or can not reach', () => {
  const fixture = (uiMode: string, endpoints: JsonObject[], stability = 'stable'): JsonObject => ({
    manifest: { uiMode, permissions: ['x.use'] },
    contract: { capabilities: [{ name: 'x.use', stability }], endpoints },
  });
  const at = (process: boolean, browser: boolean): JsonObject => ({ requires: ['x.use'], process, browser });
  const unreachable = ['warning compat/capability-unreachable-for-ui-mode'];

  it.each<[string, JsonObject, string[]]>([
    ['a process endpoint is open to an app without interface', fixture('none', [at(true, false)]), []],
    ['a browser endpoint is not', fixture('none', [at(false, true)]), unreachable],
    ['a browser endpoint is open to a static app', fixture('static', [at(false, true)]), []],
    ['and to a shell panel', fixture('shell-panel', [at(false, true)]), []],
    ['one open endpoint is enough', fixture('none', [at(false, true), at(true, false)]), []],
    ['an operator endpoint is open to no app', fixture('static', [at(false, false)]), unreachable],
    ['a capability that nothing requires is not judged', fixture('none', []), []],
    [
      'an operator-only capability has its own finding',
      fixture('static', [at(false, false)], 'operator-only'),
      ['error compat/app-uses-operator-only-platform-api'],
    ],
  ])('%s', (_, input, expected) => {
    expect(found(input)).toEqual(expected);
  });
});

describe('a catalog entry', () => {
  const against = (
    entry: JsonObject,
    api: JsonObject = { minimumVersion: 3, maximumTestedVersion: 4 },
  ): JsonObject => ({
    manifest: { permissions: ['queue.read'], api },
    contract: { capabilities: [{ name: 'queue.read' }] },
    entry,
  });

  it('that shows no api metadata is unknown, without finding', () => {
    const judgement = judgeCompat(input(against({ appId: 'reader', permissions: ['queue.read'] })), [], {
      strict: true,
    });
    expect(judgement.findings).toEqual([]);
    expect(judgement.status).toBe('compatible');
    expect(judgement.entryCompatibility).toMatchObject({ declared: false, status: 'unknown', minimumVersion: null });
  });

  it('is judged by what it shows, whatever the manifest says', () => {
    const { apiCompatibility, entryCompatibility } = judgeCompat(input(against({ minimumVersion: 9 })));
    expect(apiCompatibility.status).toBe('compatible');
    expect(entryCompatibility?.status).toBe('below_minimum');
  });

  it('says in one finding what permissions it hides and adds', () => {
    expect(messages(against({ permissions: ['peers.read'] }))).toEqual([
      'the entry does not show "queue.read"; shows "peers.read", which the manifest does not ask for',
    ]);
  });

  it('has one finding for each field that differs', () => {
    const shown = { minimumVersion: 1, maximumTestedVersion: 9, optionalCapabilities: ['a.b'] };
    expect(messages(against(shown)).sort()).toEqual([
      'the entry shows api.maximumTestedVersion 9, the manifest has 4',
      'the entry shows api.minimumVersion 1, the manifest has 3',
      'the entry shows api.optionalCapabilities "a.b", the manifest has none',
    ]);
  });

  it('may show experimental where the manifest says nothing: that is what it means', () => {
    expect(found(against({ targetStability: 'experimental' }))).toEqual([]);
    expect(found(against({ targetStability: 'stable' }))).toEqual([
      'warning compat/catalog-api-target-stability-mismatch',
    ]);
  });
});

describe('the platform summary', () => {
  it('has the eight members of a platform without baselines, and null for what is not declared', () => {
    const { apiCompatibility } = judgeCompat(input({ contract: { contractVersion: 4 } }));
    expect(apiCompatibility).toEqual({
      minimumVersion: null,
      maximumTestedVersion: null,
      currentVersion: 4,
      optionalCapabilities: [],
      experimentalCapabilitiesAccepted: false,
      declared: false,
      status: 'unknown',
      warnings: [],
    });
  });

  it('shows target stability where the contract has a baseline', () => {
    const fixture = { manifest: { api: { minimumVersion: 1 } }, contract: { stableBaseline: [] } };
    expect(judgeCompat(input(fixture)).apiCompatibility).toMatchObject({
      targetStability: 'experimental',
      targetStabilityDeclared: false,
      warnings: ['api metadata is declared without api.targetStability, so the app counts as experimental'],
    });
  });

  it('is made without strictness, as the platform makes it', () => {
    const fixture = { manifest: { api: { maximumTestedVersion: 3 } }, contract: { contractVersion: 4 } };
    const judgement = judgeCompat(input(fixture), [], { strict: true });
    expect(judgement.status).toBe('incompatible');
    expect(judgement.apiCompatibility.status).toBe('newer_than_tested');
  });
});
