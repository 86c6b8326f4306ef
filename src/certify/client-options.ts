import { join } from 'node:path';
import type { ClientFolder } from '../codegen/drift.ts';
import type { ClientOptions, PackageOptions } from '../codegen/targets/language.ts';
import type { LoadedContract } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { snapshotOf, snapshotText } from '../contract/snapshot.ts';
import type { ConfigClient } from '../formats/generated/config.ts';

/** What a configuration, or flags that say the same, want of a client. */
export type ClientWishes = Pick<ConfigClient, 'package' | 'validators' | 'palette' | 'pyModels'>;

/** Where palette's apps have the client of a language, within the app's folder. */
export const PALETTE_FOLDERS = { typescript: '.palette/types', python: '.palette/python' } as const;

/** The only file of such a folder that is the client's. */
export const PALETTE_FILES = { typescript: 'services.ts', python: 'services.py' } as const;

/**
 * The contract that a package's folder was generated from; undefined where the folder is none yet.
 * @throws AssayError where the package's contract can't be read
 */
export async function packageContract(
  file: string,
  shown: string,
  found: ClientFolder,
): Promise<LoadedContract | undefined> {
  const name = 'contract.json';
  return found.has(name) ? readContract(join(file, name), `${shown}/${name}`) : undefined;
}

/**
 * The options of a client. A package's version is the one in its folder, moved by what changed in the contract since it
 * was generated: the same folder and the same contract always give the same version.
 */
export async function clientOptions(
  { package: name, validators, palette, pyModels }: ClientWishes,
  contract: LoadedContract,
  folder: ClientFolder,
  previous: LoadedContract | undefined,
): Promise<ClientOptions> {
  return {
    ...(validators ? { validators } : {}),
    ...(palette ? { palette } : {}),
    ...(pyModels === undefined ? {} : { pyModels }),
    ...(name === undefined ? {} : { package: await packageOptions(name, contract, folder, previous) }),
  };
}

const FIRST = '1.0.0';
const TITLE = '# Changelog\n';

async function packageOptions(
  name: string,
  current: LoadedContract,
  folder: ClientFolder,
  previous: LoadedContract | undefined,
): Promise<PackageOptions> {
  const contract = snapshotText(snapshotOf(current));
  const version = versionIn(folder.get('package.json')) ?? projectVersion(folder.get('pyproject.toml'));
  const history = folder.get('CHANGELOG.md') ?? TITLE;
  if (previous === undefined || version === undefined)
    return { name, contract, version: FIRST, changelog: entry(TITLE, FIRST, [`- From ${versionWords(current)}.`]) };
  if (previous.digest === current.digest) return { name, contract, version, changelog: history };
  // Loaded where it is needed: the comparison takes a while.
  const { diffContracts } = await import('../check/contract-diff.ts');
  const { changes, requiredBump } = diffContracts(previous, current);
  const next = moved(version, requiredBump);
  const told = changes
    .filter(({ bump }) => bump === 'major' || bump === 'minor')
    .map(({ bump, message }) => `- ${bump === 'major' ? '**Breaking:** ' : ''}${message}`);
  const lines = [`- From ${versionWords(current)}, after contract version ${previous.contract.contractVersion}.`];
  return { name, contract, version: next, changelog: entry(history, next, [...lines, ...told]) };
}

function versionWords({ contract: { apiVersion, contractVersion } }: LoadedContract): string {
  return `API ${apiVersion}, contract version ${contractVersion}`;
}

/** The newest version first, below the title. */
function entry(history: string, version: string, lines: readonly string[]): string {
  const rest = history.startsWith(TITLE) ? history.slice(TITLE.length) : `\n${history}`;
  return `${TITLE}\n## ${version}\n\n${lines.join('\n')}\n${rest}`;
}

/** The version that a manifest says; undefined where it says none that can be moved. */
function versionIn(manifest: string | undefined): string | undefined {
  try {
    const { version } = JSON.parse(manifest ?? '');
    return typeof version === 'string' && /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}

/** The version that a Python project says, on the line that we write. */
function projectVersion(project: string | undefined): string | undefined {
  return /^version = "(\d{1,9}\.\d{1,9}\.\d{1,9})"$/m.exec(project ?? '')?.[1];
}

/** A version moved by what the contract asks for; whatever else changed is a patch. */
function moved(version: string, bump: 'none' | 'patch' | 'minor' | 'major'): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (bump === 'major') return `${major + 1}.0.0`;
  return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
