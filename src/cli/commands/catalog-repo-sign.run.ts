import { EXIT, usageError } from '../../model/errors.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { passphraseOnce, readSigner } from '../../repository/read-signer.ts';
import { signStaged } from '../../repository/sign-role.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { passphraseFlag } from '../passphrase-options.ts';
import { signerFlag } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Signs a staged role. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const role = args.string('role') ?? '';
  const origin = signerFlag(args, context, ['private-key-file', '', 'signer']);
  if (origin === undefined)
    throw usageError('signer-missing', 'nobody is named to sign', 'give --private-key-file or --signer');
  const signer = readSigner(origin, passphraseOnce(passphraseFlag(args, context), context.io), context.io);
  const { key, ...change } = signStaged(keeper, role, signer, now);
  const done = [`${role}: signed by ${key.publicKey.fingerprint}, key id ${key.id}`];
  const status = changeRepository(keeper.source, change, { action: 'sign', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});
