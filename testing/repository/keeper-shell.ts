import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePublicKey } from '../../src/trust/keys/parse-key.ts';
import { generateKeyPair, type PrivateKey } from '../../src/trust/keys/private-key.ts';
import { type CliRun, runCli } from '../run-cli.ts';

export const NOW = '2026-01-31T12:00:00Z';
const APPS = fileURLToPath(new URL('../../catalogs/hearth/apps', import.meta.url));

/** A folder with keys and bundles of the example platform, in which the commands of a repository are run. */
export class KeeperShell {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-repository-')));
  readonly keys = new Map<string, PrivateKey>();
  readonly env: Record<string, string> = {};
  now = NOW;

  constructor() {
    // The search for a configuration ends here.
    mkdirSync(join(this.folder, '.git'));
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  /** Makes a key; its files are keys/<name>.pem and keys/<name>.pub. */
  key(name: string): PrivateKey {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const key = generateKeyPair();
    this.keys.set(name, key);
    mkdirSync(this.at('keys'), { recursive: true });
    const pem = key.keyObject.export({ format: 'pem', type: 'pkcs8' });
    writeFileSync(this.at(`keys/${name}.pem`), pem, { mode: 0o600 });
    writeFileSync(this.at(`keys/${name}.pub`), encodePublicKey(key.publicKey));
    return key;
  }

  /** Runs a command, whose words are split at blanks. */
  run(line: string, ...more: readonly string[]): Promise<CliRun> {
    return runCli([...line.split(' '), ...more], { cwd: this.folder, env: this.env, now: this.now });
  }

  /** Runs a command that has to work. */
  async ok(line: string, ...more: readonly string[]): Promise<CliRun> {
    const run = await this.run(line, ...more);
    if (run.exit !== 0) throw new Error(`${line}: exit ${run.exit}\n${run.stdout}${run.stderr}`);
    return run;
  }

  /** Runs `catalog repo <verb>` on the repository. */
  repo(verb: string, ...more: readonly string[]): Promise<CliRun> {
    return this.ok(`catalog repo ${verb} --repository repo`, ...more);
  }

  /** Packs an app of the example platform as a .tgz. */
  async pack(app: string, form: 'tgz' | 'zip' = 'tgz'): Promise<string> {
    const output = `dist/${app}.${form}`;
    await this.ok('bundle pack', '--bundle-dir', join(APPS, app), '--output', output);
    return output;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async addKey(role: string, name: string, ...more: readonly string[]): Promise<void> {
    this.key(name);
    await this.repo('add-key', '--role', role, '--public-key-file', `keys/${name}.pub`, ...more);
  }

  async sign(role: string, ...names: readonly string[]): Promise<void> {
    for (const name of names) await this.repo('sign', '--role', role, '--private-key-file', `keys/${name}.pem`);
  }

  publish(): Promise<CliRun> {
    return this.repo(
      'publish',
      '--snapshot-key-file',
      'keys/snapshot.pem',
      '--timestamp-key-file',
      'keys/timestamp.pem',
    );
  }

  /** A repository with two owners, an author and someone who revokes, and two bundles; staged, signed and published. */
  async published(): Promise<this> {
    await this.repo('init', '--catalog-id', 'hearth');
    for (const owner of ['ann', 'bob'])
      for (const role of ['root', 'targets'])
        await this.addKey(role, owner, '--principal', `mailto:${owner}@example.org`);
    for (const role of ['snapshot', 'timestamp']) await this.addKey(role, role);
    this.key('author');
    this.key('stop');
    await this.repo(
      'delegate',
      '--role',
      'author.hearth',
      '--path',
      'apps/*/*/*',
      '--public-key-file',
      'keys/author.pub',
    );
    await this.repo('delegate', '--role', 'revocation', '--public-key-file', 'keys/stop.pub');
    const bundles = [await this.pack('room-lights'), await this.pack('guest-panel')];
    await this.repo('entry', '--role', 'author.hearth', ...bundles.flatMap((path) => ['--bundle', path]));
    await this.repo('stage');
    await this.sign('root', 'ann', 'bob');
    await this.sign('targets', 'ann', 'bob');
    await this.sign('author.hearth', 'author');
    await this.sign('revocation', 'stop');
    await this.publish();
    return this;
  }
}
