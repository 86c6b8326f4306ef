import { join } from 'node:path';
import { openBundle } from '../bundle/read-bundle.ts';
import { readEntryDescriptor } from '../catalog/read-catalog.ts';
import { launchFindings } from '../check/launch-findings.ts';
import { readSubject } from '../check/read-subject.ts';
import { readClientFolder } from '../codegen/read-client.ts';
import { readContract } from '../contract/read-contract.ts';
import { readHistory } from '../contract/read-history.ts';
import { readSnapshot } from '../contract/read-snapshot.ts';
import { readVocabulary } from '../contract/read-vocabulary.ts';
import { mergeVocabularies, vocabularyOf } from '../contract/vocabulary.ts';
import type { AssayConfig, ConfigClient, ConfigContract } from '../formats/generated/config.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import type { AssayError } from '../model/errors.ts';
import { attempt } from './attempt.ts';
import { bundleDigest } from './bundle-digest.ts';
import { PALETTE_FILES, PALETTE_FOLDERS, packageContract } from './client-options.ts';
import type { AppPiece, ClientPiece, ContractPiece, EntryPiece, HistoryPiece, Platform } from './platform.ts';
import { digestOfDamage, digestOfFile } from './read-digest.ts';
import { readRepository, readSignedCatalog } from './read-published.ts';

/**
 * Reads everything that a configuration names. What is wrong with one thing is kept with it and stops nothing else.
 * @param root absolute path of the folder that the configuration's paths are relative to
 * @param now the instant of the run, by which signatures count
 * @throws AssayError of kind environment
 */
export async function readPlatform(root: string, config: AssayConfig, now: string): Promise<Platform> {
  const { apps = [], catalog = {}, clients = [] } = config;
  const contracts = await readContracts(root, config.contract ?? {});
  return {
    ...contracts,
    ...(await readNames(root, config.contract?.vocabulary, contracts)),
    apps: await Promise.all(apps.map((path) => readApp(root, path))),
    entries: await Promise.all((catalog.entries ?? []).map((path) => readEntry(root, path, catalog.bundles))),
    catalogs: await Promise.all((catalog.signed ?? []).map((signed) => readSignedCatalog(root, signed, now))),
    repositories: await Promise.all((catalog.repositories ?? []).map((one) => readRepository(root, one, now))),
    clients: await Promise.all(clients.map((client) => readClient(root, client))),
  };
}

type Contracts = Pick<Platform, 'source' | 'snapshot' | 'history'>;

async function readContracts(root: string, { source, snapshot, history }: ConfigContract): Promise<Contracts> {
  return {
    ...(source === undefined ? {} : { source: await readContractPiece(root, source, readContract) }),
    ...(snapshot === undefined ? {} : { snapshot: await readContractPiece(root, snapshot, readSnapshot) }),
    ...(history === undefined ? {} : { history: await readHistoryPiece(root, history) }),
  };
}

async function readContractPiece(root: string, path: string, read: typeof readContract): Promise<ContractPiece> {
  const contract = await attempt(() => read(join(root, path), path));
  const { digest: fileDigest } = await digestOfFile(root, path);
  const digest = contract.ok ? contract.value.digest : fileDigest;
  return { path, contract, ...(digest ? { digest } : {}), ...(fileDigest ? { fileDigest } : {}) };
}

/** Every capability that a vocabulary file or any readable contract knows; the file itself must be right. */
async function readNames(
  root: string,
  path: string | undefined,
  { source, snapshot, history }: Contracts,
): Promise<Pick<Platform, 'vocabulary' | 'vocabularyFile'>> {
  const current = [source, snapshot].flatMap((piece) => (piece?.contract.ok ? [piece.contract.value] : []));
  const released = history?.history.ok ? history.history.value.releases.map(({ contract }) => contract) : [];
  const known = [...released, ...current].map(({ contract }) => vocabularyOf(contract));
  if (path === undefined) return { vocabulary: mergeVocabularies(...known) };
  const named = await readVocabulary(join(root, path), path);
  return {
    vocabulary: mergeVocabularies(named, ...known),
    vocabularyFile: { path, ...(await digestOfFile(root, path)) },
  };
}

async function readHistoryPiece(root: string, path: string): Promise<HistoryPiece> {
  const history = await attempt(() => readHistory(join(root, path), path));
  if (!history.ok) return { path, history, ...(await digestOfDamage(root, path, history.error)) };
  const releases = history.value.releases.map(({ named, contract }) => [named, contract.digest]);
  return { path, history, digest: digestJson(releases) };
}

async function readApp(root: string, path: string): Promise<AppPiece> {
  const bundle = await attempt(() => openBundle(join(root, path), path));
  if (!bundle.ok) return { path, manifest: bundle, launch: [], ...(await digestOfDamage(root, path, bundle.error)) };
  const digest = await attempt(() => bundleDigest(bundle.value));
  if (!digest.ok) return { path, manifest: digest, launch: [] };
  const manifest = await attempt(() => readManifest(bundle.value));
  const launch = manifest.ok ? await attempt(() => launchFindings(bundle.value, manifest.value)) : manifest;
  const piece = { path, digest: digest.value };
  return launch.ok ? { ...piece, manifest, launch: launch.value } : { ...piece, manifest: launch, launch: [] };
}

async function readEntry(root: string, path: string, bundles: string | undefined): Promise<EntryPiece> {
  const file = join(root, path);
  const descriptor = await attempt(() => readEntryDescriptor(file, path));
  const piece = { path, descriptor, ...(await digestOfFile(root, path)) };
  if (!descriptor.ok) return { ...piece, subject: descriptor };
  const folder = bundles === undefined ? {} : { bundles: { file: join(root, bundles), shown: bundles } };
  const subject = await attempt(() => readSubject({ kind: 'catalog-entry', file, shown: path, ...folder }));
  if (!subject.ok) return { ...piece, subject, ...(await damagedBundle(root, path, subject.error)) };
  const { bundle } = subject.value;
  const digest = await attempt(() => bundleDigest(bundle));
  return {
    ...piece,
    subject: digest.ok ? subject : digest,
    bundle: { path: bundle.path, ...(digest.ok ? { digest: digest.value } : {}) },
  };
}

async function readClient(root: string, { language, output, ...wishes }: ConfigClient): Promise<ClientPiece> {
  const path = wishes.palette ? `${output}/${PALETTE_FOLDERS[language]}` : output;
  const folder = await attempt(() => {
    const found = readClientFolder(join(root, path), path);
    return wishes.palette ? new Map([...found].filter(([name]) => name === PALETTE_FILES[language])) : found;
  });
  if (!folder.ok) return { path, language, wishes, folder, ...(await digestOfDamage(root, path, folder.error)) };
  const files = [...folder.value].map(([name, text]) => [name, text === undefined ? null : digestBytes(text)]);
  const digest = digestJson(files);
  if (wishes.package === undefined) return { path, language, wishes, folder, digest };
  const previous = await attempt(() => packageContract(join(root, path), path, folder.value));
  return { path, language, wishes, folder, previous, digest };
}

/** The bundle of an entry, where it is the bundle that can't be read. */
async function damagedBundle(
  root: string,
  entry: string,
  { location }: AssayError,
): Promise<Pick<EntryPiece, 'bundle'>> {
  if (location === undefined || location.path === entry) return {};
  return { bundle: { path: location.path, ...(await digestOfFile(root, location.path)) } };
}
