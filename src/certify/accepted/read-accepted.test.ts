import { createHash } from 'node:crypto';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { workspace } from '../../../testing/app-files.ts';
import { exampleSigner, exampleTrust } from '../../../testing/example-keys.ts';
import { accepted, finding, unitOf } from '../../../testing/gate-fixtures.ts';
import { acceptedStatement } from '../../attest/accepted-statement.ts';
import { isChain } from '../../decide/accepted.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import { digestBytes, digestJson } from '../../model/digest.ts';
import { signStatement } from '../../trust/statement/sign-statement.ts';
import { parseTrustStore } from '../../trust/store/parse-trust-store.ts';
import { trustOf } from '../read-trust.ts';
import { acceptedFrom, readAccepted } from './read-accepted.ts';

const PATH = 'accepted.jsonl';
const PEOPLE = { rita: ['release-manager'], otto: ['risk-owner'], ci: ['evidence-producer'] } as const;
const bytes = Buffer.from(JSON.stringify(exampleTrust(PEOPLE, 'example.org', '2031-01-01T00:00:00Z')));
const trust = trustOf(parseTrustStore(bytes, 'trust.json'), digestBytes(bytes), '2031-05-10T12:00:00Z');
const CONTEXT = { platform: 'small', trust };

const FIRST = accepted('scan', ['a', 'b', 'b']).list;
const next = (of: AcceptedFindings, changes: Partial<AcceptedFindings> = {}): AcceptedFindings => ({
  ...of,
  sequence: of.sequence + 1,
  previous: digestJson(of),
  ...changes,
});
const line = (list: AcceptedFindings, ...who: string[]): string =>
  signStatement(acceptedStatement(list), (who.length === 0 ? ['rita', 'otto'] : who).map(exampleSigner));
const ONE = line(FIRST);
const TWO = line(next(FIRST, { units: [unitOf('scan', ['a', 'b'])], issuedAt: '2031-05-02T00:00:00Z' }), 'rita');

const space = workspace();
afterAll(() => space.remove());
const file = { file: join(space.path, PATH), shown: PATH };
function state(...lines: string[]): string {
  const read = acceptedFrom(lines, PATH, CONTEXT);
  return isChain(read) ? 'chain' : read.state;
}

describe('a warning in a list', () => {
  const mild = (list: AcceptedFindings): AcceptedFindings => ({
    ...list,
    units: list.units.map((unit) => {
      const [first, ...others] = unit.findings;
      return { ...unit, findings: [{ ...first, severity: 'warning' }, ...others] };
    }),
  });

  test('stays one: as an error it is more than the list before has', () => {
    expect(state(line(mild(FIRST)), line(next(mild(FIRST))))).toBe('chain');
    expect(state(ONE, line(next(FIRST, { units: mild(FIRST).units })))).toBe('chain');
    expect(state(line(mild(FIRST)), line(next(mild(FIRST), { units: FIRST.units })))).toBe('grown');
  });
});

describe('a chain of lists', () => {
  test('is the last of them, with everybody who signed one', () => {
    const read = acceptedFrom([ONE, TWO], PATH, CONTEXT);
    if (!isChain(read)) throw new Error(read.reason);
    expect(read.list.sequence).toBe(2);
    expect(read.digest).toBe(digestJson(read.list));
    expect(read.lines).toEqual([digestBytes(ONE), digestBytes(TWO)]);
    expect(read.signers.map(({ principal, roles, last }) => [principal, roles, last])).toEqual([
      ['mailto:rita@example.org', ['release-manager'], false],
      ['mailto:otto@example.org', ['risk-owner'], false],
      ['mailto:rita@example.org', ['release-manager'], true],
    ]);
  });

  test('may have earlier lists whose signers nobody knows any more: the last one names them by digest', () => {
    const read = acceptedFrom([line(FIRST, 'mallory'), line(next(FIRST))], PATH, CONTEXT);
    expect(isChain(read) && read.signers.map(({ last }) => last)).toEqual([true, true]);
  });

  test('has no role for who is in the trust document for something else', () => {
    const read = acceptedFrom([line(FIRST, 'ci')], PATH, CONTEXT);
    expect(isChain(read) && read.signers.map(({ roles }) => roles)).toEqual([[]]);
  });

  test('may end with an empty list, and end earlier', () => {
    expect(state(ONE, line(next(FIRST, { units: [] })))).toBe('chain');
    expect(state(ONE, line(next(FIRST, { expiresAt: '2031-06-01T00:00:00Z' })))).toBe('chain');
  });

  test.each<[string, Partial<AcceptedFindings>]>([
    ['a finding', { units: [unitOf('scan', ['a', 'b', 'b', 'new'])] }],
    ['a finding in place of another', { units: [unitOf('scan', ['a', 'new'])] }],
    ['how often one may be found', { units: [unitOf('scan', ['a', 'a'])] }],
    ['a unit', { units: [unitOf('scan', ['a']), unitOf('compat', ['a'])] }],
    ['the same finding of another target', { units: [unitOf('scan', ['a'], { appId: 'reader' })] }],
    ['time', { expiresAt: '2031-07-01T00:00:01Z' }],
  ])('that adds %s has grown', (_, changes) => {
    expect(state(ONE, line(next(FIRST, changes)))).toBe('grown');
  });

  test('that takes back what the list before gave up has grown', () => {
    const small = next(FIRST, { units: [unitOf('scan', ['a'])] });
    expect(state(ONE, line(small), line(next(small, { units: FIRST.units })))).toBe('grown');
  });

  const { previous: _, ...loose } = next(FIRST);
  test.each<[string, AcceptedFindings]>([
    ['names another list before it', next(FIRST, { previous: digestJson('another') })],
    ['names none', loose],
    ['leaves a sequence out', next(FIRST, { sequence: 3 })],
    ['repeats a sequence', next(FIRST, { sequence: 1 })],
    ['is of another platform', next(FIRST, { platform: 'other' })],
    ['is of another mode', next(FIRST, { mode: 'pr' })],
    ['says that it began later', next(FIRST, { acceptedAt: '2031-05-02T00:00:00Z' })],
    ['was asked for by somebody else', next(FIRST, { requestedBy: 'mailto:otto@example.org' })],
    ['is older', next(FIRST, { issuedAt: '2031-04-30T00:00:00Z' })],
    ['has a day that is none', next(FIRST, { expiresAt: '2031-02-30T00:00:00Z' })],
    ['ends before it begins', next(FIRST, { issuedAt: '2031-07-01T00:00:00Z' })],
    ['lists a unit twice', next(FIRST, { units: [unitOf('scan', ['a']), unitOf('scan', ['b'])] })],
    [
      'lists a finding twice',
      next(FIRST, {
        units: [
          {
            evidenceId: 'scan',
            findings: [
              { fingerprint: finding('a').fingerprint, ruleId: 'test/finding', count: 1 },
              { fingerprint: finding('a').fingerprint, ruleId: 'test/finding', count: 1 },
            ],
          },
        ],
      }),
    ],
  ])('whose last list %s is malformed', (_name, list) => {
    expect(state(ONE, line(list))).toBe('malformed');
  });

  test('that does not begin with the first list is malformed', () => {
    expect(state(TWO)).toBe('malformed');
    expect(state(line({ ...FIRST, previous: digestJson('x') }))).toBe('malformed');
    expect(state(line({ ...FIRST, acceptedAt: '2031-04-01T00:00:00Z' }))).toBe('malformed');
    expect(state(line({ ...FIRST, platform: 'other' }))).toBe('malformed');
  });

  test('whose last list is signed by nobody, by strangers or over other words is forged', () => {
    const envelope = JSON.parse(ONE);
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const changed = Buffer.from(payload.replace('anybody', 'anyone')).toString('base64');
    expect(state(`${JSON.stringify({ ...envelope, signatures: [] })}\n`)).toBe('forged');
    expect(state(line(FIRST, 'mallory'))).toBe('forged');
    expect(state(ONE, line(next(FIRST), 'mallory'))).toBe('forged');
    expect(state(`${JSON.stringify({ ...envelope, payload: changed })}\n`)).not.toBe('chain');
    expect(acceptedFrom([ONE], PATH, { platform: 'small', trust: undefined })).toMatchObject({ state: 'forged' });
  });

  test('that holds a secret is malformed, and does not say it', () => {
    const token = `ghp_${createHash('sha256').update('x').digest('hex').slice(0, 36)}`;
    const read = acceptedFrom([line({ ...FIRST, reason: `they were there, see ${token}` })], PATH, CONTEXT);
    expect(read).toMatchObject({ state: 'malformed' });
    expect(JSON.stringify(read)).not.toContain(token);
  });

  test('of other statements is malformed', () => {
    const { subjects } = acceptedStatement(FIRST);
    const approval = { subjects, predicateType: 'https://assay.dev/approval/v1', predicate: FIRST };
    const about = (digest: string) => ({ ...acceptedStatement(FIRST), subjects: [{ name: 'small', digest }] });
    expect(state(signStatement(approval, [exampleSigner('rita')]))).toBe('malformed');
    expect(state(signStatement(about(digestJson('x')), [exampleSigner('rita')]))).toBe('malformed');
    expect(
      state(
        signStatement(
          { ...approval, predicateType: acceptedStatement(FIRST).predicateType, predicate: { ...FIRST, more: 1 } },
          [exampleSigner('rita')],
        ),
      ),
    ).toBe('malformed');
  });
});

describe('the file', () => {
  test('as it was written', () => {
    writeFileSync(file.file, ONE + TWO);
    const { read, lines, fileDigest } = readAccepted(file, CONTEXT);
    expect([isChain(read), lines, fileDigest]).toEqual([true, [ONE, TWO], digestBytes(ONE + TWO)]);
  });

  test.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['cut off', ONE.slice(0, -20)],
    ['without its last line feed', ONE.trimEnd()],
    ['with an empty line', `${ONE}\n`],
    ['with an empty line before', `\n${ONE}`],
    ['twice the same', ONE + ONE],
    ['no JSON', 'accepted\n'],
    ['of many lines', `${JSON.stringify(JSON.parse(ONE), null, 2)}\n`],
    ['with a member twice', ONE.replace('{', '{"payloadType":"x",')],
    ['with a member that envelopes have not', ONE.replace('{', '{"note":"x",')],
    ['not UTF-8', Buffer.from([0xff, 0x0a])],
    ['with a byte order mark', `\uFEFF${ONE}`],
    ['with more lines than anybody writes', '{}\n'.repeat(10_001)],
  ])('that is %s counts for nothing', (_, content) => {
    writeFileSync(file.file, content);
    const { read } = readAccepted(file, CONTEXT);
    // The reason follows the file's name.
    expect(isChain(read) ? PATH : read.reason).not.toMatch(/^accepted\.jsonl/);
  });

  test('that is a link, a folder or not there counts for nothing', () => {
    space.write('elsewhere', ONE);
    rmSync(file.file);
    symlinkSync(join(space.path, 'elsewhere'), file.file);
    expect(isChain(readAccepted(file, CONTEXT).read)).toBe(false);
    rmSync(file.file);
    expect(isChain(readAccepted(file, CONTEXT).read)).toBe(false);
    expect(isChain(readAccepted({ file: space.path, shown: PATH }, CONTEXT).read)).toBe(false);
  });
});
