import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { delegate } from '../../repository/delegate.ts';
import { repositoryKey } from '../../repository/edit-role.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import { readPublicKeyFile } from '../../trust/keys/read-key-file.ts';
import type { Args, Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { keyWords, thresholdFlag } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Delegates to a role. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const role = args.string('role') ?? '';
  const { use, principal } = keyWords(args);
  const keys = args.strings('public-key-file').map((path) => {
    const { file, shown } = context.resolve(path);
    return repositoryKey(readPublicKeyFile(file, shown), use, principal, shown);
  });
  const paths = pathsOf(role, args);
  const change = delegate(keeper, { name: role, paths, keys, threshold: thresholdFlag(args, 'threshold') ?? 1 });
  const done = [
    `targets: delegates ${paths.join(', ')} to ${role}, signed by ${keys.length} key${keys.length === 1 ? '' : 's'}`,
  ];
  const status = changeRepository(keeper.source, change, { action: 'delegate', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});

function pathsOf(role: string, args: Args): readonly string[] {
  const given = args.strings('path');
  if (role === 'revocation') {
    if (given.length === 0) return ['revocations.json'];
    throw usageError('path-of-revocation', 'the role revocation signs its one file', 'leave out --path');
  }
  const namespace = /^author\.([a-z0-9][a-z0-9.-]{0,50})$/.exec(role)?.[1];
  if (namespace === undefined)
    throw usageError('role-name', `${quote(role)} is no role to delegate to`, 'take author.<namespace>, or revocation');
  return given.length > 0 ? given : [`apps/${namespace}.*/*/*`];
}
