import type { Handler } from './command.ts';

/** Takes a repository's folder for this process alone, and gives what gives it back. */
type TakeLock = (folder: string, shown: string, now: Date) => () => void;

/** A command that changes a repository, with nobody else changing it meanwhile. */
export function keeperAlone(takeLock: TakeLock, handler: Handler): Handler {
  return async (args, context) => {
    const { file, shown } = context.resolve(args.string('repository') ?? '');
    const release = takeLock(file, shown, await context.now());
    try {
      return await handler(args, context);
    } finally {
      release();
    }
  };
}
