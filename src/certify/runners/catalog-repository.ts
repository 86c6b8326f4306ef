import { type InspectedRepository, repositoryFindings } from '../../check/judge-repository.ts';
import { REPOSITORY_RULES } from '../../check/rules/repository/index.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import type { RepositoryFault } from '../../repository/model.ts';
import type { RepositoryPiece } from '../platform.ts';
import { servedBundles } from '../published-bundles.ts';
import { type Runner, type RunnerUnit, unread } from '../runner.ts';
import { appTarget, distinctTargets } from '../target.ts';

/**
 * Verifies every configured signed repository as a consumer does: at the instant of the run, from the root down, no older
 * than its lock, each bundle beside its entry.
 */
export const catalogRepository: Runner = {
  name: 'catalog.repository',
  rules: REPOSITORY_RULES,
  units: ({ repositories }) => {
    const parts = repositories.flatMap((piece) => [
      { path: piece.path, target: { path: piece.path }, unit: wholeUnit(piece) },
      ...entriesOf(piece).map((entry) => ({
        path: `${piece.path}/targets/${entry.path}`,
        target: appTarget(entry.id, `${piece.path}/targets/${entry.path}`),
        unit: entryUnit(piece, entry),
      })),
    ]);
    return distinctTargets(parts).map(({ target, unit }) => ({ ...unit, target }));
  },
};

type Entry = InspectedRepository['entries'][number];

function entriesOf({ inspected }: RepositoryPiece): readonly Entry[] {
  return inspected.ok ? inspected.value.entries : [];
}

function inputsOf({ path, lock, otherLocks, timestamp }: RepositoryPiece): string[] {
  return [path, lock.path, ...otherLocks.map((other) => other.path), timestamp.path];
}

/** The repository by itself: what is wrong with none of its entries. */
function wholeUnit(piece: RepositoryPiece): RunnerUnit {
  const { inspected, timestamp } = piece;
  return {
    subjects: [timestamp.path],
    inputs: inputsOf(piece),
    judge: ({ strict }) => {
      if (!inspected.ok) return unread(EVIDENCE_RULES.inputUnreadable, inspected.error);
      const { roles, entries, faults, repository } = inspected.value;
      const whole = faults.filter((fault) => !entries.some((entry) => isAbout(entry, fault)));
      return {
        kind: 'judged',
        // The lock, and each role that was reached.
        checks: 1 + roles.length,
        findings: repositoryFindings(whole.map(shown), strict),
        ...(repository === undefined
          ? {}
          : { annotations: { catalogId: repository.root.role.catalog, ...versions(roles), entries: entries.length } }),
      };
    },
  };
}

function versions(roles: InspectedRepository['roles']): Record<string, number> {
  return Object.fromEntries(roles.map(({ role, version }) => [`${role}Version`, version]));
}

function entryUnit(piece: RepositoryPiece, entry: Entry): RunnerUnit {
  const { inspected, timestamp } = piece;
  const bundle = servedBundles(piece).get(entry.path);
  return {
    subjects: [timestamp.path, ...(bundle === undefined ? [] : [bundle.path])],
    inputs: inputsOf(piece),
    judge: ({ strict }) => {
      if (!inspected.ok) return unread(EVIDENCE_RULES.inputUnreadable, inspected.error);
      return {
        kind: 'judged',
        // Length and digest, identity, and what the entry repeats of the manifest.
        checks: 3,
        findings: repositoryFindings(
          inspected.value.faults.filter((fault) => isAbout(entry, fault)).map(shown),
          strict,
        ),
        annotations: { appVersion: entry.version, role: entry.role, status: entry.status },
      };
    },
  };
}

/** A fault about an entry names its path, and what of it. */
function isAbout({ path }: Entry, { subject }: RepositoryFault): boolean {
  return subject === path || subject.startsWith(`${path} `);
}

/**
 * A fault with the names of targets as their author gave them, and the beginnings of key ids: the digest before each
 * stored name, and a whole id, would be taken for a secret in a report.
 */
function shown(fault: RepositoryFault): RepositoryFault {
  const plain = (text: string): string =>
    text.replace(/(?<=\/)[0-9a-f]{64}\.(?=[^\s/]+)/g, '').replace(/(?<![\w:])([0-9a-f]{16})[0-9a-f]{48}(?!\w)/g, '$1…');
  return { ...fault, path: plain(fault.path), message: plain(fault.message) };
}
