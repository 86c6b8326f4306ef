import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { CATALOG_ID } from '../../repository/parse-role.ts';
import { refuseRepository } from '../../repository/read-keeper.ts';
import { rootDraft, targetsDraft } from '../../repository/stage.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import type { Handler } from '../command.ts';
import { thresholdFlag } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Begins a repository. */
export const run: Handler = async (args, context) => {
  const { file, shown } = context.resolve(args.string('repository') ?? '');
  const catalog = args.string('catalog-id') ?? '';
  if (!CATALOG_ID.test(catalog))
    throw usageError(
      'catalog-id-invalid',
      `${quote(catalog)} can't be the id of a catalog`,
      'take lower-case letters and digits, with ".", "_" and "-" between them',
    );
  refuseRepository(file, shown);
  const role = (threshold: number) => ({ keyIds: [], threshold });
  const roles = {
    root: role(thresholdFlag(args, 'root-threshold') ?? 2),
    targets: role(thresholdFlag(args, 'targets-threshold') ?? 2),
    snapshot: role(1),
    timestamp: role(1),
  };
  const nothing = { targets: new Map(), keys: new Map(), delegations: [] };
  const write = [rootDraft(catalog, { keys: new Map(), roles }), targetsDraft(catalog, 'targets', nothing)];
  const status = changeRepository(
    { folder: file, path: shown },
    { write, remove: [] },
    { action: 'init', done: [`began the repository of ${catalog}`], now: await context.now() },
  );
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
};
