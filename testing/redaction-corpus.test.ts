// No report repeats a secret, wherever it stood; and what is none is left alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { approvalStatement } from '../src/attest/waiver-statements.ts';
import { leakWords, reportLeaks } from '../src/certify/report-leaks.ts';
import { unitIdOf } from '../src/certify/unit-id.ts';
import type { Evidence } from '../src/formats/generated/evidence.ts';
import { REPORT_FORMATS } from '../src/model/report-formats.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import { manifestLines } from './app-files.ts';
import { run, scan, space } from './certify-small.ts';
import { exampleSigner } from './example-keys.ts';
import { approval, finding, requirement, waiver } from './gate-fixtures.ts';
import { PLANTED, type PlantedSecret } from './planted-secrets.ts';
import { runCli } from './run-cli.ts';
import { CARRIERS } from './secret-carriers.ts';
import { smallConfig, writeJson } from './small-platform.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const oneLine = (text: string): string => text.replaceAll('\n', ' ');

describe('a secret', () => {
  it('is one of two hundred and more, in a dozen carriers', () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(200);
    expect(new Set(PLANTED.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    expect(Object.keys(CARRIERS)).toHaveLength(12);
  });

  it.each(Object.entries(CARRIERS))('is seen in %s, and never said', (_, carry) => {
    for (const planted of PLANTED) {
      const leaks = reportLeaks(carry(planted));
      expect(leaks.length, planted.kind).toBeGreaterThan(0);
      expect(leakWords(leaks)).not.toContain(partOf(planted));
    }
  });
});

/** Part of a secret that nothing may show; what stands before it may be the same in each of its kind. */
function partOf({ secret }: PlantedSecret): string {
  return secret.slice(-12);
}

type Planted = readonly PlantedSecret[];
const id = (index: number): string => `planted.n${index}`;

/** A policy that waits for evidence of each secret, with whatever it says of it. */
function writePolicy(all: Planted, words: (planted: PlantedSecret) => Record<string, string> = () => ({})): void {
  const requirements = all.map((planted, index) => ({ ...requirement(id(index)), ...words(planted) }));
  writeJson(space(), 'policy.json', { kind: 'assay.policy', schemaVersion: 1, requirements });
}

/** Evidence of each secret that is right in everything but what it holds. */
async function writeEvidence(all: Planted, hold: (planted: PlantedSecret) => Partial<Evidence>): Promise<void> {
  writePolicy(all);
  const usual = await scan();
  for (const [index, planted] of all.entries()) {
    const whole = { ...usual, evidenceId: id(index), ...hold(planted) };
    writeJson(space(), `evidence/${index}.json`, { ...whole, unitId: unitIdOf(whole) });
  }
}

const failed = (changes: Partial<Evidence['findings'][number]>): Partial<Evidence> => ({
  status: 'fail',
  counts: { checks: 1, errors: 1, warnings: 0, notes: 0 },
  findings: [{ ...finding('a'), ...changes }],
});

/** Where a secret is planted in a real run, by name. */
const PLACES: Readonly<Record<string, (all: Planted) => Promise<void>>> = {
  'the message of a finding': (all) => writeEvidence(all, ({ text }) => failed({ message: `saw ${text}` })),
  'base64 in an annotation': (all) =>
    writeEvidence(all, ({ text }) => ({ annotations: { dump: Buffer.from(`found: ${text}`).toString('base64') } })),
  'the name of an annotation': (all) =>
    writeEvidence(all, ({ text }) => ({ annotations: { [`saw-${oneLine(text)}`]: 1 } })),
  'the name of a file': (all) =>
    writeEvidence(all, ({ text }) => failed({ location: { path: `out/${oneLine(text).replaceAll('/', '_')}` } })),
  'why it was skipped': (all) =>
    writeEvidence(all, ({ secret }) => ({ status: 'skip', statusReason: `sent X-Api-Key: ${oneLine(secret)}` })),
  'the text of a policy': async (all) => writePolicy(all, ({ text }) => ({ fix: `run scan --with "${text}"` })),
  'a waiver': async (all) => {
    writePolicy(all);
    for (const [index, { text }] of all.entries()) {
      const one = waiver(id(index), { id: `WVR-2031-${1000 + index}` });
      const reason = `${one.justification.reason} It was called with ${text}.`;
      writeJson(space(), `waivers/${index}.json`, { ...one, justification: { ...one.justification, reason } });
    }
  },
  'the link of a waiver': async (all) => {
    writePolicy(all);
    for (const [index, { kind, secret }] of all.entries()) {
      const before = kind === 'none' ? '' : 'ann:';
      const link = `https://${before}${encodeURIComponent(oneLine(secret))}${before && '@tracker'}.example.org/1`;
      const one = waiver(id(index), { id: `WVR-2031-${1000 + index}`, tracking: [link] });
      writeJson(space(), `waivers/${index}.json`, one);
    }
  },
  'the comment of an approval': async (all) => {
    writePolicy(all);
    for (const [index, { text }] of all.entries()) {
      const one = waiver(id(index), { id: `WVR-2031-${1000 + index}` });
      writeJson(space(), `waivers/${index}.json`, one);
      const said = approval(one, { comment: `agreed: ${text}` }).approval;
      space().write(`approvals/${index}.json`, signStatement(approvalStatement(said), [exampleSigner('rita')]));
    }
  },
  'the permissions of an app': async (all) => {
    writePolicy(all);
    const apps = all.map(({ text }, index) => {
      space().app(`apps/${index}`, manifestLines(`app.permissions=${oneLine(text)}`));
      return `apps/${index}`;
    });
    const compat = { ...requirement('compat'), run: 'compat.bundles' };
    writeJson(space(), 'policy.json', { kind: 'assay.policy', schemaVersion: 1, requirements: [compat] });
    writeJson(space(), 'assay.config.json', { ...smallConfig(), apps });
  },
};

/** Everything that a run says: both streams, and every report. */
async function everything(): Promise<{ said: string; exits: number[] }> {
  const outputs = REPORT_FORMATS.flatMap((format) => ['--output', `${format}=reports/${format}`]);
  const cwd = space().path;
  const loud = await runCli(['certify', ...outputs], { cwd });
  const json = await runCli(['certify', '--json'], { cwd });
  const files = readdirSync(join(cwd, 'reports'));
  expect(files).toHaveLength(REPORT_FORMATS.length);
  const streams = [loud, json].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const said = [...streams, ...files.map((name) => readFileSync(join(cwd, 'reports', name), 'utf8'))].join('\n');
  return { said, exits: [loud.exit, json.exit] };
}

/** Says nothing to anybody. */
const HARMLESS: PlantedSecret = { kind: 'none', text: 'harmless.words', secret: 'harmless.words' };

describe.each(Object.entries(PLACES))('what stands in %s', (_, write) => {
  it('is repeated by no report and no stream where it is a secret', async () => {
    await write(PLANTED);
    const { said, exits } = await everything();
    expect(exits).not.toContain(0);
    expect(PLANTED.filter((planted) => said.includes(partOf(planted))).map(({ kind }) => kind)).toEqual([]);
  }, 120_000);

  it('is shown where it is none', async () => {
    await write([HARMLESS]);
    const { said } = await everything();
    const base64 = Buffer.from(`found: ${HARMLESS.text}`).toString('base64');
    expect(said.includes(HARMLESS.text) || said.includes(base64)).toBe(true);
  }, 60_000);
});

/** Lines of prose that nobody would call a secret: documents, contracts, rules. */
function cleanLines(): string[] {
  const texts = [
    ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
    'contracts/hearth/contract.yaml',
    'CHANGELOG.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
  ].flatMap((name) => readFileSync(join(ROOT, name), 'utf8').split('\n'));
  return [...new Set(texts.map((line) => line.trim()).filter((line) => line.length > 20))];
}

it('fewer than one in a hundred clean lines are taken for a secret', () => {
  const secret = new Set([
    'private-key',
    'private-insert-uri',
    'session-token',
    'process-token',
    'credential',
    'form-password',
  ]);
  const lines = cleanLines();
  const taken = lines.filter((line) => reportLeaks({ message: line }).some(({ kind }) => secret.has(kind)));
  expect(lines.length).toBeGreaterThan(1500);
  expect(taken.length / lines.length, taken.join('\n')).toBeLessThan(0.01);
});

it('a clean run is repeated as it is', async () => {
  expect((await run()).findings.filter(({ ruleId }) => ruleId === 'evidence/redaction-failed')).toEqual([]);
});
