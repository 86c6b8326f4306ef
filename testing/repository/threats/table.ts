// The threat table's rows that are about repositories (THREAT_MODEL.md): each builds its attack, most of them with every
// key in the attacker's hands, and expects exactly one rule.
import { cpSync, existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeRepository, type RepositoryToVerify } from '../../../src/check/judge-repository.ts';
import { judgeTarget } from '../../../src/check/judge-target.ts';
import type { CatalogLock } from '../../../src/formats/generated/catalog-lock.ts';
import { canonicalJson } from '../../../src/model/json/canonical.ts';
import { lockOf } from '../../../src/repository/lock.ts';
import { storedName } from '../../../src/repository/target-path.ts';
import { Attack, type Loose } from '../attack.ts';
import { KeeperShell, NOW } from '../keeper-shell.ts';

export const LIGHTS = 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz';
export const PANEL = 'apps/guest-panel/1.7.0/guest-panel-1.7.0.tgz';
export const shell = new KeeperShell();
let counter = 0;
/** What a consumer of the repository has seen. */
export let lock: CatalogLock;

type Options = Partial<RepositoryToVerify>;

function judge(folder: string, options: Options = {}) {
  return judgeRepository({
    folder,
    shown: 'repo',
    now: new Date(NOW),
    strict: false,
    requireLock: false,
    judgeTarget,
    ...options,
  });
}

function lockNow(folder: string, now = NOW): CatalogLock {
  const { repository } = judge(folder, { now: new Date(now) });
  if (repository === undefined) throw new Error('the repository does not verify');
  return lockOf(repository, new Date(now));
}

/** Rules with errors, each once. */
function errors(folder: string, options: Options = {}): string[] {
  const { findings } = judge(folder, options).report;
  const ids = findings.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId);
  return [...new Set(ids)].map((id) => id.replace('repository/', ''));
}

function copy(): Attack {
  counter += 1;
  const folder = shell.at(`attack-${counter}`);
  cpSync(shell.at('repo'), folder, { recursive: true });
  return new Attack(folder, shell.keys);
}

interface Case {
  readonly row: string;
  readonly says: string;
  readonly rule: string;
  attack(on: Attack): void;
  readonly options?: () => Options;
}

export const cases: Case[] = [];
export const row = (row: string, says: string, rule: string, attack: Case['attack'], options?: () => Options): void => {
  cases.push({ row, says, rule, attack, ...(options === undefined ? {} : { options }) });
};

export const ALL = ['root', 'timestamp', 'snapshot', 'targets', 'author.hearth', 'revocation'];

/** The file of a role with other signatures over the same bytes, linked to from above. */
export function resign(on: Attack, role: string, edit: (signatures: Loose[]) => Loose[]): void {
  const { signed, signatures } = on.json(role);
  const list = edit(signatures).map((each) => canonicalJson(each));
  on.put(role, `{"signatures":[${list.join(',')}],"signed":${canonicalJson(signed)}}`);
}

export const stored = (on: Attack, role: string, path: string): string =>
  `targets/${storedName(path, on.json(role).signed.targets[path].hashes.sha256)}`;
/** A lock that has seen a later version of one role. */
export const ahead = (edit: (lock: Loose) => void): Options => {
  const later: Loose = structuredClone(lock);
  edit(later);
  return { lock: later };
};

export const none = (): void => {};

/** Tests every row that was written down before: on a copy each, of one repository. */
export function attackAll(part: string): void {
  beforeAll(async () => {
    await shell.published();
    lock = lockNow(shell.at('repo'));
  }, 120_000);
  afterAll(() => shell.remove());

  describe(`a repository under attack: ${part}`, () => {
    it('has nothing to be blamed for before', () => {
      expect(errors(shell.at('repo'))).toEqual([]);
      expect(errors(copy().folder, { lock })).toEqual([]);
    });

    it.each(cases.map((each) => [each.row, each.says, each.rule, each] as const))(
      '%s: %s is %s',
      (_, __, rule, each) => {
        const on = copy();
        each.attack(on);
        expect(errors(on.folder, each.options?.())).toEqual([rule]);
        if (existsSync(on.folder)) on.remove('.');
      },
    );
  });
}
