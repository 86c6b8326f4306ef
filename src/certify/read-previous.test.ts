// --previous by a signed bundle: believed as `assay verify` believes it, or the run ends.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { attest, PEOPLE, trust, writeWaived } from '../../testing/attest-small.ts';
import { run, space } from '../../testing/certify-small.ts';
import { exampleSigner } from '../../testing/example-keys.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';
import { digestJson } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import type { CertifyInput } from './input.ts';

let certification: Certification;
let bundle: string;
beforeEach(async () => {
  await writeWaived();
  ({ certification, bundle } = await attest());
}, 60_000);

const CONFIG = { register: 'register.json' };
function previous(text: string): Pick<CertifyInput, 'previous'> {
  writeFileSync(join(space().path, 'before.jsonl'), text);
  return { previous: { file: join(space().path, 'before.jsonl'), shown: 'before.jsonl' } };
}
async function verdict(text: string, changes: Partial<CertifyInput> = {}): Promise<string> {
  try {
    await run({ ...previous(text), ...changes }, CONFIG);
    return 'accepted';
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.kind}`;
    throw error;
  }
}
const lines = (): string[] => bundle.trimEnd().split('\n');
const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
/** A later edition of the trust document in which the certifier's key is for this. */
function certifierKey(changes: object): void {
  const document = trust(PEOPLE);
  const principals = document.principals.map((one) =>
    one.id.includes('robot') ? { ...one, keys: one.keys.map((key) => ({ ...key, ...changes })) } : one,
  );
  writeJson(space(), 'trust.json', { ...document, principals });
}

describe('a signed bundle as the certification before', () => {
  it('is compared with as the certification alone is', async () => {
    const signed = (await run(previous(bundle), CONFIG)).previous;
    const alone = (await run(previous(JSON.stringify(certification)), CONFIG)).previous;
    expect(signed).toEqual(alone);
    expect(signed).toMatchObject({ digest: digestJson(certification), changes: [], path: 'before.jsonl' });
  });

  it('lets nothing move backward', async () => {
    const { findings } = await run(previous(bundle));
    expect(findings.filter(({ blocks }) => blocks).map(({ ruleId }) => ruleId)).toContain('previous/register-older');
  });

  it('is refused where it is forged', async () => {
    const [first = '', ...others] = lines();
    const envelope = JSON.parse(first);
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const forged = Buffer.from(payload.replace('"sequence":3', '"sequence":1'));
    expect(forged.toString()).not.toBe(payload);
    const other = { ...envelope, payload: forged.toString('base64') };
    expect(await verdict(joined([first.replace(envelope.payload, other.payload), ...others]))).toBe(
      'sig-invalid/integrity',
    );
    expect(await verdict(joined([JSON.stringify({ ...envelope, signatures: [] }), ...others]))).toMatch(/\/integrity$/);
  });

  it('is refused from a key that nobody trusts, that may not certify, or that was revoked', async () => {
    const by = async (who: string): Promise<string> => (await attest({}, CONFIG, [exampleSigner(who)])).bundle;
    const [mallory, rita] = [await by('mallory'), await by('rita')];
    expect(await verdict(mallory)).toBe('sig-key-unknown/integrity');
    expect(await verdict(rita)).toBe('sig-key-not-authorized/integrity');
    certifierKey({ revoked: { at: '2031-05-01T00:00:00Z', reason: 'laptop lost' } });
    expect(await verdict(bundle)).toBe('sig-key-not-authorized/integrity');
  });

  it('is refused cut off, and without a line', async () => {
    for (const part of [0.5, 0.9, 0.999])
      expect(await verdict(bundle.slice(0, Math.floor(bundle.length * part))), `${part}`).toBe(
        'bundle-lines-malformed/input',
      );
    expect(await verdict(bundle.slice(0, 40))).toBe('bundle-lines-malformed/input');
    expect(await verdict(joined(lines().slice(0, 1)))).toBe('attestation-incomplete/integrity');
    expect(await verdict(joined(lines().slice(0, -1)))).toBe('attestation-incomplete/integrity');
  });

  it('is refused where no trust document says who certifies', async () => {
    await expect(run(previous(bundle), { trust: undefined })).rejects.toMatchObject({
      code: 'previous-trust-missing',
      kind: 'integrity',
    });
  });

  it('is refused in production from a test key, and taken from one that is for production', async () => {
    expect(await verdict(bundle, { mode: 'production' })).toBe('attestation-test-key/integrity');
    certifierKey({ use: 'production' });
    expect(await verdict(bundle, { mode: 'production' })).toBe('accepted');
  });
});

describe('a certification alone', () => {
  it('is refused where the mode demands signatures, and taken where it does not', async () => {
    const alone = JSON.stringify(certification);
    expect(await verdict(alone)).toBe('accepted');
    expect(await verdict(alone, { mode: 'production' })).toBe('previous-unsigned/integrity');
    writeJson(space(), 'policy.json', { ...smallPolicy(), knobs: { signatures: { 'release-candidate': 'required' } } });
    expect(await verdict(alone)).toBe('previous-unsigned/integrity');
    writeJson(space(), 'policy.json', { ...smallPolicy(), knobs: { signatures: { production: 'off' } } });
    expect(await verdict(alone, { mode: 'production' })).toBe('accepted');
  });

  it('that has the members of an envelope besides is no certification', async () => {
    expect(await verdict(JSON.stringify({ ...certification, payload: '' }))).toMatch(/^schema-invalid\//);
    expect(await verdict(JSON.stringify({ payload: '', ...certification }))).toMatch(/\/input$/);
  });
});
