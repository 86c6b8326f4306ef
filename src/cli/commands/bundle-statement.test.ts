import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestLines } from '../../../testing/app-files.ts';
import { type CliRun, runCli } from '../../../testing/run-cli.ts';
import { commandExists } from '../../../testing/tools.ts';
import { bundleDigests } from '../../bundle/bundle-digests.ts';
import { verifyBundleStatement } from '../../bundle/bundle-statement.ts';
import { openBundle } from '../../bundle/read-bundle.ts';
import type { BundleReport } from '../../formats/generated/bundle-report.ts';
import { trustKeys } from '../../trust/key-set.ts';
import { publicKeyFromSpki } from '../../trust/keys/public-key.ts';

const top = mkdtempSync(join(tmpdir(), 'assay-statement-'));
afterAll(() => rmSync(top, { recursive: true }));

const NOW = '2026-06-01T00:00:00Z';
const release = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const assay = (line: string): Promise<CliRun> => runCli(line.split(' ').filter(Boolean), { cwd: top });
const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

function trust(name: string, key: KeyObject, role: string, use = 'production'): void {
  const bytes = spki(key);
  const id = publicKeyFromSpki(bytes, 'key').fingerprint;
  const keys = [{ id, publicKey: bytes.toString('base64'), use }];
  writeFileSync(
    join(top, name),
    JSON.stringify({
      kind: 'assay.trust',
      schemaVersion: 1,
      version: 1,
      issuedAt: '2026-01-01T00:00:00Z',
      expiresAt: '2027-01-01T00:00:00Z',
      principals: [{ id: 'mailto:anna@example.org', roles: [role], keys }],
    }),
  );
}

function app(version: string): void {
  mkdirSync(join(top, version), { recursive: true });
  const manifest = { manifest_version: '1', id: 'notes', name: 'Notes', version, category: 'Productivity' };
  const more = { tagline: 't', description: 'd', icon: 'i', sdk: {}, capabilities: {} };
  writeFileSync(join(top, version, 'palette-plugin.json'), JSON.stringify({ ...manifest, ...more }));
}

async function verify(bundle: string, flags: string): Promise<[number, string[], string]> {
  const run = await assay(`bundle verify ${bundle} ${flags} --now ${NOW} --json`);
  const { findings, signature }: BundleReport = JSON.parse(run.stdout);
  return [run.exit, findings.map(({ ruleId }) => ruleId), signature.status];
}

beforeAll(async () => {
  writeFileSync(join(top, 'key.pem'), release.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  trust('trust.json', release.publicKey, 'bundle-signer');
  trust('test.json', release.publicKey, 'bundle-signer', 'test');
  trust('role.json', release.publicKey, 'release-manager');
  trust('other.json', other.publicKey, 'bundle-signer');
  for (const version of ['1.0.0', '1.1.0']) {
    app(version);
    await assay(`bundle pack --bundle-dir ${version} --output notes-${version}.tgz`);
    expect((await assay(`bundle sign --bundle notes-${version}.tgz --private-key-file key.pem`)).exit).toBe(0);
  }
});

describe('a statement beside a bundle', () => {
  it('verifies by a key of the role, and is not judged without a trust document', async () => {
    expect(await verify('--bundle notes-1.0.0.tgz', '--trust trust.json')).toEqual([0, [], 'verified']);
    expect(await verify('--bundle notes-1.0.0.tgz', '')).toEqual([0, [], 'not-checked']);
  });

  it.each([
    ['by a key that nobody listed', '--trust other.json', 'bundle/signature-invalid', 'refused'],
    ['by a key made for tests', '--trust test.json', 'bundle/signature-invalid', 'refused'],
    ['by a key of another role', '--trust role.json', 'bundle/signature-invalid', 'refused'],
    [
      'T31: of another bundle',
      '--trust trust.json --signature notes-1.1.0.tgz.intoto.jsonl',
      'bundle/signature-subject',
      'refused',
    ],
    ['that is not there', '--trust trust.json --signature gone.jsonl', 'bundle/signature-missing', 'unsigned'],
  ])('is refused %s', async (_, flags, rule, status) => {
    expect(await verify('--bundle notes-1.0.0.tgz', flags)).toEqual([4, [rule], status]);
  });

  it('covers a folder and a zip by its files, and an archive by its bytes', async () => {
    await assay('bundle sign --bundle-dir 1.0.0 --private-key-file key.pem --output folder.jsonl');
    expect(await verify('--bundle-dir 1.0.0', '--trust trust.json --signature folder.jsonl')).toEqual([
      0,
      [],
      'verified',
    ]);
    // The statement about the archive is about its files as well, but not the other way round.
    const ofArchive = '--trust trust.json --signature notes-1.0.0.tgz.intoto.jsonl';
    expect(await verify('--bundle-dir 1.0.0', ofArchive)).toEqual([0, [], 'verified']);
    const ofFolder = '--trust trust.json --signature folder.jsonl';
    expect((await verify('--bundle notes-1.0.0.tgz', ofFolder))[1]).toEqual(['bundle/signature-subject']);
    writeFileSync(join(top, '1.1.0/more.txt'), 'more');
    const other = '--trust trust.json --signature notes-1.1.0.tgz.intoto.jsonl';
    expect((await verify('--bundle-dir 1.1.0', other))[1]).toEqual(['bundle/signature-subject']);
  });

  it('holds for no other byte of itself', () => {
    const good = readFileSync(join(top, 'notes-1.0.0.tgz.intoto.jsonl'));
    const digests = bundleDigests(openBundle(join(top, 'notes-1.0.0.tgz'), 'notes'));
    const keys = trustKeys([publicKeyFromSpki(spki(release.publicKey), 'key')]);
    const passes = (bytes: Uint8Array): boolean => {
      try {
        return verifyBundleStatement(bytes, keys, 's', digests).elsewhere === undefined;
      } catch {
        return false;
      }
    };
    expect(passes(good)).toBe(true);
    // The keyid is a hint that nobody signed; whatever it says, the key that signed is another question.
    const text = good.toString('latin1');
    const hint = [text.indexOf('"keyid":"') + 9, text.indexOf('","sig"')];
    for (let at = 0; at < good.length - 1; at += 1) {
      if (at >= (hint[0] ?? 0) && at < (hint[1] ?? 0)) continue;
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(passes(bytes), `byte ${at}`).toBe(false);
    }
  });

  it('is refused where it is no statement of ours', async () => {
    writeFileSync(join(top, 'broken.jsonl'), '{}\n');
    const run = await assay('bundle verify --bundle notes-1.0.0.tgz --signature broken.jsonl --trust trust.json');
    expect(run.exit).toBe(3);
    copyFileSync(join(top, 'notes-1.0.0.tgz'), join(top, 'copy.tgz'));
    expect(await verify('--bundle copy.tgz', '')).toEqual([0, [], 'unsigned']);
  });
});

/** A program that signs what comes on stdin. */
function program(name: string, key: KeyObject): string {
  const pem = JSON.stringify(key.export({ format: 'pem', type: 'pkcs8' }));
  const body = `process.stdout.write(require('crypto').sign(null, require('fs').readFileSync(0), ${pem}));`;
  writeFileSync(join(top, name), `#!${process.execPath}\n${body}\n`, { mode: 0o700 });
  return join(top, name);
}

describe('a program that signs', () => {
  const ask = (signer: string, more: string) =>
    assay(
      `bundle sign ${more} --signer ${program(signer, (signer === 'own' ? release : other).privateKey)} --public-key-file key.pub`,
    );

  beforeAll(() => {
    writeFileSync(join(top, 'key.pub'), release.publicKey.export({ type: 'spki', format: 'pem' }));
  });

  it('signs the statement that a key in a file would have signed', async () => {
    expect((await ask('own', '--bundle notes-1.0.0.tgz --output by-program.jsonl')).exit).toBe(0);
    expect(await verify('--bundle notes-1.0.0.tgz', '--trust trust.json --signature by-program.jsonl')).toEqual([
      0,
      [],
      'verified',
    ]);
    // Ed25519 signs one thing in one way.
    expect(readFileSync(join(top, 'by-program.jsonl'))).toEqual(
      readFileSync(join(top, 'notes-1.0.0.tgz.intoto.jsonl')),
    );
  });

  it('signs the sidecars of a crypta app', async () => {
    mkdirSync(join(top, 'crypta/bin'), { recursive: true });
    writeFileSync(join(top, 'crypta/cryptad-app.properties'), `${manifestLines().join('\n')}\n`);
    writeFileSync(join(top, 'crypta/bin/start.sh'), '#!/bin/sh\n');
    expect((await ask('own', '--bundle-dir crypta --key-id release')).exit).toBe(0);
    const keys = `trusted.keys.version=1\nkey.0.id=release\nkey.0.algorithm=Ed25519\nkey.0.public.key.base64=${spki(release.publicKey).toString('base64')}\n`;
    writeFileSync(join(top, 'keys.properties'), keys);
    const run = await assay('bundle verify --bundle-dir crypta --trusted-keys keys.properties --json');
    expect(JSON.parse(run.stdout).signature).toEqual({ status: 'verified', keyId: 'release' });
  });

  it('is refused with another key than was named, and nothing is written', async () => {
    const run = await ask('strange', '--bundle notes-1.0.0.tgz --output strange.jsonl');
    expect([run.exit, run.stderr]).toEqual([
      4,
      expect.stringContaining('gave no signature by a key that may sign this'),
    ]);
    expect(existsSync(join(top, 'strange.jsonl'))).toBe(false);
  });

  it.each([
    ['nobody', '', 'nobody is named to sign'],
    ['two', '--private-key-file key.pem --signer ./x --public-key-file key.pub', 'there are two to sign'],
    ['a program that nobody could check', '--signer ./x', 'no --public-key-file to verify it by'],
  ])('is not named right: %s', async (_, flags, says) => {
    const run = await assay(`bundle sign --bundle notes-1.0.0.tgz ${flags}`);
    expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('without us', () => {
  const envelope = (): string => readFileSync(join(top, 'notes-1.0.0.tgz.intoto.jsonl'), 'utf8');
  const publicPem = (): string => String(release.publicKey.export({ type: 'spki', format: 'pem' }));

  it.skipIf(!commandExists('openssl', ['version']))("openssl verifies the statement over DSSE's own encoding", () => {
    const { payload, payloadType, signatures } = JSON.parse(envelope());
    const body = Buffer.from(payload, 'base64');
    const put = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(top, name), content);
      return join(top, name);
    };
    // DSSE v1: "DSSEv1", then length and text of the type and of the body, parted by single spaces.
    const encoded = (bytes: Buffer) =>
      Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `), bytes]);
    const verifyWith = (bytes: Buffer) =>
      spawnSync(
        'openssl',
        [
          ...['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', put('openssl.pub', publicPem())],
          ...['-in', put('pae', encoded(bytes)), '-sigfile', put('sig', Buffer.from(signatures[0].sig, 'base64'))],
        ],
        { encoding: 'utf8' },
      );
    expect(verifyWith(body).stdout).toContain('Signature Verified Successfully');
    const other = Buffer.from(body.toString().replace('notes', 'notez'));
    expect(verifyWith(other).status).not.toBe(0);
    // And what it says is the digest of the file, as sha256sum would have it.
    const { _type, subject } = JSON.parse(body.toString());
    expect(_type).toBe('https://in-toto.io/Statement/v1');
    const sha256 = createHash('sha256')
      .update(readFileSync(join(top, 'notes-1.0.0.tgz')))
      .digest('hex');
    expect(subject).toContainEqual({ name: 'notes-1.0.0.tgz', digest: { sha256 } });
  });

  const python = process.env.ASSAY_PYTHON;
  const ready = python !== undefined && spawnSync(python, ['-c', 'import securesystemslib, cryptography']).status === 0;
  if (!ready) console.warn('skipped: ASSAY_PYTHON names no python with securesystemslib and cryptography');
  it.skipIf(!ready)('securesystemslib verifies the statement, and refuses it with another body', () => {
    const script = `
import json, sys
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey
data = json.load(open(sys.argv[1]))
key = SSlibKey.from_crypto(load_pem_public_key(open(sys.argv[2], 'rb').read()), keyid=data['signatures'][0]['keyid'])
print(len(Envelope.from_dict(data).verify([key], 1)))
`;
    writeFileSync(join(top, 'sslib.pub'), publicPem());
    writeFileSync(join(top, 'sslib-bad.jsonl'), JSON.stringify({ ...JSON.parse(envelope()), payload: 'e30=' }));
    const run = (name: string) =>
      spawnSync(python ?? '', ['-c', script, join(top, name), join(top, 'sslib.pub')], { encoding: 'utf8' });
    const good = run('notes-1.0.0.tgz.intoto.jsonl');
    expect(good.stdout.trim(), good.stderr).toBe('1');
    expect(run('sslib-bad.jsonl').status).not.toBe(0);
  });
});

describe('an output that is an input', () => {
  it.each([
    ['notes-1.0.0.tgz', 'bundle verify --bundle notes-1.0.0.tgz --output json=notes-1.0.0.tgz'],
    ['notes-1.0.0.tgz', 'bundle sign --bundle notes-1.0.0.tgz --private-key-file key.pem --output notes-1.0.0.tgz'],
    ['key.pem', 'bundle sign --bundle notes-1.0.0.tgz --private-key-file key.pem --output key.pem'],
  ])('%s stays as it is', async (name, line) => {
    const before = readFileSync(join(top, name));
    const run = await assay(line);
    expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('is an input of this run')]);
    expect(readFileSync(join(top, name)).equals(before)).toBe(true);
  });
});
