import { basename, dirname, isAbsolute, join, posix, resolve } from 'node:path';
import { openBundle } from '../bundle/read-bundle.ts';
import { buildEntry } from '../catalog/build-entry.ts';
import type { EntryContent, EntryDescriptor } from '../catalog/model.ts';
import { readEntryDescriptor } from '../catalog/read-catalog.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { parseReviewReceipt } from '../trust/crypta/parse-review-receipt.ts';
import { type ReviewReceipt, receiptFields } from '../trust/crypta/review-receipt.ts';
import { type BundleFolder, type VerifiedBundle, verifiedBundle } from './read-entry-bundle.ts';

/** An entry in the making: its descriptor, its verified bundle, and what they make. */
export interface DraftEntry {
  readonly descriptor: EntryDescriptor;
  readonly verified: VerifiedBundle;
  readonly content: EntryContent;
}

export interface DraftSources {
  readonly bundles?: BundleFolder;
  readonly receipts: readonly BundleFolder[];
}

/**
 * Reads descriptors, and verifies the bundle of each.
 * @throws AssayError entry-bundle-missing, entry-bundle-kind, entry-app-mismatch, review-receipt-stray (input), and those
 * of the readers
 */
export function readDraftEntries(places: readonly BundleFolder[], sources: DraftSources): DraftEntry[] {
  const receipts = sources.receipts.map((place) => ({ place, receipt: receiptAt(place) }));
  const used = new Set<ReviewReceipt>();
  const drafts = places.map((place) => {
    const draft = readDraft(place, sources.bundles);
    const own = receipts.find(({ receipt }) => isAbout(receipt, draft.content))?.receipt;
    if (own === undefined) return draft;
    used.add(own);
    return { ...draft, content: withReceipt(draft.content, own) };
  });
  const stray = receipts.find(({ receipt }) => !used.has(receipt));
  if (stray === undefined) return drafts;
  throw inputError(
    'review-receipt-stray',
    `${stray.place.shown} is about none of the entries: none has its app, version, digest and size`,
    'have the bundle that is in the catalog reviewed, or leave the receipt out',
    { path: stray.place.shown },
  );
}

/** Reads one descriptor and verifies its bundle. @throws AssayError as readDraftEntries */
export function readDraft(place: BundleFolder, bundles: BundleFolder | undefined): DraftEntry {
  const descriptor = readEntryDescriptor(place.file, place.shown);
  const verified = draftBundle(descriptor, place, bundles);
  const { manifest, identity } = verified;
  const { sha256, size } = identity;
  if (sha256 === undefined || size === undefined)
    throw inputError(
      'entry-bundle-kind',
      `the bundle of ${place.shown} is a folder: a catalog offers files, and a folder has neither digest nor size`,
      'pack it with `assay bundle pack --output <file>.zip`, and name the folder of bundles with --bundles',
      descriptor.locate('artifact.path'),
    );
  if (verified.bundle.packing !== 'zip')
    throw inputError(
      'entry-bundle-kind',
      `the bundle of ${place.shown} is no zip, and a catalog offers nothing else`,
      'pack it with `assay bundle pack --output <file>.zip`',
      descriptor.locate('artifact.path'),
    );
  const { app } = manifest;
  return { descriptor, verified, content: buildEntry(descriptor, { manifest: app, bundle: { sha256, size } }) };
}

function draftBundle(
  descriptor: EntryDescriptor,
  place: BundleFolder,
  bundles: BundleFolder | undefined,
): VerifiedBundle {
  const { file, shown } = draftPlace(descriptor, place, bundles);
  try {
    return verifiedBundle(openBundle(file, shown));
  } catch (error) {
    if (!(error instanceof AssayError) || error.code !== 'input-unreadable') throw error;
    throw inputError(
      'entry-bundle-missing',
      `the bundle of ${place.shown} is not there: ${error.message}`,
      'build it, correct artifact.path, or name the folder that holds it with --bundles',
      descriptor.locate('artifact.path'),
    );
  }
}

/** In a folder of bundles by the file that the catalog will name, else by the descriptor's own path. */
function draftPlace(descriptor: EntryDescriptor, place: BundleFolder, bundles: BundleFolder | undefined): BundleFolder {
  const { artifactPath, bundleUri } = descriptor;
  if (bundles === undefined)
    return {
      file: resolve(dirname(place.file), artifactPath),
      shown: isAbsolute(artifactPath)
        ? basename(artifactPath)
        : posix.join(posix.dirname(place.shown), artifactPath.replaceAll('\\', '/')),
    };
  const names = [basename(bundleUri.replace(/[?#].*$/s, '')), basename(artifactPath)];
  const name = names.find((each) => statOf(join(bundles.file, each))?.isFile());
  if (name !== undefined) return { file: join(bundles.file, name), shown: posix.join(bundles.shown, name) };
  throw inputError(
    'entry-bundle-missing',
    `the bundle of ${place.shown} is not in ${bundles.shown}, as ${[...new Set(names)].map(quote).join(' or ')}`,
    'pack it there under the last part of its bundle.uri',
    descriptor.locate('bundle.uri'),
  );
}

function receiptAt({ file, shown }: BundleFolder): ReviewReceipt {
  return parseReviewReceipt(readFileBytes(file, shown, SIZE.signature), shown);
}

function isAbout({ payload }: ReviewReceipt, { id, version, bundle }: EntryContent): boolean {
  return (
    payload.appId === id &&
    payload.appVersion === version &&
    payload.artifactSha256 === bundle.sha256 &&
    payload.artifactSize === bundle.size
  );
}

function withReceipt(content: EntryContent, receipt: ReviewReceipt): EntryContent {
  return { ...content, review: { ...content.review, receipt: new Map(receiptFields(receipt)) } };
}
