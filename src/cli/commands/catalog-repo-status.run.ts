import { EXIT } from '../../model/errors.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { statusOf } from '../../repository/status.ts';
import type { Handler } from '../command.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Says how a repository stands. */
export const run: Handler = async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const status = statusOf(readKeeper(place.file, place.shown, now), { action: 'status', done: [], now });
  const exit = status.due.length > 0 ? EXIT.findings : EXIT.ok;
  return { exit, json: status, text: (style) => repositoryStatusText(status, style) };
};
