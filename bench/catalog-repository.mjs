// A signed repository of 10,000 bundles, verified by the command: the metadata from the root down, without the bundles.
// Beside it what JSON.parse and sha-256 take for the same bytes, in a new process and in one that has done it before, and
// what tuf-js takes to believe 1,000 of them.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, cpuSeconds, row } from './measure.mjs';
import { writeRepository } from './signed-repository.mjs';

export const title = 'signed repository';

const WHERE = 'docs/catalogs.md, "How long it takes"';

export async function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const large = { folder: join(dir, 'large'), ...writeRepository(join(dir, 'large'), 10_000) };
    const small = { folder: join(dir, 'small'), ...writeRepository(join(dir, 'small'), 1000) };
    const client = join(dir, 'client.mjs');
    writeFileSync(client, tufClient(root, small, join(dir, 'cache')));
    const [least, nothing] = [join(dir, 'least.mjs'), join(dir, 'nothing.mjs')];
    writeFileSync(least, leastProgram(large));
    writeFileSync(nothing, '');
    const commands = {
      large: verifyCommand(assay, large),
      small: verifyCommand(assay, small),
      tuf: [process.execPath, client],
      least: [process.execPath, least],
      nothing: [process.execPath, nothing],
      version: [...assay, '--version'],
    };
    const taken = compare(commands, { cwd: dir, runs: 7 });
    const own = taken.large.cpu - taken.version.cpu;
    const warm = cpuSeconds(() => {
      for (const bytes of large.lists) {
        JSON.parse(bytes.toString('utf8'));
        createHash('sha256').update(bytes).digest();
      }
    });
    return [
      row(
        'repository of 10,000 entries verified, beyond assay --version, against JSON.parse and sha256 in a new process',
        own / (taken.least.cpu - taken.nothing.cpu),
        3,
        'times',
        { most: 5, where: WHERE },
      ),
      row('the same, against JSON.parse and sha256 in a process that has done it before', own / warm, 3, 'times', {
        most: 8,
        where: WHERE,
      }),
      row('repository of 1,000 entries verified, against tuf-js', taken.small.cpu / taken.tuf.cpu, 1, 'times'),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function verifyCommand(assay, { folder, rootDigest }) {
  const command = ['catalog', 'repo', 'verify', '--quiet', '--metadata-only', '--repository', folder];
  return [...assay, ...command, '--root-digest', rootDigest];
}

/** A program that parses and hashes the files that list entries, and does nothing else with them. */
function leastProgram({ folder }) {
  return `
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
const metadata = ${JSON.stringify(join(folder, 'metadata'))};
for (const name of readdirSync(metadata)) {
  if (!name.includes('.author.')) continue;
  const bytes = readFileSync(metadata + '/' + name);
  JSON.parse(bytes.toString('utf8'));
  createHash('sha256').update(bytes).digest();
}
`;
}

/** A program that reads a repository's files with tuf-js as its client does, up to the entry of a bundle in each role. */
function tufClient(root, { folder, paths }, cache) {
  const module = (name) => JSON.stringify(join(root, 'node_modules/tuf-js/dist', name));
  return `
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import tuf from ${module('index.js')};
import errors from ${module('error.js')};
const [folder, cache] = ${JSON.stringify([folder, cache])};
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
copyFileSync(folder + '/metadata/1.root.json', cache + '/root.json');
class Files extends tuf.BaseFetcher {
  async fetch() { throw new Error('unused'); }
  async downloadBytes(url) {
    const file = folder + new URL(url).pathname;
    if (!existsSync(file)) throw new errors.DownloadHTTPError('absent', 404);
    return readFileSync(file);
  }
}
const updater = new tuf.Updater({
  metadataBaseUrl: 'http://files/metadata', metadataDir: cache, targetBaseUrl: 'http://files/targets', targetDir: cache,
  fetcher: new Files(),
});
await updater.refresh();
for (const path of ${JSON.stringify(paths)}) if (!(await updater.getTargetInfo(path))) throw new Error(path);
`;
}
