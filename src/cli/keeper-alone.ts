import { takeKeeperLock } from '../repository/write-keeper-lock.ts';
import type { Handler } from './command.ts';

/** A command that changes a repository, with nobody else changing it meanwhile. */
export function keeperAlone(handler: Handler): Handler {
  return async (args, context) => {
    const { file, shown } = context.resolve(args.string('repository') ?? '');
    const release = takeKeeperLock(file, shown, await context.now());
    try {
      return await handler(args, context);
    } finally {
      release();
    }
  };
}
