// Signature checks in one process, beside what node:crypto takes for the same keys and messages.
import { sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { median, row } from './measure.mjs';

export const title = 'trust';

export async function run({ root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const trust = await load(root, dir);
    return [verifyRow(trust), envelopeRow(trust)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The library's own functions, which no command's chunk exports. */
async function load(root, dir) {
  const outfile = join(dir, 'trust.mjs');
  const modules = [
    'signature',
    'key-set',
    'keys/private-key',
    'dsse/envelope',
    'dsse/sign-envelope',
    'dsse/verify-envelope',
  ];
  await build({
    stdin: { contents: modules.map((each) => `export * from './src/trust/${each}.ts';`).join('\n'), resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

function verifyRow({ generateKeyPair, verify }) {
  const { publicKey, keyObject } = generateKeyPair();
  const messages = Array.from({ length: 500 }, (_, index) => Buffer.alloc(1024, index));
  const signatures = messages.map((message) => nodeSign(null, message, keyObject));
  const ratio = ratioOf(
    () => messages.every((message, index) => verify(publicKey, message, signatures[index])),
    () => messages.every((message, index) => nodeVerify(null, message, publicKey.keyObject, signatures[index])),
  );
  return row('Ed25519 verification of 1 KiB, against bare node:crypto', ratio, 1.2, 'times');
}

function envelopeRow(trust) {
  const { generateKeyPair, signerOf, signEnvelope, encodeEnvelope, verifyEnvelope, preAuthEncoding, trustKeys } = trust;
  const keys = [generateKeyPair(), generateKeyPair()];
  const set = trustKeys(keys.map((key) => key.publicKey));
  const type = 'application/vnd.in-toto+json';
  const payloads = Array.from({ length: 250 }, (_, index) =>
    Buffer.from(JSON.stringify({ index, text: 'x'.repeat(1000) })),
  );
  const envelopes = payloads.map((payload) =>
    Buffer.from(
      encodeEnvelope(
        signEnvelope(
          type,
          payload,
          keys.map((key) => signerOf(key)),
        ),
      ),
    ),
  );
  const bare = payloads.map((payload) => {
    const message = preAuthEncoding(type, payload);
    return { message, signatures: keys.map((key) => nodeSign(null, message, key.keyObject)) };
  });
  const policy = { path: 'e', payloadType: type, threshold: 2 };
  const ratio = ratioOf(
    () => envelopes.every((bytes) => verifyEnvelope(bytes, set, policy).signers.length === 2),
    () =>
      bare.every(({ message, signatures }) =>
        keys.every((key, index) => nodeVerify(null, message, key.publicKey.keyObject, signatures[index])),
      ),
  );
  return row('an envelope of 1 KiB with two signatures, against its bare verifications', ratio, 1.3, 'times');
}

/** Medians of rounds in turn, so that a noisy moment hits both. */
function ratioOf(ours, theirs) {
  const samples = { ours: [], theirs: [] };
  for (let round = 0; round <= 15; round += 1)
    for (const [name, work] of Object.entries({ ours, theirs })) {
      const start = process.cpuUsage();
      if (!work()) throw new Error(`${name}: a right signature was refused`);
      const { user, system } = process.cpuUsage(start);
      if (round > 0) samples[name].push(user + system);
    }
  return median(samples.ours) / median(samples.theirs);
}
