// The example platform, signed and verified from end to end.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleKey, exampleTrust } from './example-keys.ts';
import { runCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** An hour after the configuration's instant. */
const LATER = '2026-11-20T10:00:00Z';

describe('the example platform', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-attest-'));
    writeFileSync(at('ci.pem'), exampleKey('ci').keyObject.export({ format: 'pem', type: 'pkcs8' }));
    chmodSync(at('ci.pem'), 0o600);
    const people = { jonas: ['risk-owner'], lea: ['release-manager'], noor: ['security'], ci: ['certifier'] } as const;
    writeFileSync(at('trust.json'), JSON.stringify(exampleTrust(people, 'hearth.example', '2026-11-01T09:00:00Z')));
    const signed = await certify();
    expect([signed.stderr, signed.exit]).toEqual(['', 0]);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const certify = (...more: string[]) =>
    runCli(
      [
        'certify',
        '--quiet',
        '--attest',
        at('bundle.jsonl'),
        '--private-key-file',
        at('ci.pem'),
        '--output',
        `json=${at('certification.json')}`,
        ...more,
      ],
      { cwd: ROOT },
    );
  const verify = (...more: string[]) =>
    runCli(
      [
        'verify',
        '--evidence',
        at('bundle.jsonl'),
        '--policy',
        'contracts/hearth/policy.yaml',
        '--trust',
        at('trust.json'),
        ...more,
      ],
      { cwd: ROOT, now: LATER },
    );

  it('is verified by folder, entry and contract, and rendered byte for byte', async () => {
    const run = await verify(
      '--artifact',
      'catalogs/hearth/apps/room-lights',
      '--output',
      `certification=${at('again.json')}`,
    );
    expect(run.stderr).toBe('');
    console.log(run.stdout, readFileSync(at('bundle.jsonl')).length);
    expect(run.exit).toBe(0);
    expect(readFileSync(at('again.json'), 'utf8')).toBe(readFileSync(at('certification.json'), 'utf8'));
  });
});
