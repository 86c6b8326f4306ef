import { posix } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import type { DependencyFact, VersionFact } from './bundle-input.ts';
import { lineAt } from './bundle-secrets.ts';

/** Scripts that run when somebody installs the package (npm documentation, "Life Cycle Operation Order"). */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'prepublish'];
const GROUPS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'resolutions',
];
const LOCKS = {
  'package.json': ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
  'pyproject.toml': ['poetry.lock', 'uv.lock', 'pdm.lock', 'pylock.toml', 'requirements.txt', 'requirements.lock'],
};

/** What a package.json or pyproject.toml says that an installation depends on. */
export interface PackageFacts {
  readonly dependencies: readonly DependencyFact[];
  readonly version?: VersionFact;
  /** Whether it asks for other packages, so that it needs a lock file. */
  readonly needsLock: boolean;
}

/** The facts of a package.json, of which only strict JSON is looked at. */
export function npmFacts(json: JsonValue, file: string, text: string): PackageFacts {
  if (!isJsonObject(json)) return { dependencies: [], needsLock: false };
  const scripts = isJsonObject(json.scripts) ? json.scripts : {};
  const lifecycle = INSTALL_SCRIPTS.filter((name) => typeof scripts[name] === 'string').map(
    (name): DependencyFact => ({
      kind: 'lifecycle-script',
      file,
      line: lineOf(text, name),
      name,
      says: `runs on everybody's machine at installation`,
    }),
  );
  const sources = GROUPS.flatMap((group) => specs(json[group])).flatMap(([name, spec]): DependencyFact[] => {
    const says = npmSource(spec);
    return says === undefined ? [] : [{ kind: 'source', file, line: lineOf(text, name), name, says }];
  });
  return {
    dependencies: [...lifecycle, ...sources],
    needsLock: isJsonObject(json.dependencies) && Object.keys(json.dependencies).length > 0,
    ...(typeof json.version === 'string'
      ? { version: { file, line: lineOf(text, 'version'), version: json.version } }
      : {}),
  };
}

/** Name and wanted version of each package; overrides nest. */
function specs(value: JsonValue | undefined): [string, string][] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([name, spec]) =>
    typeof spec === 'string' ? [[name, spec] as [string, string]] : specs(spec),
  );
}

function npmSource(spec: string): string | undefined {
  if (/^(?:file|link|portal):/.test(spec)) return 'comes from a folder that only its author has';
  if (/^https?:/.test(spec)) return 'comes from an address, where it may change under the same version';
  if (/^(?:git[+:@]|git@|ssh:|github:|gitlab:|bitbucket:|gist:)/.test(spec) || /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(spec))
    return 'comes from a git repository, where it may change under the same version';
  return undefined;
}

/** The facts of a pyproject.toml, read line by line: names, sources and the version are all that is wanted. */
export function pythonFacts(file: string, text: string): PackageFacts {
  const dependencies: DependencyFact[] = [];
  let section = '';
  let version: VersionFact | undefined;
  let needsLock = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = { file, line: index + 1 };
    section = /^\s*\[+([^\]]+)\]+\s*(?:#.*)?$/.exec(line)?.[1]?.trim() ?? section;
    const written = /^\s*version\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
    if (written !== undefined && /^(?:project|tool\.poetry)$/.test(section)) version ??= { ...at, version: written };
    if (
      /^\s*dependencies\s*=\s*\[\s*["']|^\s*["'][A-Za-z0-9][\w.-]*\s*(?:\[|[<>=!~@;]|["'])/.test(line) &&
      section === 'project'
    )
      needsLock = true;
    if (section === 'tool.poetry.dependencies' && /^\s*(?!python\b)[A-Za-z0-9][\w.-]*\s*=/.test(line)) needsLock = true;
    const source = pythonSource(line, section);
    if (source !== undefined) dependencies.push({ kind: 'source', ...at, ...source });
  }
  return { dependencies, needsLock, ...(version === undefined ? {} : { version }) };
}

function pythonSource(line: string, section: string): Pick<DependencyFact, 'name' | 'says'> | undefined {
  const direct = /["']\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*@\s*(git\+|https?:|file:|ssh:)/.exec(line);
  const table = /^\s*([A-Za-z0-9][\w.-]*)\s*=\s*\{.*\b(git|url|path)\s*=/.exec(line);
  const inTable = /dependencies|sources/.test(section) ? table : null;
  const [, name, source] = direct ?? inTable ?? [];
  if (name === undefined || source === undefined) return undefined;
  if (source === 'path' || source.startsWith('file'))
    return { name, says: 'comes from a folder that only its author has' };
  const where = source === 'url' || source.startsWith('http') ? 'an address' : 'a git repository';
  return { name, says: `comes from ${where}, where it may change under the same version` };
}

/** What a package without a lock file lacks, where none lies beside it or at the bundle's root. */
export function lockFact(file: string, files: ReadonlySet<string>): DependencyFact | undefined {
  const names = file.endsWith('package.json') ? LOCKS['package.json'] : LOCKS['pyproject.toml'];
  const folders = [posix.dirname(file), '.'];
  if (folders.some((folder) => names.some((name) => files.has(posix.join(folder, name))))) return undefined;
  return {
    kind: 'lock-missing',
    file,
    name: '',
    says: `asks for packages without a lock file (${names[0]} or its like)`,
  };
}

function lineOf(text: string, name: string): number {
  const at = text.indexOf(`"${name}"`);
  return at === -1 ? 1 : lineAt(text, at);
}
