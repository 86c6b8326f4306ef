// `npm run bench [-- NAME …]`: measures what the issues and docs promise, and exits 1 where a target is missed
// that is not said to be.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as bundle from './bundle.mjs';
import * as catalog from './catalog.mjs';
import * as catalogRepository from './catalog-repository.mjs';
import * as clients from './clients.mjs';
import * as contractDiff from './contract-diff.mjs';
import * as contractPeers from './contract-peers.mjs';
import * as foundation from './foundation.mjs';
import * as gate from './gate.mjs';
import { printTable } from './measure.mjs';
import * as trust from './trust.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const assay = [process.execPath, join(root, 'dist/bin.js')];
const benches = {
  foundation,
  'contract-diff': contractDiff,
  'contract-peers': contractPeers,
  trust,
  gate,
  bundle,
  catalog,
  'catalog-repository': catalogRepository,
  clients,
};

const wanted = process.argv.slice(2);
let missed = 0;
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  missed += printTable(bench.title, await bench.run({ assay, root }));
}
process.exitCode = missed > 0 ? 1 : 0;
