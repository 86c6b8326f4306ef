import { EXIT, usageError } from '../../model/errors.ts';
import { dueOnline, refresh } from '../../repository/publish.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { passphraseOnce, readSigner } from '../../repository/read-signer.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { passphraseFlag } from '../passphrase-options.ts';
import { onlineSigners } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Renews what a build service signs. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const snapshot = onlineSigners(args, context, 'snapshot');
  const timestamp = onlineSigners(args, context, 'timestamp');
  if (timestamp.length === 0)
    throw usageError(
      'signer-missing',
      'a renewal has a new timestamp',
      'name who signs it with --timestamp-key-file, -key-env or -signer',
    );
  const due = dueOnline(keeper, now);
  const renewSnapshot = snapshot.length > 0 && (due.snapshot || args.boolean('force'));
  const deed = { action: 'refresh', now } as const;
  if (!renewSnapshot && !due.timestamp && !args.boolean('force')) {
    const fresh = changeRepository(
      keeper.source,
      { write: [], remove: [] },
      { ...deed, done: ['no change needed: all is fresh'] },
    );
    return { exit: EXIT.ok, json: fresh, text: (style) => repositoryStatusText(fresh, style) };
  }
  const passphrase = passphraseOnce(passphraseFlag(args, context), context.io);
  const { repository, ...change } = refresh(
    keeper,
    {
      timestamp: timestamp.map((origin) => readSigner(origin, passphrase, context.io)),
      ...(renewSnapshot ? { snapshot: snapshot.map((origin) => readSigner(origin, passphrase, context.io)) } : {}),
    },
    now,
  );
  const done = [
    ...(renewSnapshot ? [`snapshot: published version ${repository.snapshot.role.version}`] : []),
    `timestamp: published version ${repository.timestamp.role.version}`,
  ];
  const status = changeRepository(keeper.source, change, { ...deed, done });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});
