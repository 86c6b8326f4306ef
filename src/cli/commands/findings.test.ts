// Accepted findings from end to end: real keys, the small platform, every command, and what the gate makes of each file.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { space, writeApproved } from '../../../testing/certify-small.ts';
import { exampleKeyFile, exampleTrust } from '../../../testing/example-keys.ts';
import { finding, waiver } from '../../../testing/gate-fixtures.ts';
import { smallConfig, writeJson } from '../../../testing/small-platform.ts';
import { certification, cli, FAILS, openDesk, scanFails, textOf } from '../../../testing/waiver-desk.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import validateReport from '../../formats/generated/validators/accepted-report.js';
import { digestJson } from '../../model/digest.ts';

const FILE = 'accepted.jsonl';
const KNOBS = { acceptedFindings: { maxDays: 90 } };
const KEY = (who: string): string => `--private-key-file ${who}.pem --passphrase-env PASSPHRASE`;
const WORDS =
  '--requested-by mailto:eve@example.org --owner mailto:ann@example.org --reason "They were there before anybody looked." --tracking https://example.org/t/7';

async function desk(knobs: Record<string, unknown> = KNOBS): Promise<void> {
  await openDesk({}, { acceptedFindings: FILE }, knobs);
}

async function report(line: string, now?: string): Promise<AcceptedReport & { exit: number }> {
  const { stdout, exit } = await cli(`findings ${line} --json`, now);
  const value = JSON.parse(stdout);
  if (value.error === undefined) expect(validateReport(value), JSON.stringify(validateReport.errors)).toBe(true);
  return { ...value, exit };
}

async function refusal(line: string, now?: string): Promise<string> {
  const { stdout, exit } = await cli(`findings ${line} --json`, now);
  return `${JSON.parse(stdout).error?.code}/${exit}`;
}

const accept = (more = '', who = 'rita'): Promise<AcceptedReport & { exit: number }> =>
  report(`accept ${WORDS} ${KEY(who)} ${more}`);
const standing = async (now?: string): Promise<[string, string | undefined]> => {
  const { decision, acceptedFindings } = await certification(now);
  return [decision, acceptedFindings?.state];
};
const lists = (): AcceptedFindings[] =>
  textOf(FILE)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(Buffer.from(JSON.parse(line).payload, 'base64').toString()).predicate);
const put = (text: string): void => writeFileSync(join(space().path, FILE), text);

/** The first list, signed by both. */
async function accepted(): Promise<AcceptedFindings> {
  await desk();
  expect((await accept()).exit).toBe(0);
  expect((await report(`sign ${KEY('otto')}`)).exit).toBe(0);
  const [first] = lists();
  if (first === undefined) throw new Error('there is a first list');
  return first;
}

describe('from the first list to the last', () => {
  test('two people accept what there is, and what is mended leaves for good', async () => {
    await desk();
    expect(await standing()).toEqual(['no-go', undefined]);
    const first = await accept();
    expect([first.exit, first.written]).toEqual([0, [FILE]]);
    expect(first.due.join('\n')).toContain('another person as risk-owner');
    expect(await standing()).toEqual(['no-go', 'insufficient-approval']);
    const signed = await report(`sign ${KEY('otto')} --digest ${first.standing?.digest}`);
    expect([signed.exit, signed.standing?.state, signed.due]).toEqual([0, 'valid', []]);
    const whole = await certification();
    expect([whole.decision, whole.summary.accepted, whole.summary.blocked]).toEqual(['go-with-waivers', 2, 0]);
    expect((await cli('certify --distinguish-waivers')).exit).toBe(10);

    // Something new blocks, and it alone.
    await scanFails([finding('a'), finding('b'), finding('new')]);
    const more = await certification();
    expect([more.decision, more.summary.accepted]).toEqual(['no-go', 2]);
    expect(more.findings.filter(({ blocks }) => blocks).map(({ message }) => message)).toEqual(['finding new']);

    // One is mended: it can be removed, and comes back only to block.
    await scanFails([finding('a')]);
    expect((await report('show')).due.join()).toContain('1 listed findings are found no more');
    const smaller = await report(`shrink ${KEY('rita')}`);
    expect([smaller.exit, smaller.list?.sequence, smaller.standing?.state, smaller.due]).toEqual([0, 2, 'valid', []]);
    expect((await certification()).decision).toBe('go-with-waivers');
    await scanFails();
    expect((await certification()).decision).toBe('no-go');

    // All is mended: the list is empty, and the release is a plain go.
    await scanFails([]);
    expect((await report(`shrink ${KEY('rita')}`)).list?.units).toEqual([]);
    const last = await certification();
    expect([last.decision, last.acceptedFindings?.state, last.summary.accepted]).toEqual(['go', 'valid', undefined]);
    expect(lists().map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('what a waiver lets pass is left to it, unless its unit is named', async () => {
    await desk();
    const [first = '', ...others] = FAILS.map(({ fingerprint }) => fingerprint);
    writeApproved(
      waiver('security.scan', {
        scope: { evidenceId: 'security.scan', states: ['fail'], findings: [first, ...others] },
      }),
    );
    expect(await standing()).toEqual(['go-with-waivers', undefined]);
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('accepted-nothing/2');
    space().write('client/strange.ts', '// of nobody\n');
    await scanFails();
    const drift = await accept();
    expect([drift.exit, drift.due.join('\n')]).toEqual([
      0,
      expect.stringContaining('security.scan is left to WVR-2031-0001, which waives it'),
    ]);
    expect(lists()[0]?.units.map(({ evidenceId }) => evidenceId)).toEqual(['clients.drift']);
    rmSync(join(space().path, FILE));
    expect((await accept('--unit security.scan')).exit).toBe(0);
    expect(lists()[0]?.units.map(({ evidenceId }) => evidenceId)).toEqual(['security.scan']);
  });

  test('its floor is printed, and nothing begins anew below it', async () => {
    await desk();
    const begun = await accept();
    expect([begun.done.join(), begun.floor]).toEqual([expect.not.stringContaining('the floor for'), undefined]);
    const { done, floor: said } = await report(`sign ${KEY('otto')}`);
    const [first] = lists();
    const floor = { platform: 'small', sequence: 1, digest: digestJson(first) };
    expect(done.at(-1)).toBe(`the floor for floors.acceptedFindings of trust.json: ${JSON.stringify(floor)}`);
    expect(said).toEqual(floor);
    writeJson(space(), 'trust.json', { ...JSON.parse(textOf('trust.json')), floors: { acceptedFindings: [floor] } });
    expect(await standing()).toEqual(['go-with-waivers', 'valid']);
    rmSync(join(space().path, FILE));
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('accepted-below-floor/4');
  });

  test('it ends, and nothing goes on with it', async () => {
    await accepted();
    expect(await standing('2031-08-08T11:59:59Z')).toEqual(['go-with-waivers', 'valid']);
    expect(await standing('2031-08-08T12:00:00Z')).toEqual(['no-go', 'expired']);
    expect(await refusal(`shrink ${KEY('rita')} --days 90`, '2031-05-11T12:00:00Z')).toBe('accepted-days/2');
    const earlier = await report(`shrink ${KEY('rita')} --days 10`);
    expect([earlier.exit, earlier.list?.expiresAt]).toEqual([0, '2031-05-20T12:00:00Z']);
  });

  test('holds for another build, is shown, and is not written again where nothing can be removed', async () => {
    await accepted();
    space().write('apps/reader/static/index.html', '<p>reader, built again</p>\n');
    await scanFails();
    const before = textOf(FILE);
    const same = await report(`shrink ${KEY('rita')}`);
    expect([same.exit, same.written, textOf(FILE), same.standing?.state]).toEqual([0, [], before, 'valid']);
    const { stdout } = await cli('findings show');
    for (const words of ['accepted.jsonl', 'valid', 'security.scan', 'mailto:otto@example.org (risk-owner)'])
      expect(stdout).toContain(words);
  });
});

describe('what is not signed', () => {
  test('where no file is configured, or the policy accepts nothing', async () => {
    await openDesk();
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('config-accepted-missing/2');
    writeJson(space(), 'assay.config.json', { ...smallConfig(), acceptedFindings: FILE });
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('accepted-not-allowed/2');
  });

  test('more, longer or stranger than it may be', async () => {
    await desk();
    expect(await refusal('show')).toBe('accepted-missing/2');
    expect(await refusal(`sign ${KEY('otto')}`)).toBe('accepted-missing/2');
    expect(await refusal(`shrink ${KEY('rita')}`)).toBe('accepted-missing/2');
    expect(await refusal(`accept ${WORDS} ${KEY('rita')} --days 91`)).toBe('accepted-days/2');
    expect(await refusal(`accept ${WORDS} ${KEY('rita')} --unit compat#reader`)).toBe('accepted-unit/2');
    expect(await refusal(`accept ${WORDS} ${KEY('otto')}`)).toBe('signer-not-listed/4');
    const own = WORDS.replace('mailto:eve', 'mailto:RITA');
    expect(await refusal(`accept ${own} ${KEY('rita')}`)).toBe('accepted-self/4');
    expect(
      await refusal(`accept ${WORDS.replace('They were there before anybody looked.', 'no')} ${KEY('rita')}`),
    ).toMatch(/\/3$/);
    await accept();
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('accepted-exists/2');
    expect(await refusal(`sign ${KEY('rita')}`)).toBe('accepted-signed/2');
    expect(await refusal(`sign ${KEY('eve')}`)).toBe('signer-not-listed/4');
    expect(await refusal(`sign ${KEY('otto')} --digest ${digestJson('another')}`)).toBe('accepted-digest/4');
    expect(await refusal(`shrink ${KEY('rita')} --mode pr`)).toBe('accepted-mode/2');
  });

  test('what nobody could look at, by nobody who may, on top of a file that nobody can believe', async () => {
    await desk();
    put('{}\n');
    expect(await refusal(`shrink ${KEY('rita')}`)).toBe('accepted-refused/4');
    expect((await report('show')).standing?.state).toBe('malformed');
    rmSync(join(space().path, FILE));
    rmSync(join(space().path, 'evidence/scan.json'));
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('accepted-nothing/2');
    await scanFails();
    writeJson(space(), 'trust.json', exampleTrust({ otto: ['risk-owner'] }, 'example.org', '2031-01-01T00:00:00Z'));
    expect(await refusal(`accept ${WORDS} ${KEY('rita')}`)).toBe('no-acceptor/4');
  });
});

describe('the keys of those who signed', () => {
  test('may go: somebody signs the list again', async () => {
    await accepted();
    const people = { rosa: ['release-manager'], otto: ['risk-owner'] } as const;
    writeJson(space(), 'trust.json', exampleTrust(people, 'example.org', '2031-01-01T00:00:00Z'));
    expect(await standing()).toEqual(['no-go', 'insufficient-approval']);
    writeFileSync(join(space().path, 'rosa.pem'), exampleKeyFile('rosa', 'a hut beside the lake'), {
      mode: 0o600,
    });
    expect((await report(`sign ${KEY('rosa')}`)).standing?.state).toBe('valid');
    expect(await standing()).toEqual(['go-with-waivers', 'valid']);
  });
});
