import { describe, expect, it } from 'vitest';
import { secretsIn } from './bundle-secrets.ts';

const K43 = 'Rb7xQ2mVdK9sT4wLpZ8nHcY1gJf6uE3aXoN5iBtWvq0';
const kinds = (text: string): string[] => secretsIn(text, 'f').map(({ kind }) => kind);

describe('secretsIn', () => {
  it.each([
    [`pltt_${K43}`, 'palette token'],
    [`"pltt_${K43}"`, 'palette token'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'private key'],
    ['-----BEGIN PRIVATE KEY-----', 'private key'],
    [`ghp_${K43.slice(0, 36)}`, 'github token'],
    ['AKIAQ3EGRV7ZTN2LKM4P', 'aws key id'],
    ['xoxb-123456789012-abcdefghij', 'slack token'],
    [`sk_live_${K43.slice(0, 24)}`, 'stripe key'],
    [`AIza${K43.slice(0, 35)}`, 'google key'],
    [`API_KEY=${K43}`, 'random secret'],
    [`const authToken = '${K43}';`, 'random secret'],
    [`"client_secret": "${K43.slice(0, 24)}"`, 'random secret'],
  ])('sees %j as a %s', (text, kind) => {
    expect(kinds(`first line\n${text}\n`)).toEqual([kind]);
    expect(secretsIn(`first line\n${text}\n`, 'f')[0]?.line).toBe(2);
  });

  it.each([
    'app_pltt_storyboard_video_maker',
    'schema: "app_pltt_storyboard_video_maker_for_everybody_and_more"',
    `xpltt_${K43}`,
    `pltt_${K43}1`,
    `pltt_${K43.slice(1)}`,
    'AKIAIOSFODNN7EXAMPLE',
    'const token = process.env.PALETTE_TOKEN_FOR_THE_BUILD_2026;',
    'token: "your_token_goes_here_1234567890"',
    'password = getPasswordFromTheVaultOfThisInstance()',
    'tokenizer: "bert-base-uncased-whole-word-masking"',
    `integrity: "sha512-${K43}${K43}"`,
  ])('takes %j for none', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('never hands out a value', () => {
    expect(JSON.stringify(secretsIn(`token = "${K43}"`, 'f'))).not.toContain(K43.slice(0, 8));
  });

  it('is not slow on a long line', () => {
    const before = process.hrtime.bigint();
    kinds('token'.repeat(200_000));
    kinds(`secret_${'a-'.repeat(200_000)}`);
    expect(Number(process.hrtime.bigint() - before) / 1e9).toBeLessThan(5);
  });
});
