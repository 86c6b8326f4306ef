import { EXIT } from '../../model/errors.ts';
import { readKeeper, readNextRevocations } from '../../repository/read-keeper.ts';
import { revoke } from '../../repository/revoke.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Revokes bundles and keys. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const [digests, keyIds] = [args.strings('bundle-digest'), args.strings('revoked-key-id')];
  const change = revoke(keeper, readNextRevocations(keeper), {
    digests,
    keyIds,
    reason: args.string('reason') ?? '',
    now,
  });
  const done = [
    ...digests.map((digest) => `revoked the bundle ${digest}`),
    ...keyIds.map((id) => `revoked the key ${id}`),
  ];
  const status = changeRepository(keeper.source, change, { action: 'revoke', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});
