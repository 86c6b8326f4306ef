import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { exampleKey, exampleSigner } from '../../../testing/example-keys.ts';
import { trustKeys } from '../key-set.ts';
import { signStatement } from './sign-statement.ts';
import { encodeStatement, parseStatement } from './statement.ts';
import { verifyStatement } from './verify-statement.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const STATEMENT = {
  subjects: [{ name: 'a', digest: DIGEST }],
  predicateType: 'https://example.org/p',
  predicate: { b: 1 },
};
const BYTES = Buffer.from(signStatement(STATEMENT, [exampleSigner('ann')]));
const TRUST = trustKeys([exampleKey('ann').publicKey]);

describe('an in-toto statement', () => {
  test('has the form of its specification, in canonical json', () => {
    expect(Buffer.from(encodeStatement(STATEMENT)).toString()).toBe(
      `{"_type":"https://in-toto.io/Statement/v1","predicate":{"b":1},"predicateType":"https://example.org/p","subject":[{"digest":{"sha256":"${'a'.repeat(64)}"},"name":"a"}]}`,
    );
  });

  test('is read again as it was signed, with its signers', () => {
    const { subjects, predicate, predicateType, signers } = verifyStatement(BYTES, TRUST, { path: 'a.json' });
    expect({ subjects, predicate, predicateType }).toEqual(STATEMENT);
    expect(signers.map(({ id }) => id)).toEqual([exampleKey('ann').publicKey.fingerprint]);
  });

  test('is refused where any byte of the payload changed', () => {
    const envelope = JSON.parse(BYTES.toString());
    const payload = Buffer.from(envelope.payload, 'base64');
    for (let at = 0; at < payload.length; at += 1) {
      const changed = Buffer.from(payload);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const bytes = Buffer.from(JSON.stringify({ ...envelope, payload: changed.toString('base64') }));
      expect(codeOf(() => verifyStatement(bytes, TRUST, { path: 'a.json' }))).toBe('sig-invalid/4');
    }
  });

  test('is refused from a key that nobody trusts, and with an unsigned remark', () => {
    const other = trustKeys([exampleKey('ben').publicKey]);
    expect(codeOf(() => verifyStatement(BYTES, other, { path: 'a.json' }))).toBe('sig-key-unknown/4');
    const remark = Buffer.from(JSON.stringify({ ...JSON.parse(BYTES.toString()), note: 'approved' }));
    expect(codeOf(() => verifyStatement(remark, TRUST, { path: 'a.json' }))).toBe('envelope-unknown-field/4');
  });

  test.each([
    ['no object', '[]'],
    ['another type', '{"_type":"https://in-toto.io/Statement/v0.1"}'],
    ['no predicate type', '{"_type":"https://in-toto.io/Statement/v1","subject":[]}'],
    ['no subject', '{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"p"}'],
    [
      'a subject without a digest',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a"}],"predicateType":"p"}',
    ],
    [
      'a subject with a digest in capitals',
      `{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"${'A'.repeat(64)}"}}],"predicateType":"p"}`,
    ],
  ])('is refused with %s', (_, text) => {
    expect(codeOf(() => parseStatement(Buffer.from(text), 'a.json'))).toBe('statement-malformed/3');
  });
});
