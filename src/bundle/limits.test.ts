import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import archiveLimit from '../check/rules/bundle/archive-limit.ts';
import { BUNDLE_LIMITS } from './limits.ts';

const { tgz, zip, directory } = BUNDLE_LIMITS;
const MiB = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;
const count = (value: number): string => value.toLocaleString('en-GB');

describe('the limits of bundles', () => {
  it('are those of crypta for a zip, and no form may hold more than a .tgz', () => {
    expect(zip).toMatchObject({ entries: 4096, packed: 512 * 1024 * 1024, unpacked: 512 * 1024 * 1024 });
    expect(directory.entries).toBe(tgz.entries);
  });

  it.each([
    ['packed', MiB(tgz.packed), MiB(zip.packed), ''],
    [
      'files and folders, each',
      `${count(tgz.entries)} together`,
      count(zip.entries),
      `${count(directory.entries)}; ${count(zip.entries)} where its manifest is crypta's`,
    ],
    ['unpacked', MiB(tgz.unpacked), MiB(zip.unpacked), MiB(directory.unpacked)],
    ['unpacked, of its packed size', `${tgz.ratio} times`, `${zip.ratio} times`, ''],
    ['parts of a path', ...[tgz, zip, directory].map(({ depth }) => count(depth))],
    [
      'bytes of a path, of a part',
      ...[tgz, zip, directory].map(({ path, component }) => `${count(path)}, ${count(component)}`),
    ],
  ])('are the ones that the docs tell: %s', (...cells) => {
    const row = `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
    expect(readFileSync(new URL('../../docs/bundles.md', import.meta.url), 'utf8')).toContain(`\n${row}\n`);
  });

  it('are the ones that the help of their rule tells', () => {
    for (const figure of [tgz.packed, zip.packed].map(MiB).concat([tgz.entries, zip.entries, tgz.depth].map(count)))
      expect(archiveLimit.help).toContain(figure);
  });
});
