import { describe, expect, test } from 'vitest';
import { run, space, unit, withScan } from '../../testing/certify-small.ts';
import { finding, waiver } from '../../testing/gate-fixtures.ts';
import { CONTRACT, smallPolicy, writeJson } from '../../testing/small-platform.ts';

describe('secrets and private paths', () => {
  const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';

  test('a secret in evidence blocks, can not be waived, and is shown nowhere', async () => {
    await withScan({
      status: 'fail',
      findings: [{ ...finding('a'), message: `token ${TOKEN} was rejected` }],
      counts: { checks: 1, errors: 1, warnings: 0, notes: 0 },
    });
    writeJson(space(), 'waivers/one.json', waiver('security.scan'));
    const certification = await run();
    expect([certification.decision, certification.exit, unit(certification, 'security.scan')?.state]).toEqual([
      'no-go',
      { code: 4, name: 'integrity' },
      'redaction-failed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
    expect(certification.findings.find(({ ruleId }) => ruleId === 'evidence/redaction-failed')?.message).toContain(
      '/findings/0/message',
    );
  });

  test('a secret in a waiver blocks, though nothing else does', async () => {
    await withScan();
    const plain = waiver('compat', {}, { appId: 'reader' });
    writeJson(space(), 'waivers/one.json', {
      ...plain,
      justification: { ...plain.justification, mitigation: `use password=${TOKEN}` },
    });
    const certification = await run();
    expect([certification.decision, certification.exit.code, certification.waivers[0]?.state]).toEqual([
      'no-go',
      4,
      'malformed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('a secret in the contract source blocks as one', async () => {
    const leaking = { ...CONTRACT, stabilityPolicy: `Authorization: Bearer ${TOKEN}` };
    writeJson(space(), 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract: leaking });
    const certification = await run();
    expect([certification.exit.code, unit(certification, 'platform-api.contract')?.state]).toEqual([
      4,
      'redaction-failed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('a secret in the policy is replaced, and blocks', async () => {
    writeJson(space(), 'policy.json', smallPolicy({ compat: { fix: `call with token=${TOKEN}` } }));
    await withScan();
    const certification = await run();
    expect([certification.decision, certification.exit.code]).toEqual(['no-go', 4]);
    expect(certification.requirements.find(({ id }) => id === 'compat')?.fix).toMatch(/^<redacted [a-z-]+>$/);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('folders of this machine become placeholders', async () => {
    const message = `${space().path}/apps/reader and /home/ann/.npmrc and /tmp/x and /home/anna`;
    const found = { ...finding('a'), message: message.replace(' and /home/anna', '') };
    await withScan({ status: 'fail', findings: [found], counts: { checks: 1, errors: 1, warnings: 0, notes: 0 } });
    const certification = await run();
    expect(certification.findings[0]?.message).toBe('<workspace>/apps/reader and <home>/.npmrc and <temporary>/x');
  });
});
