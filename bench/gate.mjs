// The gate over 10,000 evidence documents with two signatures each: what the signatures cost beside bare node:crypto,
// and how much memory reading and deciding takes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { row } from './measure.mjs';

export const title = 'gate';

const COUNT = 10_000;

export async function run({ root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const outfile = join(dir, 'gate.mjs');
    const modules = [
      'src/certify/read-evidence.ts',
      'src/certify/evidence-statement.ts',
      'src/certify/unit-id.ts',
      'src/decide/decide.ts',
      'src/trust/key-set.ts',
      'src/trust/keys/private-key.ts',
      'src/trust/keys/public-key.ts',
      'src/trust/signature.ts',
      'src/trust/dsse/envelope.ts',
      'src/trust/dsse/sign-envelope.ts',
      'src/trust/dsse/verify-envelope.ts',
      'src/trust/statement/sign-statement.ts',
      'src/trust/statement/statement.ts',
    ];
    await build({
      stdin: { contents: modules.map((each) => `export * from './${each}';`).join('\n'), resolveDir: root },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    const assay = await import(pathToFileURL(outfile).href);
    const keys = [assay.generateKeyPair(), assay.generateKeyPair()];
    const folder = join(dir, 'evidence');
    mkdirSync(folder);
    const signers = keys.map((key) => assay.signerOf(key));
    for (let index = 0; index < COUNT; index += 1)
      writeFileSync(
        join(folder, `${index}.json`),
        assay.signStatement(assay.evidenceStatement(evidence(assay, index)), signers),
      );
    const spkis = keys.map(({ publicKey }) => Buffer.from(publicKey.spki).toString('base64'));
    writeFileSync(join(dir, 'child.mjs'), `(${child})(${JSON.stringify({ outfile, folder, spkis, count: COUNT })});\n`);
    const ran = spawnSync(process.execPath, [join(dir, 'child.mjs')], { encoding: 'utf8', maxBuffer: 1 << 24 });
    if (ran.status !== 0) throw new Error(ran.stderr);
    const { ratio, seconds, megabytes, decision } = JSON.parse(ran.stdout);
    if (decision !== 'go') throw new Error(`the gate decides ${decision}`);
    return [
      row('signatures of 10,000 documents, two each, against bare node:crypto', ratio, 1.3, 'times'),
      row('reading, verifying and deciding all of them', seconds, 30, 's'),
      row('memory at most', megabytes, 500, 'MB'),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const digest = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

function evidence({ unitIdOf }, index) {
  const one = {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId: 'scan',
    target: { appId: `app-${index}` },
    release: {
      id: '1',
      mode: 'production',
      candidateDigest: digest('candidate'),
      planDigest: digest('plan'),
      policyDigest: digest('policy'),
    },
    subject: [{ name: 'contract.json', digest: digest('contract') }],
    status: 'pass',
    producer: { name: 'scanner', version: '1', attempt: 1 },
    startedAt: '2031-05-10T10:00:00Z',
    finishedAt: '2031-05-10T10:01:00Z',
    counts: { checks: 3, errors: 0, warnings: 0, notes: 0 },
    findings: [],
    inputs: [{ name: 'contract.json', digest: digest('contract') }],
    artifacts: [],
    redaction: { status: 'pass', findingCount: 0, placeholders: 0 },
  };
  return { ...one, unitId: unitIdOf(one) };
}

/** Runs in a process of its own, whose memory is the gate's alone. */
async function child({ outfile, folder, spkis, count }) {
  const { createHash: hash, createPublicKey, verify } = await import('node:crypto');
  const { readFileSync } = await import('node:fs');
  const assay = await import(outfile);
  const sha = (text) => `sha256:${hash('sha256').update(text).digest('hex')}`;
  const objects = spkis.map((spki) =>
    createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' }),
  );
  const publicKeys = objects.map((object) =>
    assay.publicKeyFromSpki(object.export({ format: 'der', type: 'spki' }), 'key'),
  );
  const trusted = publicKeys.map((publicKey, index) => ({
    publicKey,
    id: publicKey.fingerprint,
    principal: `mailto:p${index}@x.org`,
    use: 'production',
  }));
  const trust = { path: 'trust.json', digest: sha('trust'), keys: { trusted, refused: [] }, hasRole: () => true };
  const begin = process.hrtime.bigint();
  const files = await assay.readEvidence(folder, 'evidence', { workspace: folder }, trust, () => undefined);
  const decision = assay.decide({
    run: {
      release: '1',
      mode: 'production',
      candidateDigest: sha('candidate'),
      policyDigest: sha('policy'),
      planDigest: sha('plan'),
      inputs: new Map([['contract.json', sha('contract')]]),
      artifacts: new Map([['contract.json', sha('contract')]]),
      now: '2031-05-10T12:00:00Z',
      clockSkewSeconds: 300,
    },
    requirements: [
      {
        policy: {
          id: 'scan',
          title: 'scan',
          owner: 'me',
          domain: 'd',
          docs: 'd',
          fix: 'fix',
          levels: {},
          run: 'evidence',
          waivable: 'never',
        },
        level: 'required',
        location: { path: 'policy.json' },
        units: Array.from({ length: count }, (_, index) => ({ target: { appId: `app-${index}` } })),
      },
    ],
    evidence: files.map(({ observation }) => observation),
    waivers: [],
    approvals: [],
    knobs: {},
    policyPath: 'policy.json',
  });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const envelopes = Array.from({ length: count }, (_, index) => {
    const path = `${folder}/${index}.json`;
    return assay.parseEnvelope(readFileSync(path), { path });
  });
  const messages = envelopes.map(({ payloadType, payload }) => assay.preAuthEncoding(payloadType, payload));
  const timed = (work) => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const options = { path: 'x', payloadType: envelopes[0].payloadType, threshold: 2 };
  const rounds = Array.from({ length: 3 }, () => {
    const bare = timed(() => {
      for (const [index, { signatures }] of envelopes.entries())
        for (const [which, { sig }] of signatures.entries())
          if (!verify(null, messages[index], objects[which], sig)) throw new Error('a signature does not hold');
    });
    const ours = timed(() => {
      for (const envelope of envelopes) assay.verifyParsedEnvelope(envelope, trust.keys, options);
    });
    return ours / bare;
  });
  console.log(
    JSON.stringify({ ratio: rounds.sort((a, b) => a - b)[1], seconds, megabytes, decision: decision.decision }),
  );
}
