// The story that docs/release-managers.md tells, with real keys; then everything that must not get past the gate.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Certification } from '../src/formats/generated/certification.ts';
import type { Workspace } from './app-files.ts';
import { fillIn, HEARTH, hearthWithout, trustPerson } from './hearth-copy.ts';
import { runCli } from './run-cli.ts';
import { wordsOf } from './transcript.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../docs/release-managers.md', import.meta.url)), 'utf8');
const ENV = { RITA_PASSPHRASE: 'a hut beside the lake', OTTO_PASSPHRASE: 'two lamps and a dog' };
const [FIRST, SECOND] = ['WVR-2026-0046', 'WVR-2026-0047'];

/** What a person does between the commands. */
const BY_HAND: Readonly<Record<string, (space: Workspace) => void>> = {
  'both keys are listed': (space) => {
    trustPerson(space, 'mailto:rita@hearth.example', ['release-manager'], '../keys/rita.pub');
    trustPerson(space, 'mailto:otto@hearth.example', ['risk-owner'], '../keys/otto.pub');
  },
  'both waivers are filled in': (space) => {
    for (const id of [FIRST, SECOND]) fillIn(space, `${HEARTH.waivers}/${id}.json`);
  },
  'the candidate is rebuilt': (space) => {
    space.write('catalogs/hearth/apps/room-lights/static/about.html', '<p>built again</p>\n');
  },
};

const steps = [...PAGE.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
let space: Workspace;
beforeAll(() => {
  space = hearthWithout('guest-panel', 'night-watch');
});
afterAll(() => space.remove());

const cli = (line: string, now?: string) =>
  runCli([...wordsOf(line), ...(now === undefined ? [] : ['--now', now])], { cwd: space.path, env: ENV });
const certify = async (now?: string): Promise<Certification> =>
  JSON.parse((await cli('certify --json --quiet', now)).stdout);
const file = (path: string): string => join(space.path, path);
const stateOf = ({ waivers }: Certification, id: string, revision = 2) =>
  waivers.find((one) => one.id === id && one.revision === revision)?.state;

describe('the story of docs/release-managers.md', () => {
  it('has its parts', () => {
    expect(steps.filter((line) => line.startsWith('# ')).map((line) => line.slice(2))).toEqual(Object.keys(BY_HAND));
    expect(steps.filter((line) => line.includes('# exit')).length).toBeGreaterThan(6);
  });

  it.each(steps.map((line) => [line]))('%s', async (line) => {
    if (line.startsWith('# ')) return BY_HAND[line.slice(2)]?.(space);
    const [, command = '', exit = '0', words = ''] = /^\$ assay (.*?)(?: +# exit (\d+): (.*))?$/.exec(line) ?? [];
    expect(command).not.toBe('');
    const run = await cli(command);
    expect(run.exit, run.stderr).toBe(Number(exit));
    for (const word of words.split(', ')) expect(run.stdout).toContain(word);
  });

  it('ends with everything said in the certification', async () => {
    const { decision, waivers, summary } = await certify();
    expect([decision, summary.waived]).toEqual(['go-with-waivers', 5]);
    const first = waivers.find(({ id, revision }) => id === FIRST && revision === 2);
    expect(first?.approvals?.map(({ principal, role }) => [principal, role])).toEqual([
      ['mailto:otto@hearth.example', 'risk-owner'],
      ['mailto:rita@hearth.example', 'release-manager'],
    ]);
  });
});

describe('after the story, the gate refuses', () => {
  const approval = (who: string): string => `${HEARTH.approvals}/${FIRST}.${who}.approve.2.json`;

  /** Changes a file for one question, and puts it back. */
  async function with_(path: string, change: (text: string) => string): Promise<Certification> {
    const text = readFileSync(file(path), 'utf8');
    writeFileSync(file(path), change(text));
    try {
      return await certify();
    } finally {
      writeFileSync(file(path), text);
    }
  }

  it('a forged approval: words changed under the signature', async () => {
    const changed = await with_(approval('otto'), (text) => {
      const envelope = JSON.parse(text);
      const payload = Buffer.from(envelope.payload, 'base64').toString().replace('risk-owner', 'security');
      return JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') });
    });
    expect([changed.decision, stateOf(changed, FIRST)]).toEqual(['no-go', 'forged']);
  });

  it('a forged approval: signed by another person than it names', async () => {
    // Otto signs what Rita would say; the file is under his name, in his folder, by his key.
    const { signStatement } = await import('../src/trust/statement/sign-statement.ts');
    const { signerOf } = await import('../src/trust/signature.ts');
    const { parsePrivateKey } = await import('../src/trust/keys/parse-key.ts');
    const pem = readFileSync(file('../keys/otto.pem'));
    const { key } = parsePrivateKey(pem, 'otto.pem', () => ENV.OTTO_PASSPHRASE);
    const changed = await with_(approval('rita'), (text) => {
      const { subject, predicate, predicateType } = JSON.parse(
        Buffer.from(JSON.parse(text).payload, 'base64').toString(),
      );
      const [{ name, digest }] = subject;
      const subjects = [{ name, digest: `sha256:${digest.sha256}` }];
      return signStatement({ subjects, predicate, predicateType }, [signerOf(key)]);
    });
    expect([changed.decision, stateOf(changed, FIRST)]).toEqual(['no-go', 'forged']);
    const explanation = changed.waivers.find(({ id, revision }) => id === FIRST && revision === 2)?.explanation;
    expect(explanation).toContain('names mailto:rita@hearth.example and is signed by mailto:otto@hearth.example');
  });

  it('a self-approved waiver: by the command, and by the gate where somebody signs all the same', async () => {
    const path = `${HEARTH.waivers}/${FIRST}.r2.json`;
    const text = readFileSync(file(path), 'utf8');
    writeFileSync(file(path), text.replace('mailto:ann@hearth.example', 'mailto:Rita@Hearth.Example'));
    try {
      const run = await cli(
        `waiver approve ${FIRST} --json --quiet --principal mailto:rita@hearth.example --role release-manager --private-key-file ../keys/rita.pem --passphrase-env RITA_PASSPHRASE`,
      );
      expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([4, 'decision-self']);
      // What she signs by other means is for the changed waiver.
      const signed = await signedByHand('rita', 'release-manager', JSON.parse(readFileSync(file(path), 'utf8')));
      space.write(`${HEARTH.approvals}/self.json`, signed);
      const changed = await certify();
      expect([changed.decision, stateOf(changed, FIRST)]).toEqual(['no-go', 'self-approved']);
    } finally {
      writeFileSync(file(path), text);
      const { rmSync } = await import('node:fs');
      rmSync(file(`${HEARTH.approvals}/self.json`), { force: true });
    }
  });

  it('an expired waiver', async () => {
    const changed = await certify('2026-12-20T09:00:00Z');
    expect([changed.decision, stateOf(changed, FIRST), stateOf(changed, SECOND)]).toEqual([
      'no-go',
      'expired',
      'expired',
    ]);
    expect(stateOf(await certify('2026-12-20T08:59:59Z'), FIRST)).toBe('valid');
  });

  it('T32: a replayed approval: of the revision before, of another waiver, in another release', async () => {
    const before = readFileSync(file(`${HEARTH.approvals}/${FIRST}.rita.approve.json`), 'utf8');
    const other = readFileSync(file(`${HEARTH.approvals}/${SECOND}.rita.approve.2.json`), 'utf8');
    for (const [text, words] of [
      [before, 'is for other content of this waiver'],
      [other, 'lacks the approval of a release manager'],
    ] as const) {
      const changed = await with_(approval('rita'), () => text);
      expect([changed.decision, stateOf(changed, FIRST)]).toEqual(['no-go', 'insufficient-approval']);
      const one = changed.waivers.find(({ id, revision }) => id === FIRST && revision === 2);
      expect(one?.explanation).toContain(words);
    }
    const released = await with_('assay.config.json', (text) => text.replace('"2026.11-rc.1"', '"2026.12-rc.1"'));
    expect([released.decision, stateOf(released, FIRST)]).toEqual(['no-go', 'wrong-release']);
  });

  it('a waiver that was revoked, whoever approved it', async () => {
    const run = await cli(
      `waiver revoke ${SECOND} --quiet --principal mailto:otto@hearth.example --role risk-owner --private-key-file ../keys/otto.pem --passphrase-env OTTO_PASSPHRASE --comment "more users are hit than we knew"`,
    );
    expect(run.exit, run.stderr).toBe(0);
    const changed = await certify();
    expect([changed.decision, stateOf(changed, SECOND)]).toEqual(['no-go', 'revoked']);
  });
});

/** An approval that somebody signs with their key and without our command. */
async function signedByHand(who: 'rita', role: 'release-manager', waiver: { id: string }): Promise<string> {
  const { signStatement } = await import('../src/trust/statement/sign-statement.ts');
  const { signerOf } = await import('../src/trust/signature.ts');
  const { parsePrivateKey } = await import('../src/trust/keys/parse-key.ts');
  const { approvalStatement } = await import('../src/attest/waiver-statements.ts');
  const { digestJson } = await import('../src/model/digest.ts');
  const { key } = parsePrivateKey(readFileSync(file(`../keys/${who}.pem`)), who, () => ENV.RITA_PASSPHRASE);
  const { reportDigest, release, candidate } = await certify();
  const approval = {
    kind: 'assay.approval',
    schemaVersion: 1,
    waiverId: waiver.id,
    waiverDigest: digestJson(waiver),
    releaseId: release,
    candidateDigest: candidate.digest,
    decision: 'approve',
    principal: `mailto:${who}@hearth.example`,
    role,
    decidedAt: '2026-11-20T09:00:00Z',
    reportDigest,
  } as const;
  return signStatement(approvalStatement(approval), [signerOf(key)]);
}
