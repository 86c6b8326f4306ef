// Our repository as clients that others wrote read it over HTTP, and one of theirs as we read it.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Updater } from 'tuf-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeeperShell } from './keeper-shell.ts';
import { StaticServer } from './static-server.ts';

const LIGHTS = 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz';
const shell = new KeeperShell();
const server = new StaticServer(shell.at('repo'));

beforeAll(async () => {
  // Their clients read the clock themselves.
  shell.now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  await shell.published();
  await server.start();
}, 120_000);
afterAll(async () => {
  await server.stop();
  shell.remove();
});

describe('tuf-js', () => {
  const client = (name: string): Updater => {
    mkdirSync(shell.at(`${name}/targets`), { recursive: true });
    copyFileSync(shell.at('repo/metadata/1.root.json'), shell.at(`${name}/root.json`));
    return new Updater({
      metadataBaseUrl: `${server.url}/metadata`,
      metadataDir: shell.at(name),
      targetBaseUrl: `${server.url}/targets`,
      targetDir: shell.at(`${name}/targets`),
    });
  };

  it('downloads a bundle through its delegation, and reads the entry', async () => {
    const updater = client('tuf-js');
    await updater.refresh();
    const info = await updater.getTargetInfo(LIGHTS);
    if (info === undefined) throw new Error('the target was not found');
    expect(info.custom).toMatchObject({ entry: { id: 'room-lights', version: '1.4.0', dialect: 'crypta' } });
    const path = await updater.downloadTarget(info, shell.at('tuf-js/targets/lights.tgz'));
    expect(readFileSync(path).equals(readFileSync(shell.at('dist/room-lights.tgz')))).toBe(true);
    expect(await updater.getTargetInfo('apps/other/1.0.0/other-1.0.0.tgz')).toBeUndefined();
    const revocations = await updater.getTargetInfo('revocations.json');
    expect(revocations?.length).toBeGreaterThan(0);
  });

  it('follows the next publication, with a new root', async () => {
    const updater = client('tuf-js-next');
    await updater.refresh();
    await shell.repo('stage', '--role', 'root');
    await shell.sign('root', 'ann', 'bob');
    await shell.publish();
    const next = client('tuf-js-next');
    await next.refresh();
    expect(JSON.parse(readFileSync(shell.at('tuf-js-next/root.json'), 'utf8')).signed.version).toBe(2);
    expect(await next.getTargetInfo(LIGHTS)).toBeDefined();
  });
});

const python = process.env.ASSAY_PYTHON;
const withPython = async (script: string, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(python ?? '', ['-c', script, ...args])).stdout.trim();
const ready =
  python !== undefined &&
  (await withPython('import tuf.ngclient, securesystemslib.signer, cryptography').then(
    () => true,
    () => false,
  ));
if (!ready) console.warn('skipped: ASSAY_PYTHON names no python with tuf');
if (process.env.CI !== undefined && python !== undefined)
  it('finds python-tuf, where a build service made an environment for it', () => expect(ready).toBe(true));

describe.skipIf(!ready)('python-tuf', () => {
  const CLIENT = `
import os, sys
from tuf.ngclient import Updater
url, folder, root, target = sys.argv[1:]
os.makedirs(folder)
with open(root, 'rb') as f: bootstrap = f.read()
updater = Updater(metadata_dir=folder, metadata_base_url=url + '/metadata/', target_base_url=url + '/targets/', target_dir=folder, bootstrap=bootstrap)
updater.refresh()
info = updater.get_targetinfo(target)
print(info.custom['entry']['version'], updater.download_target(info, os.path.join(folder, 'bundle')))
`;

  it('downloads a bundle through its delegation, and reads the entry', async () => {
    const printed = await withPython(
      CLIENT,
      server.url,
      shell.at('python'),
      shell.at('repo/metadata/1.root.json'),
      LIGHTS,
    );
    expect(printed).toBe(`1.4.0 ${shell.at('python/bundle')}`);
    expect(readFileSync(shell.at('python/bundle')).equals(readFileSync(shell.at('dist/room-lights.tgz')))).toBe(true);
  });

  const MAKER = `
import hashlib, json, os, sys
from datetime import datetime, timedelta, timezone
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import *
from tuf.api.serialization.json import JSONSerializer
folder = sys.argv[1]
now = datetime.now(timezone.utc).replace(microsecond=0)
binding = {'x-assay': {'catalog': 'made-elsewhere', 'issuedAt': now.strftime('%Y-%m-%dT%H:%M:%SZ'), 'profile': 1}}
names = ['root1', 'root2', 'targets1', 'targets2', 'snapshot', 'timestamp', 'author']
signers = {name: CryptoSigner.generate_ed25519() for name in names}
key = lambda name: signers[name].public_key
compact = JSONSerializer(compact=True, validate=False)
os.makedirs(os.path.join(folder, 'metadata'))
def save(name, signed, *keys):
    metadata = Metadata(signed)
    for each in keys: metadata.sign(signers[each], append=True)
    data = metadata.to_bytes(compact)
    with open(os.path.join(folder, 'metadata', name), 'wb') as f: f.write(data)
    return MetaFile(1, len(data), {'sha256': hashlib.sha256(data).hexdigest()})
def common(days): return {'version': 1, 'expires': now + timedelta(days=days), 'unrecognized_fields': dict(binding)}
roles = {'root': ['root1', 'root2'], 'targets': ['targets1', 'targets2'], 'snapshot': ['snapshot'], 'timestamp': ['timestamp']}
root = Root(**common(300), consistent_snapshot=True, keys={key(n).keyid: key(n) for ns in roles.values() for n in ns},
  roles={role: Role([key(n).keyid for n in ns], len(ns)) for role, ns in roles.items()})
save('1.root.json', root, 'root1', 'root2')
content = b'a file\\n'
digest = hashlib.sha256(content).hexdigest()
os.makedirs(os.path.join(folder, 'targets/apps/acme.note/1.0.0'))
with open(os.path.join(folder, 'targets/apps/acme.note/1.0.0', digest + '.note.txt'), 'wb') as f: f.write(content)
author = Targets(**common(100), targets={'apps/acme.note/1.0.0/note.txt': TargetFile(len(content), {'sha256': digest}, 'apps/acme.note/1.0.0/note.txt')})
meta = {'author.acme.json': save('1.author.acme.json', author, 'author')}
delegations = Delegations({key('author').keyid: key('author')}, roles={'author.acme': DelegatedRole('author.acme', [key('author').keyid], 1, True, paths=['apps/acme.*/*/*'])})
targets = Targets(**common(100), targets={}, delegations=delegations)
meta['targets.json'] = save('1.targets.json', targets, 'targets1', 'targets2')
snapshot = save('1.snapshot.json', Snapshot(**common(10), meta=meta), 'snapshot')
save('timestamp.json', Timestamp(**common(5), snapshot_meta=snapshot), 'timestamp')
`;

  it('makes a repository in the profile, which we verify', async () => {
    await withPython(MAKER, shell.at('theirs'));
    const run = await shell.run('catalog repo verify --repository theirs --json');
    const report = JSON.parse(run.stdout);
    expect(report.findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['repository/root-unanchored']);
    expect(report.catalog).toBe('made-elsewhere');
    expect(report.roles.map(({ role }: { role: string }) => role)).toEqual([
      'root',
      'timestamp',
      'snapshot',
      'targets',
      'author.acme',
    ]);
    expect(run.exit).toBe(0);
  });
});
