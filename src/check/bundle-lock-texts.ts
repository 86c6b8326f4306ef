import type { LockFacts } from './bundle-lock-model.ts';

/** No line of a lock file that says a name or a version is longer. */
const MOST_LINE = 1_000;

function* shortLines(text: string): Generator<string> {
  for (const line of text.split('\n')) if (line.length <= MOST_LINE) yield line.trimEnd();
}

/** yarn.lock: `"name@range", "name@other":` at the start of a line, and the version below it. */
export function lockedByYarn(text: string): LockFacts {
  const versions = new Map<string, string>();
  let names: string[] = [];
  for (const line of shortLines(text)) {
    if (/^\S.*:$/.test(line) && !line.startsWith('#')) {
      const specs = line
        .slice(0, -1)
        .split(',')
        .map((spec) => spec.trim().replaceAll('"', ''));
      names = specs.flatMap((spec) => (spec.indexOf('@', 1) > 0 ? [spec.replace('@npm:', '@')] : []));
    }
    const version = /^ {2}version:? "?([^"]+)"?$/.exec(line)?.[1];
    if (version !== undefined) for (const spec of names) versions.set(spec, version);
  }
  return { ecosystem: 'npm', bySpec: true, versions };
}

/** pnpm-lock.yaml: `specifier` below a dependency's name, below its group, below its importer (version 6 on). */
export function lockedByPnpm(text: string): LockFacts {
  const wanted = new Map<string, Map<string, string>>();
  const keys: { readonly indent: number; readonly key: string }[] = [];
  for (const line of shortLines(text)) {
    const [, space = '', key = '', value = ''] = /^( {0,40})'?([^':\s][^':]{0,300})'?:\s?(.*)$/.exec(line) ?? [];
    if (key === '') continue;
    while ((keys.at(-1)?.indent ?? -1) >= space.length) keys.pop();
    keys.push({ indent: space.length, key });
    const path = keys.map((each) => each.key);
    const [top, ...rest] = path;
    const [group = '', name = '', what] = top === 'importers' ? rest.slice(1) : path;
    if (what !== 'specifier' || !/^(?:dev|optional)?[dD]ependencies$/.test(group)) continue;
    const importer = top === 'importers' ? (rest[0] ?? '.') : '.';
    const specs = wanted.get(importer) ?? new Map<string, string>();
    wanted.set(importer, specs.set(name, value.replace(/^'(.*)'$/, '$1')));
  }
  return { ecosystem: 'npm', ...(wanted.size === 0 ? {} : { wanted }), versions: new Map() };
}

/** poetry.lock and uv.lock: `name` and `version` of each `[[package]]`; uv has the project itself among them. */
export function lockedByPython(text: string): LockFacts {
  const versions = new Map<string, string>();
  let [name, version, own]: [string | undefined, string | undefined, string | undefined] = [
    undefined,
    undefined,
    undefined,
  ];
  let inPackage = false;
  for (const line of shortLines(text)) {
    if (line.startsWith('[')) {
      inPackage = line === '[[package]]';
      if (inPackage) [name, version] = [undefined, undefined];
    }
    if (!inPackage) continue;
    const [, key, value] = /^(name|version) = "([^"]*)"$/.exec(line) ?? [];
    if (key === 'name') name = value;
    if (key === 'version') version = value;
    if (/^source = \{ (?:virtual|editable) = "\." \}$/.test(line)) own = version;
    if (key !== undefined && name !== undefined && version !== undefined) versions.set(pythonName(name), version);
  }
  return { ecosystem: 'python', ...(own === undefined ? {} : { version: own }), versions };
}

/** A Python package's name in its one spelling (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
