import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrustStore } from '../src/formats/generated/trust.ts';
import type { Waiver } from '../src/formats/generated/waiver.ts';
import { parsePublicKey } from '../src/trust/keys/parse-key.ts';
import { type Workspace, workspace } from './app-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PARTS = [
  'assay.config.json',
  'contracts/hearth',
  'catalogs/hearth',
  'fixtures/clients/hearth-ts',
  'fixtures/clients/hearth-py',
];

/** Where the example platform keeps what people said. */
export const HEARTH = {
  waivers: 'contracts/hearth/waivers',
  approvals: 'contracts/hearth/approvals',
  trust: 'contracts/hearth/trust/trust.json',
  register: 'contracts/hearth/trust/register.json',
};

/**
 * A copy of the example platform in a folder of its own, without the waivers of some apps and their approvals, and
 * without the register.
 */
export function hearthWithout(...apps: readonly string[]): Workspace {
  const outer = workspace();
  const space: Workspace = {
    ...outer,
    // Keys lie outside, as they should.
    path: join(outer.path, 'hub'),
    write: (file, content) => outer.write(`hub/${file}`, content),
  };
  for (const part of PARTS) cpSync(join(ROOT, part), join(space.path, part), { recursive: true });
  space.write('.git/HEAD', '');
  rmSync(join(space.path, HEARTH.register));
  for (const name of readdirSync(join(space.path, HEARTH.waivers))) {
    const file = join(space.path, HEARTH.waivers, name);
    const { id, scope }: Waiver = JSON.parse(readFileSync(file, 'utf8'));
    if (!apps.includes(scope.target?.appId ?? '')) continue;
    rmSync(file);
    for (const approval of readdirSync(join(space.path, HEARTH.approvals)))
      if (approval.startsWith(id)) rmSync(join(space.path, HEARTH.approvals, approval));
  }
  const config = JSON.parse(readFileSync(join(space.path, 'assay.config.json'), 'utf8'));
  delete config.register;
  space.write('assay.config.json', JSON.stringify(config, null, 2));
  return space;
}

/** Has the trust document of the copy list somebody's public key. */
export function trustPerson(
  space: Workspace,
  principal: string,
  roles: readonly [string, ...string[]],
  publicKeyFile: string,
  use: 'production' | 'test' = 'production',
): void {
  const file = join(space.path, HEARTH.trust);
  const trust: TrustStore = JSON.parse(readFileSync(file, 'utf8'));
  const { fingerprint, spki } = parsePublicKey(readFileSync(join(space.path, publicKeyFile)), publicKeyFile);
  const key = { id: fingerprint, publicKey: Buffer.from(spki).toString('base64'), use };
  trust.principals.push({ id: principal, roles: [...roles], keys: [key] });
  trust.version += 1;
  writeFileSync(file, `${JSON.stringify(trust, null, 2)}\n`);
}

/** Fills in what `assay waiver new` leaves to the author. */
export function fillIn(space: Workspace, file: string): Waiver {
  const draft = JSON.parse(readFileSync(join(space.path, file), 'utf8'));
  const filled: Waiver = {
    ...draft,
    category: 'fix-deferred',
    justification: {
      reason: "The app's authors declare the version in their next release, which they tested on Friday.",
      impactIfShipped: 'The store shows the app as untested for two days.',
      impactIfBlocked: 'The security fix of this release waits.',
      riskLevel: 'low',
      riskWhy: 'The app uses nothing that changed since the version before.',
    },
    tracking: ['https://tracker.hearth.example/apps/7'],
    followUp: { dueAt: draft.expiresAt, action: 'release the app that declares the version' },
  };
  if (filled.owner.startsWith('TODO')) filled.owner = 'mailto:mina@hearth.example';
  writeFileSync(join(space.path, file), `${JSON.stringify(filled, null, 2)}\n`);
  return filled;
}
