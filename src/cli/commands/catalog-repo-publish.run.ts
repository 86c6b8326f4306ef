import { EXIT, usageError } from '../../model/errors.ts';
import { publish } from '../../repository/publish.ts';
import { readKeeper, readStagedFiles } from '../../repository/read-keeper.ts';
import { passphraseOnce, readSigner } from '../../repository/read-signer.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import type { Handler } from '../command.ts';
import { passphraseFlag } from '../passphrase-options.ts';
import { signerFlag } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Publishes what is staged. */
export const run: Handler = async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const snapshot = signerFlag(args, context, ['snapshot-key-file', 'snapshot-key-env', 'snapshot-signer']);
  const timestamp = signerFlag(args, context, ['timestamp-key-file', 'timestamp-key-env', 'timestamp-signer']);
  if (snapshot === undefined || timestamp === undefined)
    throw usageError(
      'signer-missing',
      'a publication has a new snapshot and a new timestamp',
      'name who signs them with --snapshot-key-file and --timestamp-key-file, or the -key-env and -signer flags',
    );
  const passphrase = passphraseOnce(passphraseFlag(args, context), context.io);
  const signers = {
    snapshot: readSigner(snapshot, passphrase, context.io),
    timestamp: readSigner(timestamp, passphrase, context.io),
  };
  const { repository, ...change } = publish(keeper, signers, readStagedFiles(keeper), now);
  const done = [
    ...[...keeper.staged].map(([role, staged]) => `${role}: published version ${staged.role.version}`),
    `snapshot: published version ${repository.snapshot.role.version}`,
    `timestamp: published version ${repository.timestamp.role.version}`,
  ];
  const status = changeRepository(keeper.source, change, { action: 'publish', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
};
