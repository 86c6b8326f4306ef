// The example platform, signed and verified from end to end, by us and by others.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelOf } from '../src/attest/level.ts';
import { verify as verifyCommand } from '../src/cli/commands/verify.ts';
import { MODES } from '../src/cli/mode-option.ts';
import type { Certification } from '../src/formats/generated/certification.ts';
import { REPORT_FORMATS } from '../src/model/report-formats.ts';
import { encodePublicKey } from '../src/trust/keys/parse-key.ts';
import { exampleKey, exampleTrust } from './example-keys.ts';
import { runCli } from './run-cli.ts';
import { commandExists } from './tools.ts';
import { type Expected, vsaFault } from './vsa-oracle.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** An hour after the configuration's instant. */
const LATER = '2026-11-20T10:00:00Z';
const ROOM_LIGHTS = 'catalogs/hearth/apps/room-lights';
const PEOPLE = { jonas: ['risk-owner'], lea: ['release-manager'], noor: ['security'], ci: ['certifier'] } as const;

let folder = '';
const at = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');

beforeAll(async () => {
  // Inside the project, because a built program finds its packages from there.
  mkdirSync(join(ROOT, '.assay'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.assay/attest-'));
  const { keyObject, publicKey } = exampleKey('ci');
  writeFileSync(at('ci.pem'), keyObject.export({ format: 'pem', type: 'pkcs8' }));
  chmodSync(at('ci.pem'), 0o600);
  writeFileSync(at('ci.pub'), encodePublicKey(publicKey));
  writeFileSync(at('trust.json'), JSON.stringify(exampleTrust(PEOPLE, 'hearth.example', '2026-11-01T09:00:00Z')));
  const outputs = REPORT_FORMATS.flatMap((format) => ['--output', `${format}=${at(format)}`]);
  const signed = await certify('certification.intoto.jsonl', ['--private-key-file', at('ci.pem'), ...outputs]);
  expect([signed.stderr, signed.exit]).toEqual(['', 0]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const certify = (bundle: string, more: readonly string[]) =>
  runCli(['certify', '--quiet', '--attest', at(bundle), ...more], { cwd: ROOT, env: { PATH: process.env.PATH ?? '' } });
const ask = (flags: Readonly<Record<string, string>>): string[] => {
  const usual = {
    evidence: at('certification.intoto.jsonl'),
    policy: 'contracts/hearth/policy.yaml',
    trust: at('trust.json'),
    artifact: ROOM_LIGHTS,
  };
  return ['verify', ...Object.entries({ ...usual, ...flags }).flatMap(([name, value]) => [`--${name}`, value])];
};
const verify = (flags: Readonly<Record<string, string>>, ...more: string[]) =>
  runCli([...ask(flags), ...more], { cwd: ROOT, now: LATER });

describe('the example platform', () => {
  it.each([ROOM_LIGHTS, 'catalogs/hearth/entries/guest-panel.properties', 'contracts/hearth/5.json'])(
    'is verified by %s',
    async (artifact) => {
      const run = await verify({ artifact, 'max-age': '24h' });
      expect([run.stderr, run.exit]).toEqual(['', 0]);
      expect(run.stdout).toContain(`verified: ${artifact} as part of hearth 2026.11-rc.1`);
    },
  );

  it('gives every report byte for byte', async () => {
    const names = REPORT_FORMATS.map((format) => [
      format,
      format === 'text' ? 'report' : format === 'json' ? 'certification' : format,
    ]);
    const outputs = names.flatMap(([format, name]) => ['--output', `${name}=${at(`again-${format}`)}`]);
    expect((await verify({}, ...outputs)).exit).toBe(0);
    for (const format of REPORT_FORMATS) expect(text(`again-${format}`), format).toBe(text(format));
  });

  it.each<[string, string[], number, string]>([
    ['a level that it has not', ['--require-level', 'ASSAY_RELEASE_CANDIDATE_GO'], 1, 'level'],
    ['its level', ['--require-level', 'ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS'], 0, ''],
    ['no waivers', ['--distinguish-waivers'], 10, ''],
    ['an instant after its waivers', ['--at', '2026-12-12T12:00:00Z'], 1, 'expired'],
    ['an age that it has not', ['--max-age', '1h', '--at', '2026-11-20T10:00:01Z'], 1, 'age'],
    ['an age that it has', ['--max-age', '1h'], 0, ''],
  ])('asked for %s', async (_, flags, exit, reason) => {
    const run = await verify({}, '--json', ...flags);
    expect(run.exit).toBe(exit);
    const { result, refusals } = JSON.parse(run.stdout);
    expect(result).toBe(exit === 1 ? 'refused' : 'verified');
    for (const one of refusals) expect(one.reason).toBe(reason);
  });

  it.each<[string, Record<string, string>, string]>([
    ['something else', { artifact: 'package.json' }, 'artifact-not-certified'],
    ['another policy', { policy: 'another' }, 'policy-differs'],
    ['trust in others', { trust: 'others' }, 'sig-key-unknown'],
  ])('is refused for %s', async (_title, flags, code) => {
    const policy = readFileSync(join(ROOT, 'contracts/hearth/policy.yaml'), 'utf8');
    writeFileSync(at('policy.yaml'), policy.replace('waivable: dual', 'waivable: single'));
    const { ci: _, ...others } = PEOPLE;
    writeFileSync(at('others.json'), JSON.stringify(exampleTrust(others, 'hearth.example', '2026-11-01T09:00:00Z')));
    const given = {
      ...flags,
      ...(flags.policy ? { policy: at('policy.yaml') } : {}),
      ...(flags.trust ? { trust: at('others.json') } : {}),
    };
    const run = await verify(given, '--json');
    expect(run.exit).toBe(4);
    expect(run.stdout).toContain(`"code": "${code}"`);
  });

  it('takes every level that a decision can give', () => {
    for (const mode of MODES)
      for (const decision of ['go', 'go-with-waivers'] as const)
        expect(verifyCommand.options?.['require-level']?.choices).toContain(levelOf({ mode, decision }));
  });

  it('says of a level that is none which it may be, and of a certification that it is no bundle', async () => {
    const level = await verify({}, '--require-level', 'ASSAY_RELEASE-CANDIDATE_GO');
    expect([level.exit, level.stderr]).toEqual([
      2,
      expect.stringContaining('did you mean ASSAY_RELEASE_CANDIDATE_GO?'),
    ]);
    const unsigned = await verify({ evidence: at('json') });
    expect([unsigned.exit, unsigned.stderr]).toEqual([3, expect.stringContaining('which nobody signed')]);
    writeFileSync(at('half.jsonl'), text('certification.intoto.jsonl').slice(0, 300));
    const half = await verify({ evidence: at('half.jsonl') });
    expect([half.exit, half.stderr]).toEqual([3, expect.stringContaining('ends in the middle of a line')]);
  });

  it('is signed by a program that has the key as it is by the key', async () => {
    const script = `#!/bin/sh\nt=$(mktemp)\ncat > "$t"\nopenssl pkeyutl -sign -inkey ${at('ci.pem')} -rawin -in "$t"\nrm "$t"\n`;
    writeFileSync(at('signer'), script, { mode: 0o755 });
    const run = await certify('by-program.jsonl', ['--signer', at('signer'), '--public-key-file', at('ci.pub')]);
    expect([run.stderr, run.exit]).toEqual(['', 0]);
    expect(text('by-program.jsonl')).toBe(text('certification.intoto.jsonl'));
  }, 60_000);
});

describe('without us', () => {
  const lines = (): string[] => text('certification.intoto.jsonl').split('\n').slice(0, -1);
  const statement = (line: string) => JSON.parse(Buffer.from(JSON.parse(line).payload, 'base64').toString());

  it('each summary passes the seven checks of slsa-verifier, and fails each where it should', () => {
    const { candidate }: Certification = JSON.parse(text('json'));
    const summaries = lines().filter((line) => statement(line).predicateType.startsWith('https://slsa.dev/'));
    expect(summaries).toHaveLength(candidate.artifacts.length);
    for (const [index, line] of summaries.entries()) {
      const { name = '', digest } = candidate.artifacts[index] ?? {};
      const expected: Expected = {
        publicKeyPem: readFileSync(at('ci.pub')),
        subjectSha256: (digest ?? '').replace('sha256:', ''),
        verifierId: 'https://assay.dev/certify/v1',
        resourceUri: `pkg:generic/hearth/${name}@2026.11-rc.1`,
        levels: ['ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS'],
      };
      expect(vsaFault(line, expected)).toBeUndefined();
      expect(vsaFault(line, { ...expected, publicKeyPem: encodePublicKey(exampleKey('lea').publicKey) })).toBe(
        'signature',
      );
      expect(vsaFault(lines()[0] ?? '', expected)).toBe('type');
      expect(vsaFault(line, { ...expected, subjectSha256: '0'.repeat(64) })).toBe('subject');
      expect(vsaFault(line, { ...expected, verifierId: 'https://example.org' })).toBe('verifier');
      expect(vsaFault(line, { ...expected, resourceUri: 'pkg:generic/other' })).toBe('resource');
      expect(vsaFault(line, { ...expected, levels: ['ASSAY_RELEASE_CANDIDATE_GO'] })).toBe('levels');
      const { inputAttestations } = statement(line).predicate;
      const digests = inputAttestations.map(({ digest: own }: { digest: { sha256: string } }) => own.sha256);
      expect(digests.length).toBeGreaterThan(20);
      expect(digests).toEqual([...digests].sort());
    }
  });

  it.skipIf(!commandExists('openssl', ['version']))('openssl verifies a line as the documents say', () => {
    const [, command = ''] = /^```sh\n(.+)\n```$/m.exec(readFileSync(join(ROOT, 'docs/verify.md'), 'utf8')) ?? [];
    const run = (script: string) => spawnSync('bash', ['--norc', '-c', script], { cwd: folder, encoding: 'utf8' });
    for (const number of lines().slice(0, -10).keys()) {
      const { stdout, status } = run(command.replace('3p', `${number + 1}p`));
      expect([stdout, status]).toEqual(['Signature Verified Successfully\n', 0]);
    }
    expect(JSON.parse(text('body'))._type).toBe('https://in-toto.io/Statement/v1');
    writeFileSync(at('bad.jsonl'), text('certification.intoto.jsonl').replaceAll('"payload":"eyJ', '"payload":"eyK'));
    expect(run(command.replace('certification.intoto.jsonl', 'bad.jsonl')).status).toBe(1);
  });

  const python = process.env.ASSAY_PYTHON;
  const ready = python !== undefined && spawnSync(python, ['-c', 'import securesystemslib, cryptography']).status === 0;
  if (!ready) console.warn('skipped: ASSAY_PYTHON names no python with securesystemslib and cryptography');
  it.skipIf(!ready)('securesystemslib verifies every line of ours', () => {
    const script = `
import json, sys
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey
for line in open(sys.argv[1]).read().splitlines()[:int(sys.argv[3])]:
    data = json.loads(line)
    key = SSlibKey.from_crypto(load_pem_public_key(open(sys.argv[2], 'rb').read()), keyid=data['signatures'][0]['keyid'])
    assert len(Envelope.from_dict(data).verify([key], 1)) == 1
print('ok')
`;
    const count = String(lines().length - 10);
    const argv = ['-c', script, at('certification.intoto.jsonl'), at('ci.pub'), count];
    expect(String(execFileSync(python ?? '', argv)).trim()).toBe('ok');
  });

  it('the built program verifies where there is no network', () => {
    const outdir = `--outdir=${at('dist')}`;
    execFileSync(process.execPath, ['tools/build.mjs', '--js', outdir], { cwd: ROOT });
    const isolated = spawnSync('unshare', ['-rn', 'true']).status === 0;
    if (!isolated) console.warn('skipped in part: unshare can take no network away here, the program is only watched');
    // Any module that opens a socket ends the program.
    const watch = `import m from 'node:module';for (const name of ['net','dns','http','https','tls','dgram','http2']) { const real = m._load; m._load = function (id, ...rest) { if (id.replace('node:','') === name) throw new Error('network: ' + id); return real.call(this, id, ...rest); }; }`;
    const [program = '', ...argv] = [
      ...(isolated ? ['unshare', '-rn'] : []),
      ...[process.execPath, '--import', `data:text/javascript,${encodeURIComponent(watch)}`, at('dist/bin.js')],
      ...ask({ at: LATER }),
    ];
    const run = spawnSync(program, argv, { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
    expect([run.stderr, run.status]).toEqual(['', 0]);
    expect(run.stdout).toContain('verified: ');
  }, 60_000);
});
