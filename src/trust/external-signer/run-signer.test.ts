import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { generateKeyPair } from '../keys/private-key.ts';
import { verify } from '../signature.ts';
import { runSigner } from './run-signer.ts';

const [key, other] = [generateKeyPair(), generateKeyPair()];
const bytes = Buffer.from('{"_type":"root"}');
let folder: string;
const env = { PATH: process.env.PATH };

/** A program of a few lines of node, whose `input` is what came on stdin. */
function program(name: string, body: string): string {
  const file = join(folder, name);
  const pem = JSON.stringify(key.keyObject.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(
    file,
    `#!${process.execPath}\nconst input = require('fs').readFileSync(0);\nconst signed = require('crypto').sign(null, input, ${pem});\n${body}\n`,
  );
  chmodSync(file, 0o700);
  return file;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-signer-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (file: string, timeout = 20_000) => runSigner(file, bytes, [other, key], { cwd: folder, env, timeout });

describe('an external signer', () => {
  it.each([
    ['bytes', 'process.stdout.write(signed);'],
    ['base64', 'process.stdout.write(signed.toString("base64"));'],
    ['a line of base64', 'console.log(signed.toString("base64"));'],
  ])('may answer with %s', (name, body) => {
    const answer = ask(program(name.replaceAll(' ', '-'), body));
    expect(answer.key).toBe(key);
    expect(verify(key.publicKey, bytes, answer.signature)).toBe(true);
  });

  it.each([
    ['signs something else', 'process.stdout.write(require("crypto").randomBytes(64));', 'signer-signature-invalid/4'],
    ['says nothing', '', 'signer-signature-invalid/4'],
    ['adds a byte', 'process.stdout.write(signed); process.stdout.write("x");', 'signer-signature-invalid/4'],
    ['fails', 'process.stdout.write(signed); process.exitCode = 3;', 'signer-failed/6'],
    ['floods', 'process.stdout.write(Buffer.alloc(1e6));', 'signer-failed/6'],
  ])('is refused where it %s', (name, body, code) => {
    expect(codeOf(() => ask(program(name.replaceAll(' ', '-'), body)))).toBe(code);
  });

  it('is judged by how it ended where it read nothing, however much there was to read', () => {
    const much = Buffer.alloc(4 * 1024 * 1024);
    const run = (name: string, body: string) => {
      const file = join(folder, name);
      writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o700 });
      return () => runSigner(file, much, [key], { cwd: folder, env });
    };
    expect(run('no-card', 'exit 3')).toThrow(/ended with 3/);
    expect(run('deaf', 'echo nothing')).toThrow(/gave no signature/);
  });

  it('is refused where it hangs, where it is no program, and where there is none', () => {
    expect(codeOf(() => ask(program('hangs', 'setTimeout(() => {}, 1e6);'), 300))).toBe('signer-failed/6');
    writeFileSync(join(folder, 'plain'), 'text', { mode: 0o600 });
    expect(codeOf(() => ask(join(folder, 'plain')))).toBe('signer-failed/6');
    expect(codeOf(() => ask(join(folder, 'nothing')))).toBe('signer-failed/6');
  });

  it('is shown with what it says, and with nothing that a terminal or a CI runner would act on', () => {
    const said: string[] = [];
    const stderr = { write: (text: string) => said.push(text) };
    const file = program(
      'says',
      'process.stderr.write("\\u001b[2Jtouch the card\\r\\n\\n::set-output name=x::1\\n"); process.stdout.write(signed);',
    );
    runSigner(file, bytes, [key], { cwd: folder, env, stderr });
    expect(said).toEqual([
      `signer "${file}": \\u001b[2Jtouch the card\n`,
      `signer "${file}": \\u003a:set-output name=x::1\n`,
    ]);
  });

  it.skipIf(process.platform === 'win32')('ends with all that it started where it takes too long', async () => {
    const mark = join(folder, 'still-running');
    const file = join(folder, 'parent');
    writeFileSync(file, `#!/bin/sh\n(sleep 1; echo > '${mark}') &\nsleep 30\n`, { mode: 0o700 });
    const surroundings = { cwd: folder, env, timeout: 200, terminal: false };
    expect(codeOf(() => runSigner(file, bytes, [key], surroundings))).toBe('signer-failed/6');
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(existsSync(mark)).toBe(false);
  });

  it('is no shell command', () => {
    const mark = join(folder, 'ran');
    expect(codeOf(() => ask(`touch ${mark}`))).toBe('signer-failed/6');
    expect(existsSync(mark)).toBe(false);
  });

  it('works with openssl', () => {
    const pem = join(folder, 'key.pem');
    writeFileSync(pem, key.keyObject.export({ format: 'pem', type: 'pkcs8' }));
    const script = join(folder, 'with-openssl');
    // openssl before 3.5 wants a file to sign with ed25519, not a pipe.
    writeFileSync(
      script,
      `#!/bin/sh\nset -e\ncat > '${folder}/in'\nopenssl pkeyutl -sign -rawin -inkey '${pem}' -in '${folder}/in'\n`,
    );
    chmodSync(script, 0o700);
    try {
      execFileSync('openssl', ['version']);
    } catch {
      console.warn('skipped: openssl is not installed');
      return;
    }
    expect(ask(script).key).toBe(key);
  });
});
