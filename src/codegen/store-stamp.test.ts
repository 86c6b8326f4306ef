import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../testing/client-contract.ts';
import { type CliRun, runCli } from '../../testing/run-cli.ts';
import { stampFolder } from './store-stamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-stamp-'));
  writeContract();
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCE = { kind: 'assay.contract', schemaVersion: 1 };
const cache = (): string => join(folder, 'cache');
const client = (name: string): string => join(folder, 'client', name);

function writeContract(change: object = {}): void {
  writeFileSync(join(folder, 'hub.json'), JSON.stringify({ ...SOURCE, contract: { ...CLIENT_CONTRACT, ...change } }));
}

function generate(...flags: readonly string[]): Promise<CliRun> {
  const argv = ['clients', 'generate', '--contract', 'hub.json', '--output', 'client', '--json', ...flags];
  return runCli(argv, { cwd: folder, env: { XDG_CACHE_HOME: cache() } });
}

function stamps(): readonly string[] {
  const place = join(cache(), 'assay/clients');
  return existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
}

/** Marks the stamp, so that an answer that comes from it is known by its mark. */
function markStamp(): void {
  for (const file of stamps())
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"apiVersion":"', '"apiVersion":"from-stamp-'));
}

const isFromStamp = ({ stdout }: CliRun): boolean => stdout.includes('from-stamp-');

describe('a run in which nothing changed', () => {
  it('says what a full run says, and writes nothing', async () => {
    await generate();
    const [stamp = ''] = stamps();
    const saved = readFileSync(stamp, 'utf8');
    const before = readdirSync(join(folder, 'client')).map((name) => statSync(client(name)).mtimeMs);
    const warm = await generate();
    rmSync(cache(), { recursive: true });
    expect(warm).toEqual(await generate());
    expect(readdirSync(join(folder, 'client')).map((name) => statSync(client(name)).mtimeMs)).toEqual(before);
    expect(JSON.parse(readFileSync(stamp, 'utf8'))).toEqual(JSON.parse(saved));
  });

  it('comes from the stamp of a run that removed the file of a namespace', async () => {
    await generate();
    const [first] = CLIENT_CONTRACT.services ?? [];
    writeContract({ services: first === undefined ? [] : [first] });
    await generate();
    markStamp();
    expect(isFromStamp(await generate('--check'))).toBe(true);
  });

  it('comes from the stamp, with --check too', async () => {
    await generate();
    markStamp();
    expect(isFromStamp(await generate())).toBe(true);
    const checked = await generate('--check');
    expect([isFromStamp(checked), checked.exit, JSON.parse(checked.stdout).check]).toEqual([true, 0, true]);
  });
});

describe('wherever it is called from', () => {
  it('finds the clients again', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    const argv = ['clients', 'generate', '--json', '--lang', 'ts,py', '--contract', join(folder, 'hub.json')];
    const again = (): Promise<CliRun> =>
      runCli([...argv, '--output', join(folder, 'clients')], {
        cwd: join(folder, 'elsewhere'),
        env: { XDG_CACHE_HOME: cache() },
      });
    await again();
    markStamp();
    expect(isFromStamp(await again())).toBe(true);
  });
});

describe('a stamp is of no use', () => {
  beforeEach(async () => {
    await generate();
    markStamp();
  });

  it.each<[string, () => void]>([
    ['another contract', () => writeContract({ contractVersion: 99 })],
    [
      'the same contract, written otherwise',
      () => writeFileSync(join(folder, 'hub.json'), `${readFileSync(join(folder, 'hub.json'), 'utf8')}\n`),
    ],
    ['an edited file', () => writeFileSync(client('index.ts'), '// mine\n')],
    ['a missing file', () => rmSync(client('index.ts'))],
    ['a file more', () => writeFileSync(client('mine.ts'), '')],
    ['a folder more', () => mkdirSync(client('mine'))],
    ['bytes that are no text', () => writeFileSync(client('index.ts'), Uint8Array.of(0xff))],
    [
      'a stamp cut off',
      () => {
        for (const file of stamps()) writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
      },
    ],
    [
      'a stamp that is no stamp',
      () => {
        for (const file of stamps()) writeFileSync(file, '[]');
      },
    ],
  ])('after %s', async (_, change) => {
    change();
    expect(isFromStamp(await generate('--check'))).toBe(false);
  });

  it('with other options', async () => {
    expect(isFromStamp(await generate('--validators', '--check'))).toBe(false);
    expect(isFromStamp(await generate('--lang', 'ts,py', '--check'))).toBe(false);
  });
});

describe('no stamp is kept', () => {
  it('under --check, which writes nothing', async () => {
    await generate();
    rmSync(cache(), { recursive: true });
    await generate('--check');
    expect(stamps()).toEqual([]);
  });

  it('where a file lies in the folder that is not the client’s', async () => {
    mkdirSync(join(folder, 'client'));
    writeFileSync(client('notes.txt'), '');
    expect((await generate()).exit).toBe(1);
    expect(stamps()).toEqual([]);
  });

  it.each([
    ['no place', {}, undefined],
    ['a relative place', { HOME: 'home', XDG_CACHE_HOME: 'cache' }, undefined],
    ['a home', { HOME: '/home/me' }, '/home/me/.cache/assay/clients'],
    ['a cache folder', { HOME: '/home/me', XDG_CACHE_HOME: '/cache' }, '/cache/assay/clients'],
  ])('unless there is a place: %s', (_, env, place) => {
    expect(stampFolder(env)).toBe(place);
  });
});
