import { EXIT } from '../../model/errors.ts';
import { editKeys } from '../../repository/edit-keys.ts';
import { repositoryKey } from '../../repository/edit-role.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import { readPublicKeyFile } from '../../trust/keys/read-key-file.ts';
import type { Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { keyWords, thresholdFlag } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Lets keys sign a role. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const role = args.string('role') ?? '';
  const { use, principal } = keyWords(args);
  const add = args.strings('public-key-file').map((path) => {
    const { file, shown } = context.resolve(path);
    return repositoryKey(readPublicKeyFile(file, shown), use, principal, shown);
  });
  const threshold = thresholdFlag(args, 'threshold');
  const edit = { add, remove: [], ...(threshold === undefined ? {} : { threshold }) };
  const done = add.map(({ id, publicKey }) => `${role}: may be signed by ${publicKey.fingerprint}, key id ${id}`);
  const write = [editKeys(keeper, role, edit)];
  const status = changeRepository(keeper.source, { write, remove: [] }, { action: 'add-key', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});
