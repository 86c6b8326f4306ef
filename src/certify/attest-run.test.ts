import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attest, believe, writeWaived } from '../../testing/attest-small.ts';
import { certifyInput, space, withScan } from '../../testing/certify-small.ts';
import { codeOf } from '../../testing/code-of.ts';
import { exampleSigner } from '../../testing/example-keys.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { attestRun } from './attest-run.ts';
import type { CertifiedRun } from './certified-run.ts';
import { certifyRun } from './certify.ts';

const OPTIONAL = {
  pr: 'optional',
  nightly: 'optional',
  'release-candidate': 'optional',
  production: 'optional',
} as const;
const sign = (run: CertifiedRun): string => attestRun(run, certifyInput(), [exampleSigner('robot')]);
const verdict = (run: CertifiedRun): string => codeOf(() => sign(run));
const certified = (config: Record<string, unknown> = {}): Promise<CertifiedRun> => certifyRun(certifyInput({}, config));

describe('a certification is not signed', () => {
  it('where the bundle would not give it again', async () => {
    const run = await certified();
    const { certification } = run;
    expect(verdict(run)).toBe('accepted');
    expect(verdict({ ...run, certification: { ...certification, decision: 'go' } })).toBe('attest-not-reproducible/4');
    expect(verdict({ ...run, decided: { ...run.decided, evidence: [] } })).toBe('attest-not-reproducible/4');
  });

  it('where an approval changed since it was read, or has several lines', async () => {
    await writeWaived();
    const file = join(space().path, 'approvals/rita.json');
    const run = await certified();
    const text = readFileSync(file, 'utf8');
    space().write('approvals/rita.json', `${text}\n`);
    expect(verdict(run)).toBe('attest-changed/4');
    space().write('approvals/rita.json', JSON.stringify(JSON.parse(text), null, 2));
    expect(verdict(await certified())).toBe('attest-not-a-line/3');
    space().write('approvals/rita.json', text.trimEnd());
    expect(believe(sign(await certified())).files.approvals).toHaveLength(2);
  });

  it('where there is no artifact', async () => {
    const empty = { apps: [], catalog: {}, clients: [], contract: {} };
    expect(verdict(await certified(empty))).toBe('attest-nothing/5');
  });

  it('where its record would hold a secret', async () => {
    const secret = `pass${'word'}=${'hunter'}22x`;
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { docs: secret } }));
    expect(verdict(await certified())).toBe('record-leak/4');
  });
});

describe('a signed certification', () => {
  it('holds what could not be read, and is decided again with it', async () => {
    await writeWaived();
    space().write('approvals/noise.json', '{}');
    space().write('waivers/noise.json', '{');
    space().write('evidence/noise.json', '[]');
    space().write('register.json', '{}');
    const { certification, bundle } = await attest();
    expect(certification.decision).toBe('no-go');
    expect(JSON.stringify(believe(bundle).certification)).toBe(JSON.stringify(certification));
  });

  it('holds what moved backward since an earlier one, and what is otherwise', async () => {
    await withScan();
    const before = await certified();
    writeJson(space(), 'before.json', {
      ...before.certification,
      tool: { ...before.certification.tool, version: '1' },
    });
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { levels: OPTIONAL } }));
    const previous = { file: join(space().path, 'before.json'), shown: 'before.json' };
    const { certification, bundle } = await attest({ previous }, {});
    expect(certification.previous?.changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(believe(bundle).certification)).toBe(JSON.stringify(certification));
  });

  it('names no folder of the machine', async () => {
    await withScan({ annotations: { log: `${space().path}/out/scan.log` } });
    const { certification, bundle } = await attest({}, {});
    expect(JSON.stringify(certification)).toContain('<workspace>/out/scan.log');
    const payloads = bundle
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(JSON.parse(line).payload, 'base64').toString());
    expect(payloads.join('')).not.toContain(space().path);
    const [evidence] = believe(bundle).record.evidence.filter(({ redacted }) => redacted);
    expect(evidence?.location.path).toBe('evidence/scan.json');
  });
});
