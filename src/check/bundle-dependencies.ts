import { posix } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { LineCounter } from '../model/line-counter.ts';
import type { DependencyFact, VersionFact } from './bundle-input.ts';
import { asked } from './bundle-locks.ts';

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

/** No line of a pyproject.toml that asks for a package is longer. */
const MOST_LINE = 500;
/** A requirement between quotes: name, extras, version specifiers (PEP 508). */
const REQUIREMENT =
  /["']\s*([A-Za-z0-9][\w.-]{0,100})\s*(?:\[[\w\s,.-]{0,100}\])?\s*\(?([<>=!~][^"';)@]{0,100})?[^"']{0,200}["']/g;

/** What a package.json or pyproject.toml says that an installation depends on. */
export interface PackageFacts {
  readonly dependencies: readonly DependencyFact[];
  readonly version?: VersionFact;
  /** Whether it asks for other packages, so that it needs a lock file. */
  readonly needsLock: boolean;
  /** What it asks for, by name. */
  readonly wanted: ReadonlyMap<string, string>;
}

/** The facts of a package.json, of which only strict JSON is looked at. */
export function npmFacts(json: JsonValue, file: string, text: string): PackageFacts {
  if (!isJsonObject(json)) return { dependencies: [], needsLock: false, wanted: new Map() };
  const lines = linesOfNames(text);
  const lineOf = (name: string): number => lines.get(name) ?? 1;
  const scripts = isJsonObject(json.scripts) ? json.scripts : {};
  const lifecycle = INSTALL_SCRIPTS.filter((name) => typeof scripts[name] === 'string').map(
    (name): DependencyFact => ({
      kind: 'lifecycle-script',
      file,
      line: lineOf(name),
      name,
      says: `runs on everybody's machine at installation`,
    }),
  );
  const sources = GROUPS.flatMap((group) => specs(json[group])).flatMap(([name, spec]): DependencyFact[] => {
    const says = npmSource(spec);
    return says === undefined ? [] : [{ kind: 'source', file, line: lineOf(name), name, says }];
  });
  return {
    dependencies: [...lifecycle, ...sources],
    needsLock: isJsonObject(json.dependencies) && Object.keys(json.dependencies).length > 0,
    wanted: asked(json),
    ...(typeof json.version === 'string' ? { version: { file, line: lineOf('version'), version: json.version } } : {}),
  };
}

/** Deeper than any override is, and far from what a stack bears. */
const MOST_DEPTH = 32;

/** Name and wanted version of each package; overrides nest. */
function specs(value: JsonValue | undefined, depth = 0): [string, string][] {
  if (!isJsonObject(value) || depth > MOST_DEPTH) return [];
  return Object.entries(value as JsonObject).flatMap(([name, spec]) =>
    typeof spec === 'string' ? [[name, spec] as [string, string]] : specs(spec, depth + 1),
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
  const wanted = new Map<string, string>();
  let section = '';
  let inList = false;
  let version: VersionFact | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.length > MOST_LINE) continue;
    const at = { file, line: index + 1 };
    const header = /^\s*\[{1,2}([\w."-]+)\]{1,2}\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) [section, inList] = [header, false];
    const written = /^\s*version\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
    if (written !== undefined && /^(?:project|tool\.poetry)$/.test(section)) version ??= { ...at, version: written };
    if (section === 'project' && /^\s*dependencies\s*=\s*\[/.test(line)) inList = true;
    if (inList)
      for (const [, name = '', range = ''] of line.matchAll(REQUIREMENT)) wanted.set(name, range.replaceAll(/\s/g, ''));
    if (inList && /\]\s*(?:#.*)?$/.test(line.replaceAll(/\[[^\][]*\](?=[^"']*["'])/g, ''))) inList = false;
    if (section === 'tool.poetry.dependencies') {
      const [, name = '', range = ''] =
        /^\s*([A-Za-z0-9][\w.-]*)\s*=\s*(?:\{.*\bversion\s*=\s*)?(?:["']([^"']*)["'])?/.exec(line) ?? [];
      if (name !== '' && name !== 'python') wanted.set(name, range.replaceAll(/\s/g, ''));
    }
    for (const source of pythonSources(line, section)) dependencies.push({ kind: 'source', ...at, ...source });
  }
  return { dependencies, wanted, needsLock: wanted.size > 0, ...(version === undefined ? {} : { version }) };
}

const DIRECT = /["']\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*@\s*(git\+|https?:|file:|ssh:)/g;

function pythonSources(line: string, section: string): Pick<DependencyFact, 'name' | 'says'>[] {
  const table = /^\s*([A-Za-z0-9][\w.-]*)\s*=\s*\{.*\b(git|url|path)\s*=/.exec(line);
  const direct = [...line.matchAll(DIRECT)];
  const found = direct.length > 0 || table === null || !/dependencies|sources/.test(section) ? direct : [table];
  return found.map(([, name = '', source = '']) => ({ name, says: pythonSource(source) }));
}

function pythonSource(source: string): string {
  if (source === 'path' || source.startsWith('file')) return 'comes from a folder that only its author has';
  const where = source === 'url' || source.startsWith('http') ? 'an address' : 'a git repository';
  return `comes from ${where}, where it may change under the same version`;
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

/** The line of each name's first member in a JSON text. */
function linesOfNames(text: string): ReadonlyMap<string, number> {
  const lines = new LineCounter(text);
  const found = new Map<string, number>();
  for (const match of text.matchAll(/"([^"\\\n]{1,214})"\s{0,9}:/g)) {
    const line = lines.at(match.index);
    const name = match[1] ?? '';
    if (!found.has(name)) found.set(name, line);
  }
  return found;
}
