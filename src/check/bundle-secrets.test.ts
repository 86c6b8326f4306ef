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
    [`key = "-----BEGIN PRIVATE KEY-----\\nabc"`, 'private key'],
    [`key = ["-----BEGIN PRIVATE KEY-----",\n"${K43}${K43}"]`, 'private key'],
    [`ghp_${K43.slice(0, 36)}`, 'github token'],
    ['AKIAQ3EGRV7ZTN2LKM4P', 'aws key id'],
    ['xoxb-123456789012-abcdefghij', 'slack token'],
    [`sk_live_${K43.slice(0, 24)}`, 'stripe key'],
    [`AIza${K43.slice(0, 35)}`, 'google key'],
    [`API_KEY=${K43}`, 'random secret'],
    [`const authToken = '${K43}';`, 'random secret'],
    [`"client_secret": "${K43.slice(0, 24)}"`, 'random secret'],
    [`const t = "a\\npltt_${K43}"`, 'palette token'],
    [`SG.${K43.slice(0, 22)}.${K43}`, 'sendgrid key'],
    [`https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/${K43.slice(0, 24)}`, 'slack webhook'],
    [`hf_${K43.slice(0, 34)}`, 'hugging face token'],
    [`AccountKey=${K43}${K43}==`, 'azure key'],
    [`const key = process.env.API_KEY || "${K43}"`, 'random secret'],
    [`const key = process.env['AUTH_TOKEN'] ?? '${K43}'`, 'random secret'],
    [`os.environ.get("APP_TOKEN", "${K43}")`, 'random secret'],
    [`os.getenv('APP_SECRET', '${K43}')`, 'random secret'],
    [`const token: string = "${K43}"`, 'random secret'],
    [`TOKEN: str = "${K43}"`, 'random secret'],
    [`headers = {"Authorization": "Bearer ${K43}"}`, 'random secret'],
    ['DATABASE_URL=postgres://app:Xk29vQ7pLm4Tz8Ws@db.internal/prod', 'password in an address'],
    [`url = "https://ci:${K43}@git.example.org/x"`, 'password in an address'],
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
    'if (pem.startsWith("-----BEGIN PRIVATE KEY-----")) return parse(pem);',
    `const pem = \`-----BEGIN PRIVATE KEY-----\\n\${body}\\n-----END PRIVATE KEY-----\`;`,
    'tokenId = "123e4567-e89b-12d3-a456-426614174000"',
    'secretKeyRef: "my-app-prod-db-1-credentials-v2-2024"',
    'secretPath = "/v1/secret/data/app1/prod2/db3/x4"',
    'const key = process.env.API_KEY || "http://localhost:8080"',
    `Authorization: Bearer \${tokenOfTheUserWhoAsked12345}`,
    'postgres://postgres:postgres@localhost:5432/app',
    'postgres://user:password_of_the_user@localhost/app',
    'https://example.org:8443/path@2x.png',
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
    kinds('a://b:'.repeat(200_000));
    kinds(`a://b:${'a'.repeat(500_000)}`);
    kinds('token||'.repeat(200_000));
    kinds('getenv("token"'.repeat(100_000));
    expect(Number(process.hrtime.bigint() - before) / 1e9).toBeLessThan(5);
  });
});
