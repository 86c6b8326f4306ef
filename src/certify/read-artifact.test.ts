import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArtifactDigests } from './read-artifact.ts';

describe('an artifact', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-artifact-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is named by the digest of its bytes', async () => {
    const file = join(folder, 'a.zip');
    writeFileSync(file, 'abc');
    // FIPS 180-4, the example "abc".
    expect(await readArtifactDigests(file, 'a.zip')).toEqual([
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ]);
  });

  test.skipIf(process.platform === 'win32')('that is a pipe or a device is refused, and not waited for', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const file of [pipe, '/dev/null'])
      await expect(readArtifactDigests(file, 'x')).rejects.toMatchObject({
        code: 'input-unreadable',
        message: 'x is no regular file',
      });
  });

  test('that is not there is said to be so', async () => {
    await expect(readArtifactDigests(join(folder, 'gone'), 'gone')).rejects.toMatchObject({
      message: "gone can't be read: there is no such file",
    });
  });
});
