import { openBundle } from '../../bundle/read-bundle.ts';
import { contentDigest } from '../../certify/bundle-digest.ts';
import { requireCertified } from '../../certify/catalog-certified.ts';
import { readCertification } from '../../certify/read-certification.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import type { Keeper } from '../../repository/keeper.ts';
import { publish } from '../../repository/publish.ts';
import { newBundles, readKeeper, stagedFilesOf } from '../../repository/read-keeper.ts';
import { passphraseOnce, readSigner } from '../../repository/read-signer.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Args, Context, Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { passphraseFlag } from '../passphrase-options.ts';
import { onlineSigners } from '../repository-flags.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Publishes what is staged. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const snapshot = onlineSigners(args, context, 'snapshot');
  const timestamp = onlineSigners(args, context, 'timestamp');
  if (snapshot.length === 0 || timestamp.length === 0)
    throw usageError(
      'signer-missing',
      'a publication has a new snapshot and a new timestamp',
      'name who signs them with --snapshot-key-file and --timestamp-key-file, or the -key-env and -signer flags',
    );
  const certified = await certifiedBundles(keeper, args, context);
  const passphrase = passphraseOnce(passphraseFlag(args, context), context.io);
  const signers = {
    snapshot: snapshot.map((origin) => readSigner(origin, passphrase, context.io)),
    timestamp: timestamp.map((origin) => readSigner(origin, passphrase, context.io)),
  };
  const { repository, ...change } = publish(keeper, signers, stagedFilesOf(keeper), now);
  const done = [
    ...[...keeper.staged].map(([role, staged]) => `${role}: published version ${staged.role.version}`),
    `snapshot: published version ${repository.snapshot.role.version}`,
    `timestamp: published version ${repository.timestamp.role.version}`,
    ...certified,
  ];
  const status = changeRepository(keeper.source, change, { action: 'publish', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});

/** What a certification says of the bundles that are new, where one is demanded; that there is none is refused. */
async function certifiedBundles(keeper: Keeper, args: Args, context: Context): Promise<readonly string[]> {
  const given = args.string('certification');
  if (given === undefined) return [];
  const { file, shown } = context.resolve(given);
  const certification = await readCertification(file, shown);
  const bundles = newBundles(keeper).map(({ path, sha256, ...place }) => ({
    name: path,
    digest: `sha256:${sha256}` as const,
    contents: contentDigest(openBundle(place.file, place.shown)),
    location: { path: place.shown },
  }));
  requireCertified(bundles, { path: shown, certification }, await context.now());
  return bundles.map(({ name }) => `${name}: certified by ${shown}, ${certification.decision}`);
}
