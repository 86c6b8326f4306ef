// A signed crypta catalog of as many entries as its format allows (1 MiB), verified by the command: signature, bytes,
// grammar, schema, versions. Beside it the least that can be done with the same bytes, a map of its lines and sha-256, in a
// new process and in one that has done it before.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, cpuSeconds, row } from './measure.mjs';

export const title = 'catalog';

const LIMIT = 1024 * 1024;
const WHERE = 'docs/catalogs.md, "How long it takes"';

export async function run({ assay }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const { bytes, count } = largestCatalog();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeSigned(dir, bytes, privateKey, publicKey);
    const [least, nothing] = [join(dir, 'least.mjs'), join(dir, 'nothing.mjs')];
    writeFileSync(least, leastProgram(join(dir, 'cryptad-app-catalog.properties')));
    writeFileSync(nothing, '');
    const commands = {
      least: [process.execPath, least],
      nothing: [process.execPath, nothing],
      verify: [
        ...assay,
        ...['catalog', 'verify', '--quiet', '--catalog', join(dir, 'cryptad-app-catalog.properties')],
        ...['--trusted-keys', join(dir, 'keys.properties')],
      ],
      version: [...assay, '--version'],
    };
    const taken = compare(commands, { cwd: dir, runs: 9 });
    const own = taken.verify.cpu - taken.version.cpu;
    const warm = cpuSeconds(() => {
      splitLines(bytes.toString('utf8'));
      createHash('sha256').update(bytes).digest();
    });
    return [
      row(
        `catalog of ${count} entries verified, beyond assay --version, against a map of its lines and sha256 in a new process`,
        own / (taken.least.cpu - taken.nothing.cpu),
        3,
        'times',
        { most: 11, where: WHERE },
      ),
      row(
        'the same, against a map of its lines and sha256 in a process that has done it before',
        own / warm,
        3,
        'times',
        {
          most: 30,
          where: WHERE,
        },
      ),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A program that does the least with a catalog. */
function leastProgram(file) {
  return `
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
${splitLines}
const bytes = readFileSync(${JSON.stringify(file)});
splitLines(bytes.toString('utf8'));
createHash('sha256').update(bytes).digest();
`;
}

/** The values of a file of properties by their keys, with nothing checked. */
function splitLines(text) {
  const values = new Map();
  for (const line of text.split('\n')) {
    const sign = line.indexOf('=');
    values.set(line.slice(0, sign), line.slice(sign + 1));
  }
  return values;
}

/** Entries that say what version 2 can say, until the next one would be over the limit. */
function largestCatalog() {
  const entries = [];
  let size = 200;
  for (let index = 0; ; index += 1) {
    const id = `a${index}`;
    const entry = {
      id,
      name: `App ${index}`,
      version: `1.${index % 50}.0`,
      summary: 'Does one thing.',
      'api.minimumVersion': '1',
      'bundle.uri': `https://apps.example.invalid/${id}.zip`,
      'bundle.sha256': createHash('sha256').update(id).digest('hex'),
      'bundle.size.bytes': String(1000 + index),
      'bundle.type': 'zip',
      permissions: 'queue.read,queue.write',
    };
    const lines = Object.entries(entry).map(([key, value]) => `app.${id}.${key}=${value}\n`);
    size += Buffer.byteLength(lines.join('')) + id.length + 1;
    if (size > LIMIT) break;
    entries.push({ entry, lines });
  }
  const head = [
    'catalog.version=2',
    'catalog.id=bench',
    'catalog.name=Bench',
    'catalog.generatedAt=2026-01-01T00:00:00Z',
    `catalog.entries=${entries.map(({ entry }) => entry.id).join(',')}`,
  ];
  const bytes = Buffer.from(`${head.join('\n')}\n${entries.flatMap(({ lines }) => lines).join('')}`);
  return { bytes, count: entries.length };
}

function writeSigned(dir, bytes, privateKey, publicKey) {
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  writeFileSync(join(dir, 'cryptad-app-catalog.properties'), bytes);
  writeFileSync(
    join(dir, 'cryptad-app-catalog.signature'),
    [
      'catalog.signature.version=1',
      'catalog.signature.algorithm=Ed25519',
      'catalog.signature.key.id=bench',
      'catalog.signature.payload=cryptad-app-catalog.properties',
      `catalog.signature.value.base64=${sign(null, bytes, privateKey).toString('base64')}\n`,
    ].join('\n'),
  );
  const key = ['key.0.id=bench', 'key.0.algorithm=Ed25519', `key.0.public.key.base64=${spki}\n`];
  writeFileSync(join(dir, 'keys.properties'), ['trusted.keys.version=1', ...key].join('\n'));
}
