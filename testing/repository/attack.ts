import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/model/json/canonical.ts';
import { keyIdOf, keyJson } from '../../src/repository/role-keys.ts';
import type { PrivateKey } from '../../src/trust/keys/private-key.ts';
import { sign } from '../../src/trust/signature.ts';

/** JSON that an attack changes as it likes. */
// biome-ignore lint/suspicious/noExplicitAny: an attack is about what no type allows
export type Loose = any;

/** A published repository in the hands of an attacker, who has every key: each row of the threat table is one change. */
export class Attack {
  readonly folder: string;
  private readonly keys: ReadonlyMap<string, PrivateKey>;

  constructor(folder: string, keys: ReadonlyMap<string, PrivateKey>) {
    this.folder = folder;
    this.keys = keys;
  }

  /** The key that shell commands call by a name. */
  key(name: string): PrivateKey {
    const key = this.keys.get(name);
    if (key === undefined) throw new Error(`there is no key ${name}`);
    return key;
  }

  id(name: string): string {
    return keyIdOf(keyJson(this.key(name).publicKey) ?? {});
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The file of a role, its highest version. */
  file(role: string): string {
    if (role === 'timestamp') return 'metadata/timestamp.json';
    const versions = readdirSync(this.path('metadata'))
      .map((name) => new RegExp(`^(\\d+)\\.${role.replace('.', '\\.')}\\.json$`).exec(name)?.[1])
      .filter((version) => version !== undefined)
      .map(Number);
    return `metadata/${Math.max(...versions)}.${role}.json`;
  }

  text(role: string): string {
    return readFileSync(this.path(this.file(role)), 'utf8');
  }

  json(role: string): Loose {
    return JSON.parse(this.text(role));
  }

  /** Writes a role's file with any text, and names it in all that stands above it, rightly signed. */
  put(role: string, text: string | Uint8Array, signers: readonly string[] = [role]): void {
    writeFileSync(this.path(this.file(role)), text);
    this.relink(role, signers);
  }

  /** Changes what a role signs and signs it with the right keys, up to the timestamp. */
  change(role: string, edit: (signed: Loose) => void, signers: readonly string[] = this.signersOf(role)): void {
    const { signed } = this.json(role);
    edit(signed);
    const file = this.file(role);
    const bytes = this.signed(signed, signers);
    writeFileSync(this.path(file), bytes);
    this.relink(role);
  }

  /** An envelope of canonical bytes. */
  signed(signed: Loose, signers: readonly string[]): string {
    const text = canonicalJson(signed);
    return `{"signatures":[${this.signatures(text, signers).join(',')}],"signed":${text}}`;
  }

  /** The signatures over a text, as they stand in a file. */
  signatures(text: string, signers: readonly string[]): string[] {
    return signers
      .map((name) => [this.id(name), Buffer.from(sign(this.key(name), Buffer.from(text))).toString('hex')])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
      .map(([keyid, sig]) => `{"keyid":"${keyid}","sig":"${sig}"}`);
  }

  /** A file whose signed part is any text, signed over those very bytes. */
  raw(role: string, text: string): void {
    const file = `{"signatures":[${this.signatures(text, this.signersOf(role)).join(',')}],"signed":${text}}`;
    writeFileSync(this.path(this.file(role)), file);
    this.relink(role);
  }

  signersOf(role: string): readonly string[] {
    if (role === 'root' || role === 'targets') return ['ann', 'bob'];
    if (role === 'author.hearth') return ['author'];
    return role === 'revocation' ? ['stop'] : [role];
  }

  /** Names a changed file in the snapshot, and that in the timestamp. */
  relink(role: string, _signers?: readonly string[]): void {
    if (role === 'timestamp' || role === 'root') return;
    const parent = role === 'snapshot' ? 'timestamp' : 'snapshot';
    const bytes = readFileSync(this.path(this.file(role)));
    this.change(parent, (signed) => {
      const link = signed.meta[`${role}.json`];
      if (link.length !== undefined) link.length = bytes.length;
      if (link.hashes !== undefined) link.hashes = { sha256: createHash('sha256').update(bytes).digest('hex') };
    });
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }
}
