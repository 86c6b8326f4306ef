import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, contractSource } from '../../testing/contract-source.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { inOrder } from './history.ts';
import type { Contract } from './model.ts';
import { readHistory } from './read-history.ts';
import { snapshotText, toSnapshot } from './snapshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const snapshot = (members: Partial<Contract>): string => snapshotText(toSnapshot(contract(members)));
const history = () => readHistory(folder, 'history');

describe('readHistory', () => {
  it('reads the snapshots in the order of their numbers', async () => {
    for (const version of [10, 2, 9, 1]) write(`${version}.json`, snapshot({ contractVersion: version }));
    write('README.md', 'released versions');
    const { path, releases } = await history();
    expect(path).toBe('history');
    expect(
      releases.map(({ named, contract: { path: file, contract: content } }) => [named, file, content.contractVersion]),
    ).toEqual([
      [1, 'history/1.json', 1],
      [2, 'history/2.json', 2],
      [9, 'history/9.json', 9],
      [10, 'history/10.json', 10],
    ]);
  });

  it.each(['a file', 'nothing'])('refuses a link to %s by its name', async (what) => {
    write('elsewhere.txt', snapshot({ contractVersion: 2 }));
    write('1.json', snapshot({ contractVersion: 1 }));
    symlinkSync(join(folder, what === 'a file' ? 'elsewhere.txt' : 'gone.txt'), join(folder, '2.json'));
    const { code, message } = await rejectionOf(history());
    expect([code, message]).toEqual([
      'history-link',
      'history/2.json is a link, and a history holds the released snapshots themselves',
    ]);
  });

  it('reads an empty folder as an empty history', async () => {
    expect((await history()).releases).toEqual([]);
  });

  it.each(['v4.json', '04.json', '0.json', '4.0.json', '-1.json', '.json', '99999999999.json'])(
    'refuses the name %s',
    async (name) => {
      write(name, snapshot({}));
      expect(await rejectionOf(history())).toMatchObject({ code: 'history-file-name', exitCode: 3 });
    },
  );

  it('refuses what is no snapshot, and a snapshot that was edited', async () => {
    write('1.json', JSON.stringify(contractSource()));
    expect(await rejectionOf(history())).toMatchObject({
      code: 'snapshot-expected',
      exitCode: 3,
      location: { path: 'history/1.json' },
    });
    write('1.json', snapshot({}).replace('Read the queue.', 'Read a queue.'));
    expect(await rejectionOf(history())).toMatchObject({ code: 'snapshot-digest-mismatch', exitCode: 4 });
    write('1.json', snapshot({}).slice(0, 100));
    expect(await rejectionOf(history())).toMatchObject({ code: 'json-syntax', exitCode: 3 });
  });

  it('refuses a folder that is not there', async () => {
    expect(await rejectionOf(readHistory(join(folder, 'no'), 'no'))).toMatchObject({
      code: 'input-unreadable',
      exitCode: 3,
    });
  });
});

describe('inOrder', () => {
  it('orders by the contracts’ own versions and counts one content once', async () => {
    write('1.json', snapshot({ contractVersion: 3 }));
    write('2.json', snapshot({ contractVersion: 1 }));
    write('5.json', snapshot({ contractVersion: 3 }));
    const loaded = await history();
    const [first] = loaded.releases;
    expect(inOrder(loaded).map(({ contract: { contractVersion } }) => contractVersion)).toEqual([1, 3]);
    expect(inOrder(loaded, first?.contract)).toHaveLength(2);
  });
});
