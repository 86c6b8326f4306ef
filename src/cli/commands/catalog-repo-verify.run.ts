import { judgeRepository, type TargetJudge } from '../../check/judge-repository.ts';
import type { RepositoryReport } from '../../formats/generated/repository-report.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { lockOf, rises } from '../../repository/lock.ts';
import { lockExists, readLock } from '../../repository/read-lock.ts';
import { writeLock } from '../../repository/write-lock.ts';
import type { Args, Context, Handler } from '../command.ts';
import { repositoryReportText } from '../repository-text.ts';

/** Verifies a repository, and raises the lock where that is asked for and all is well. */
export const run: Handler = async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const lockPlace = lockOption(args, context);
  const lock =
    lockPlace !== undefined && lockExists(lockPlace.file) ? readLock(lockPlace.file, lockPlace.shown) : undefined;
  if (lock === undefined && lockPlace !== undefined && !args.boolean('update-lock') && !args.boolean('require-lock'))
    throw usageError(
      'lock-not-there',
      `${lockPlace.shown} is not there`,
      'begin it with --update-lock, or demand it with --require-lock',
    );
  const now = await context.now();
  const rootDigest = rootDigestOption(args);
  const target = args.string('target');
  const { report, repository } = judgeRepository({
    folder: place.file,
    shown: place.shown,
    now,
    strict: args.boolean('strict'),
    requireLock: args.boolean('require-lock'),
    judgeTarget: args.boolean('metadata-only') ? undefined : await loadTargetJudge(),
    allowTestKeys: args.boolean('allow-test-keys'),
    otherLocks: args.strings('other-lock').map((path) => {
      const { file, shown } = context.resolve(path);
      return readLock(file, shown);
    }),
    progress: (line) => context.progress(line),
    ...(lockPlace === undefined ? {} : { lockPath: lockPlace.shown }),
    ...(lock === undefined ? {} : { lock }),
    ...(rootDigest === undefined ? {} : { rootDigest }),
    ...(target === undefined ? {} : { target }),
  });
  const good = report.summary.errors === 0;
  let state: RepositoryReport['lock'] = lock === undefined ? 'none' : 'held';
  if (good && repository !== undefined && lockPlace !== undefined && args.boolean('update-lock')) {
    const next = lockOf(repository, now, lock);
    if (rises(lock, next)) {
      writeLock(lockPlace.file, lockPlace.shown, next);
      state = lock === undefined ? 'written' : 'raised';
    }
  }
  const full: RepositoryReport = { ...report, lock: state };
  return { exit: good ? EXIT.ok : EXIT.integrity, json: full, text: (style) => repositoryReportText(full, style) };
};

/** Bundles need a good part of the program, which is loaded only where they are looked at. */
async function loadTargetJudge(): Promise<TargetJudge> {
  const { judgeTarget } = await import('../../check/judge-target.ts');
  return judgeTarget;
}

function lockOption(args: Args, context: Context): ReturnType<Context['resolve']> | undefined {
  const path = args.string('lock');
  if (path !== undefined) return context.resolve(path);
  if (args.boolean('update-lock') || args.boolean('require-lock'))
    throw usageError('lock-unnamed', 'no lock is named', 'give its path with --lock catalog.lock');
  return undefined;
}

function rootDigestOption(args: Args): `sha256:${string}` | undefined {
  const text = args.string('root-digest');
  if (text === undefined) return undefined;
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return `sha256:${text.slice('sha256:'.length)}`;
  throw usageError(
    'digest-invalid',
    `${quote(text)} is no digest of a root`,
    'write sha256: and 64 lower-case hex digits',
  );
}
