import { describe, expect, test } from 'vitest';
import { run, space, withScan } from '../../testing/certify-small.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification, CertifiedWaiver } from '../formats/generated/certification.ts';
import { digestJson } from '../model/digest.ts';
import type { CertifyInput } from './input.ts';
import { movedBackward } from './moved-backward.ts';
import { memoryOf } from './previous-memory.ts';

/** Certifies as what lies there goes on with an earlier certification. */
function next(before: unknown, changes: Partial<CertifyInput> = {}): Promise<Certification> {
  writeJson(space(), 'before.json', before);
  return run({ previous: { file: `${space().path}/before.json`, shown: 'before.json' }, ...changes });
}

const backward = ({ findings }: Certification): string[] =>
  findings.filter(({ blocks, ruleId }) => blocks && ruleId.startsWith('previous/')).map(({ ruleId }) => ruleId);
const register = (sequence: number): NonNullable<Certification['register']> => ({
  path: 'register.json',
  digest: digestJson(['register', sequence]),
  sequence,
  validUntil: '2031-06-01T00:00:00Z',
});
const list = (sequence: number): NonNullable<Certification['acceptedFindings']> => ({
  path: 'accepted.jsonl',
  state: 'valid',
  explanation: 'holds',
  sequence,
  digest: digestJson(['list', sequence]),
  accepted: 0,
  units: [],
});
const waiver = (id: string, used: boolean): CertifiedWaiver => ({
  path: `waivers/${id}.json`,
  id,
  digest: digestJson(id),
  unit: 'security.scan',
  state: used ? 'valid' : 'expired',
  used,
  notBefore: '2031-05-01T00:00:00Z',
  expiresAt: '2031-05-11T00:00:00Z',
  explanation: 'of the test',
  approvals: [],
});

describe('what moved backward once does so again, through the certification that says so', () => {
  test('a requirement that was dropped', async () => {
    await withScan();
    const before = await run();
    const policy = smallPolicy();
    const requirements = (Array.isArray(policy.requirements) ? policy.requirements : []).filter(
      ({ id }) => id !== 'clients.drift',
    );
    writeJson(space(), 'policy.json', { ...policy, requirements });
    const first = await next(before);
    expect(backward(first)).toEqual(['previous/requirement-dropped']);
    const second = await next(first);
    expect(backward(second)).toEqual(['previous/requirement-dropped']);
    // A run in another mode between them is no way out, and one without an earlier certification is.
    const nightly = await next(second, { mode: 'nightly' });
    expect(backward(nightly)).toEqual([]);
    expect(backward(await next(nightly))).toEqual(['previous/requirement-dropped']);
    expect(backward(await next(await run()))).toEqual([]);
  });

  test('a contract, a register and a list', async () => {
    await withScan();
    const newer = JSON.parse(JSON.stringify(await run()).replaceAll('"contractVersion":2', '"contractVersion":3'));
    const first = await next({ ...newer, register: register(7), acceptedFindings: list(2) });
    expect(backward(first)).toEqual(['previous/contract-older', 'previous/register-older']);
    const second = await next(first);
    expect(backward(second)).toEqual(backward(first));
    expect(second.previous?.remembered).toMatchObject({
      contractVersion: 3,
      registers: [{ releaseId: '2031.5', path: 'register.json', sequence: 7, digest: register(7).digest }],
      acceptedFindings: { sequence: 2, digest: list(2).digest },
    });
  });

  test('the register of a release, through another release', async () => {
    await withScan();
    const before = { ...(await run()), register: register(7) };
    const other = await next(before, { release: '2031.6' });
    expect(backward(other)).toEqual([]);
    expect(backward(await next(other))).toEqual(['previous/register-older']);
    expect(backward(await next(other, { release: '2031.7' }))).toEqual([]);
  });
});

describe('a certification remembers', () => {
  const remembering = async (own: Partial<Certification>, before: Partial<Certification>): Promise<Certification> => {
    const plain = await run();
    const { previous } = await next({ ...plain, ...before });
    if (previous === undefined) throw new Error('there is an earlier certification');
    return { ...plain, ...own, previous };
  };
  const chain = (certification: Certification, ...digests: string[]): string[] =>
    movedBackward(
      { certification, digest: '', shown: 'before.json' },
      {
        release: certification.release,
        mode: 'pr',
        policyPath: 'policy.json',
        requirements: [],
        evidence: [],
        waivers: [],
        register: undefined,
        accepted: {
          location: { path: 'accepted.jsonl' },
          lines: [],
          chain: digests,
          digest: digests.at(-1) ?? '',
          list: {
            kind: 'assay.accepted-findings',
            schemaVersion: 1,
            platform: 'small',
            mode: 'release-candidate',
            sequence: digests.length,
            acceptedAt: '2031-05-01T00:00:00Z',
            issuedAt: '2031-05-01T00:00:00Z',
            expiresAt: '2031-06-01T00:00:00Z',
            reason: 'of the test',
            requestedBy: 'mailto:ann@example.org',
            owner: 'mailto:ben@example.org',
            tracking: ['https://example.org/t/1'],
            units: [{ evidenceId: 'scan', findings: [{ fingerprint: digestJson('a'), ruleId: 'a/b', count: 1 }] }],
          },
          signers: [],
        },
      },
    ).flatMap(({ kind, ...one }) => (kind === 'broken' && 'ruleId' in one ? [one.ruleId ?? ''] : []));

  test('the list that was there before a run without one', async () => {
    const without = await remembering({}, { acceptedFindings: list(2) });
    const [first, second, third] = [1, 2, 3].map((number) => list(number).digest ?? '');
    expect(chain(without, digestJson('a new first list'))).toEqual(['previous/accepted-replaced']);
    expect(chain(without, first ?? '')).toEqual(['previous/accepted-replaced']);
    expect(chain(without, first ?? '', second ?? '')).toEqual([]);
    expect(chain(without, first ?? '', second ?? '', third ?? '')).toEqual([]);
  });

  test('the last list that went on with it, and none that did not', async () => {
    const { previous: _, ...base } = await remembering({}, {});
    const on = await remembering({ acceptedFindings: list(3) }, { acceptedFindings: list(2) });
    expect(memoryOf(on).acceptedFindings).toEqual({ sequence: 3, digest: list(3).digest });
    const replaced: Certification = {
      ...on,
      findings: [
        ...base.findings,
        {
          ruleId: 'previous/accepted-replaced',
          severity: 'error',
          message: 'it was replaced',
          help: 'put it back',
          location: { path: 'accepted.jsonl' },
          fingerprint: digestJson('replaced'),
          blocks: true,
        },
      ],
    };
    expect(memoryOf(replaced).acceptedFindings).toEqual({ sequence: 2, digest: list(2).digest });
  });

  test('of each release the highest register, whichever comes later', async () => {
    const sequences = (certification: Certification): unknown =>
      memoryOf(certification).registers?.map(({ releaseId, sequence }) => [releaseId, sequence]);
    expect(sequences(await remembering({ register: register(9) }, { register: register(7) }))).toEqual([['2031.5', 9]]);
    expect(sequences(await remembering({ register: register(2) }, { register: register(7) }))).toEqual([['2031.5', 7]]);
    expect(
      sequences(await remembering({ release: '2031.6', register: register(2) }, { register: register(7) })),
    ).toEqual([
      ['2031.5', 7],
      ['2031.6', 2],
    ]);
  });

  test('waivers in use, and those before them until 60 days after their end', async () => {
    const ids = (certification: Certification): unknown => memoryOf(certification).waivers?.map(({ id }) => id);
    const old = { waivers: [waiver('WVR-2031-0001', true), waiver('WVR-2031-0002', false)] };
    const both = ['WVR-2031-0001', 'WVR-2031-0003'];
    expect(ids(await remembering({ waivers: [waiver('WVR-2031-0003', true)] }, old))).toEqual(both);
    const gone = await remembering({ waivers: [] }, old);
    expect(ids(gone)).toEqual(['WVR-2031-0001']);
    expect(ids({ ...gone, now: '2031-07-10T00:00:00Z' })).toEqual(['WVR-2031-0001']);
    expect(ids({ ...gone, now: '2031-07-10T00:00:01Z' })).toBeUndefined();
    expect(ids(await remembering(old, old))).toEqual(['WVR-2031-0001']);
  });

  test('nothing where there was nothing', async () => {
    expect(memoryOf({ ...(await run()), requirements: [] })).toEqual({});
  });
});
