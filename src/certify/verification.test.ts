import { describe, expect, it } from 'vitest';
import { type Attested, attest, believe, writeWaived } from '../../testing/attest-small.ts';
import { space, withScan } from '../../testing/certify-small.ts';
import { codeOf } from '../../testing/code-of.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import validator from '../formats/generated/validators/verification.js';
import type { Verification } from '../formats/generated/verification.ts';
import { type VerificationQuestion, verification } from './verification.ts';

function ask({ certification, bundle }: Attested, changes: Partial<VerificationQuestion> = {}): Verification {
  const [artifact] = certification.candidate.artifacts;
  const at = changes.at ?? '2031-05-10T13:00:00Z';
  const report = verification(believe(bundle, at), {
    path: 'bundle.jsonl',
    artifact: { path: 'a', digests: [artifact?.digest ?? ''] },
    policy: { path: 'policy.json', digest: certification.policy.digest },
    at,
    ...changes,
  });
  expect(validator(report), JSON.stringify(validator.errors)).toBe(true);
  return report;
}
const reasons = (report: Verification): string[] => report.refusals.map(({ reason }) => reason);
const OTHER = `sha256:${'0'.repeat(64)}`;

async function waived(): Promise<Attested> {
  await writeWaived();
  return attest();
}

async function clean(policy: Parameters<typeof smallPolicy>[0] = {}): Promise<Attested> {
  writeJson(space(), 'policy.json', smallPolicy(policy));
  await withScan();
  return attest({}, {});
}

describe('a verification', () => {
  it('says who signed, what level was reached, what is waived and until when', async () => {
    const report = ask(await waived());
    expect(report).toMatchObject({
      result: 'verified',
      level: 'ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS',
      signers: [{ principal: 'mailto:robot@example.org' }],
      refusals: [],
    });
    expect(report.waivers.map(({ id, unit }) => [id, unit])).toEqual([['WVR-2031-0001', 'security.scan']]);
    expect(report.validUntil).toBe(report.waivers[0]?.expiresAt);
  });

  it('T31: refuses another artifact, and takes one of several names of it', async () => {
    const attested = await clean();
    const [artifact] = attested.certification.candidate.artifacts;
    const named = (...digests: [string, ...string[]]) => ({ artifact: { path: 'a', digests } });
    expect(codeOf(() => ask(attested, named(OTHER)))).toBe('artifact-not-certified/4');
    expect(ask(attested, named(OTHER, artifact?.digest ?? '')).artifact.name).toBe(artifact?.name);
  });

  it('T31: refuses the artifact of another release: its bundle says nothing of it', async () => {
    const before = await clean();
    space().write('apps/reader/static/index.html', '<p>reader, rebuilt</p>\n');
    await withScan();
    const after = await attest({}, {});
    const rebuilt = after.certification.candidate.artifacts.find(({ name }) => name === 'apps/reader')?.digest ?? '';
    expect(codeOf(() => ask(before, { artifact: { path: 'a', digests: [rebuilt] } }))).toBe('artifact-not-certified/4');
    expect(ask(after, { artifact: { path: 'a', digests: [rebuilt] } }).result).toBe('verified');
  });

  it('refuses another policy', async () => {
    const attested = await clean();
    expect(codeOf(() => ask(attested, { policy: { path: 'p', digest: OTHER } }))).toBe('policy-differs/4');
  });

  it.each([
    ['ASSAY_RELEASE_CANDIDATE_GO', [], ['level']],
    ['ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS', [], []],
    ['ASSAY_PRODUCTION_GO', ['level'], ['level']],
    ['ASSAY_PRODUCTION_GO_WITH_WAIVERS', ['level'], ['level']],
    ['FAILED', ['level'], ['level']],
    ['SLSA_BUILD_LEVEL_3', ['level'], ['level']],
  ])('asked for %s: of a go %j, of what is waived %j', async (level, ofGo, ofWaived) => {
    expect(reasons(ask(await waived(), { level }))).toEqual(ofWaived);
    expect(reasons(ask(await clean(), { level }))).toEqual(ofGo);
  });

  it('is a no where the decision was, whatever is asked', async () => {
    const attested = await clean({ 'security.scan': { maxAgeHours: 1 } });
    expect(attested.certification.decision).toBe('no-go');
    expect(reasons(ask(attested))).toEqual(['no-go']);
    expect(reasons(ask(attested, { level: 'FAILED' }))).toEqual(['no-go', 'level']);
  });

  it.each([
    ['2031-05-10T13:00:00Z', 1, []],
    ['2031-05-10T13:00:01Z', 1, ['age']],
    ['2031-05-11T12:00:00Z', 24, []],
    ['2031-05-11T12:00:01Z', 24, ['age']],
  ])('at %s, of at most %i hours: %j', async (at, maxAgeHours, expected) => {
    expect(reasons(ask(await clean(), { at, maxAgeHours }))).toEqual(expected);
  });

  it('ends with the waiver that the decision rests on, by the gate’s own words', async () => {
    const attested = await waived();
    const end = ask(attested).validUntil ?? '';
    const before = new Date(Date.parse(end) - 1000).toISOString().replace('.000Z', 'Z');
    expect(ask(attested, { at: before }).result).toBe('verified');
    const report = ask(attested, { at: end });
    expect(reasons(report)).toContain('expired');
    expect(report.refusals.map(({ message }) => message).join('\n')).toContain('evidence/missing');
    expect(report.refusals.map(({ message }) => message).join('\n')).toContain(`ended at ${end}`);
  });

  it('ends with the age that its evidence may have', async () => {
    const attested = await clean({ 'security.scan': { maxAgeHours: 5 } });
    expect(ask(attested).validUntil).toBe('2031-05-10T15:01:01Z');
    expect(ask(attested, { at: '2031-05-10T15:01:00Z' }).result).toBe('verified');
    expect(reasons(ask(attested, { at: '2031-05-10T15:01:01Z' }))).toEqual(['expired']);
  });

  it('knows no instant before the decision, but for the skew of clocks', async () => {
    const attested = await clean();
    expect(ask(attested, { at: '2031-05-10T11:55:00Z' }).result).toBe('verified');
    expect(codeOf(() => ask(attested, { at: '2031-05-10T11:54:59Z' }))).toBe('certified-later/4');
  });

  it('ends nowhere where nothing does', async () => {
    expect(ask(await clean()).validUntil).toBeUndefined();
  });
});
