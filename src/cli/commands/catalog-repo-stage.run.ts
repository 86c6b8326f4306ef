import { EXIT } from '../../model/errors.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { stageRoles } from '../../repository/stage.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Stages what was drafted. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const { roles, ...change } = stageRoles(keeper, args.strings('role'), now);
  const done = roles.map((role) => {
    const before = keeper.staged.get(role)?.envelope.signatures.length ?? 0;
    return `${role}: staged${before === 0 ? '' : `, and ${before} signatures of what was staged before are gone`}`;
  });
  const status = changeRepository(keeper.source, change, { action: 'stage', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});
