// What the trust document says has been signed already can't be begun anew, whether or not anybody names --previous.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attest, believe, PEOPLE, trust, writeWaived } from '../../testing/attest-small.ts';
import { run, space, withScan } from '../../testing/certify-small.ts';
import { codeOf } from '../../testing/code-of.ts';
import { exampleSigner } from '../../testing/example-keys.ts';
import { accepted, finding, register, unitOf } from '../../testing/gate-fixtures.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { acceptedStatement } from '../attest/accepted-statement.ts';
import { registerStatement } from '../attest/waiver-statements.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { TrustStore } from '../formats/generated/trust.ts';
import type { WaiverRegister } from '../formats/generated/waiver-register.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import { parseTrustStore } from '../trust/store/parse-trust-store.ts';

const OTHER = `sha256:${'0'.repeat(64)}`;
const withFloors = (floors: TrustStore['floors']): TrustStore => ({ ...trust(PEOPLE), ...(floors ? { floors } : {}) });
const floorsAre = (floors: TrustStore['floors']): void => writeJson(space(), 'trust.json', withFloors(floors));
/** What blocks outside of any requirement. */
const outside = ({ findings }: Certification): string[] =>
  findings
    .filter(({ blocks, unit }) => blocks && unit === undefined)
    .map(({ message, ruleId }) => `${ruleId}: ${message}`);

/** Signs a register, and gives the digest of its file. */
function sign(changes: Partial<WaiverRegister> = {}, who = 'rita'): string {
  const line = signStatement(registerStatement(register([], [], changes).register), [exampleSigner(who)]);
  space().write('register.json', line);
  return digestBytes(line);
}
const withRegister = async (): Promise<string[]> => outside(await run({}, { register: 'register.json' }));
const floor = (changes: object = {}) => ({
  registers: [{ releaseId: '2031.5', sequence: 3, digest: OTHER, ...changes }] satisfies object[],
});
const below = (why: string): string[] => [
  `waiver/register-below-floor: trust.json says that the register of waivers of 2031.5 has sequence 3 or more, and ${why}`,
];

describe('the register', () => {
  test('that the floor names, and each later one, is above it', async () => {
    floorsAre({ registers: [{ releaseId: '2031.5', sequence: 3, digest: sign() }] });
    expect(await withRegister()).toEqual([]);
    sign({ sequence: 4 });
    expect(await withRegister()).toEqual([]);
  });

  test('that was begun anew is below it, and so is another one of its sequence', async () => {
    floorsAre({ registers: [{ releaseId: '2031.5', sequence: 3, digest: OTHER }] });
    sign({ sequence: 1 });
    expect(await withRegister()).toEqual(below('it is 1'));
    sign({ sequence: 2 });
    expect(await withRegister()).toEqual(below('it is 2'));
    sign({ sequence: 3 });
    expect(await withRegister()).toEqual(below('another one has that sequence'));
  });

  test('that is gone, damaged, forged, of another release or not configured is below it', async () => {
    floorsAre({ registers: [{ releaseId: '2031.5', sequence: 3, digest: sign() }] });
    expect(outside(await run())).toEqual(below('there is none'));
    sign({ sequence: 9 }, 'otto');
    expect(await withRegister()).toEqual(below('there is none that can be believed'));
    sign({ sequence: 9 }, 'mallory');
    expect(await withRegister()).toEqual(below('there is none that can be believed'));
    space().write('register.json', '{"payload":');
    expect(await withRegister()).toEqual(below('there is none that can be believed'));
    rmSync(join(space().path, 'register.json'));
    expect(await withRegister()).toEqual(below('there is none that can be believed'));
    sign({ sequence: 9, releaseId: '2031.4' });
    expect(await withRegister()).toEqual(below('there is only one of release 2031.4'));
  });

  test('has no floor of another release, and every floor of its own', async () => {
    const digest = sign();
    floorsAre({ registers: [{ releaseId: '2031.4', sequence: 9, digest: OTHER }] });
    expect(await withRegister()).toEqual([]);
    expect(outside(await run())).toEqual([]);
    const own = { releaseId: '2031.5', sequence: 3, digest };
    floorsAre({ registers: [own, { ...own, sequence: 5 }] });
    expect(await withRegister()).toEqual([expect.stringContaining('sequence 5 or more, and it is 3')]);
  });

  test('below its floor lets no waiver help, and the decision is made again from its record', async () => {
    await writeWaived();
    expect((await run({}, { register: 'register.json' })).decision).toBe('go-with-waivers');
    const floors = { registers: [{ releaseId: '2031.5', sequence: 4, digest: OTHER }] } as const;
    floorsAre({ registers: [...floors.registers] });
    const { certification, bundle } = await attest();
    expect([certification.decision, outside(certification).length]).toEqual(['no-go', 1]);
    expect(believe(bundle).certification.decision).toBe('no-go');
  });
});

describe('accepted findings', () => {
  const FIRST = accepted('scan', ['a'], { units: [unitOf('security.scan', ['a', 'b'])] }).list;
  const SECOND = { ...FIRST, sequence: 2, previous: digestJson(FIRST) };
  const AGAIN = { ...FIRST, reason: 'They are accepted once more, from the beginning.' };
  const put = (...lists: (typeof FIRST)[]): void =>
    space().write(
      'accepted.jsonl',
      lists.map((list) => signStatement(acceptedStatement(list), ['rita', 'otto'].map(exampleSigner))).join(''),
    );
  const names = (list: typeof FIRST, platform = 'small') => ({
    acceptedFindings: [{ platform, sequence: list.sequence, digest: digestJson(list) }] as [
      { platform: string; sequence: number; digest: string },
    ],
  });
  const certified = (): Promise<Certification> => run({}, { acceptedFindings: 'accepted.jsonl' });

  async function failing(): Promise<void> {
    writeJson(space(), 'policy.json', { ...smallPolicy(), knobs: { acceptedFindings: { maxDays: 90 } } });
    const findings = [finding('a'), finding('b')];
    await withScan({ status: 'fail', findings, counts: { checks: 3, errors: 2, warnings: 0, notes: 0 } });
  }

  test('go on with the list that the floor names, or block', async () => {
    await failing();
    put(FIRST, SECOND);
    for (const list of [FIRST, SECOND]) {
      floorsAre(names(list));
      const { decision } = await certified();
      expect(decision).toBe('go-with-waivers');
    }
    put(FIRST);
    const short = await certified();
    expect([short.decision, outside(short)]).toEqual([
      'no-go',
      [
        `accepted/below-floor: trust.json says that list 2 of small is ${digestJson(SECOND)}, and accepted.jsonl does not go on with it`,
      ],
    ]);
    floorsAre(names(FIRST));
    put(AGAIN);
    expect(outside(await certified())).toEqual([expect.stringContaining('accepted/below-floor: ')]);
    floorsAre(names(FIRST, 'another'));
    expect((await certified()).decision).toBe('go-with-waivers');
  });

  test('that are gone or not believed are below no floor: they let nothing pass', async () => {
    await failing();
    floorsAre(names(SECOND));
    const gone = await certified();
    expect([gone.decision, outside(gone)]).toEqual(['no-go', []]);
    space().write('accepted.jsonl', 'no list\n');
    const broken = await certified();
    expect(broken.decision).toBe('no-go');
    expect(outside(broken).join()).not.toContain('below-floor');
  });
});

test.each<[string, unknown]>([
  ['no object', []],
  ['unknown members', { register: [] }],
  ['an empty list', { registers: [] }],
  ['no digest', { registers: [{ releaseId: '2031.5', sequence: 3 }] }],
  ['no whole sequence', floor({ sequence: 1.5 })],
  ['a sequence of nothing', floor({ sequence: 0 })],
  ['a digest of another kind', floor({ digest: 'sha1:00' })],
  ['a release that none is', floor({ releaseId: '../x' })],
  ['more lists than there can be', { acceptedFindings: [{ platform: 'small', sequence: 10_001, digest: OTHER }] }],
])('a trust document whose floors have %s is refused', (_, floors) => {
  const bytes = Buffer.from(JSON.stringify({ ...trust(PEOPLE), floors }));
  expect(codeOf(() => parseTrustStore(bytes, 'trust.json'))).toBe('schema-invalid/3');
});
