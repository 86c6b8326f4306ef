import { parseToken } from '../formats/java-text.ts';
import type { Location } from '../model/finding.ts';
import { readApi } from './crypta-api.ts';
import { readData } from './crypta-data.ts';
import type { CryptaManifest, CryptaUi } from './crypta-model.ts';
import { relativePath, shellPath, strictRelativePath } from './crypta-paths.ts';
import { readServices } from './crypta-services.ts';
import { hasPlaceholder, ManifestValues } from './manifest-values.ts';
import type { AppManifest } from './model.ts';
import { parseCryptaProperties } from './parse-crypta-properties.ts';
import { parserDifferentials } from './parser-differential.ts';

/**
 * Reads a crypta manifest (`cryptad-app.properties`, or its `.template`). Wrong values are facts of the result.
 * @param path shown in messages and locations
 * @throws AssayError of kind input for grammar and limits only (see parseCryptaProperties)
 */
export function parseCryptaManifest(source: string | Uint8Array, path: string): CryptaManifest {
  const properties = parseCryptaProperties(source, path);
  const values = new ManifestValues(properties);
  const manifestVersion = readManifestVersion(values);
  const identity = readIdentity(values);
  const rest = {
    ui: readUi(values),
    permissions: values.tokens('app.permissions'),
    api: readApi(values),
    ...readRuntime(values),
    data: readData(values),
    services: readServices(values),
  };
  return {
    path,
    ...(manifestVersion === undefined ? {} : { manifestVersion }),
    ...identity,
    ...rest,
    facts: {
      duplicateKeys: values.duplicates(),
      unknownKeys: values.unknown(),
      missingKeys: byLine(values.missing),
      invalidValues: byLine(values.invalid),
      parserDifferentials: parserDifferentials(properties),
      placeholders: values.placeholders(),
    },
    locate: (key) => values.locate(key),
  };
}

function byLine<T extends { readonly location: Location }>(facts: readonly T[]): T[] {
  return [...facts].sort((a, b) => (a.location.line ?? 0) - (b.location.line ?? 0));
}

/** The part that every dialect has. What is missing from the manifest is empty here and a fact there. */
export function toAppManifest(crypta: CryptaManifest): AppManifest {
  return {
    dialect: 'crypta',
    id: crypta.id ?? '',
    name: crypta.name ?? '',
    version: crypta.version ?? '',
    uiMode: crypta.ui.mode,
    permissions: crypta.permissions,
    api: {
      ...crypta.api,
      ...(crypta.facts.placeholders.some(({ key }) => saysWhatIsAsked(key)) ? { waits: true } : {}),
    },
    locate: (field) => crypta.locate(field),
  };
}

/** True for a key that compatibility is judged by. */
export function saysWhatIsAsked(key: string): boolean {
  return key === 'app.permissions' || key.startsWith('api.');
}

function readManifestVersion(values: ManifestValues): 1 | undefined {
  const key = 'manifest.version';
  if (!values.has(key)) return values.require(key, '1');
  const version = values.integer(key, 1);
  if (version === undefined || version === 1) return version;
  return values.reject(key, 'is a version that does not exist', '1');
}

type Identity = Pick<CryptaManifest, 'id' | 'name' | 'version' | 'exec' | 'versionPlaceholder'>;

function readIdentity(values: ManifestValues): Identity {
  const id = readId(values);
  const name = requiredLine(values, 'app.name', 'a name for people');
  const version = requiredLine(values, 'app.version', 'a version');
  const exec = readExec(values);
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(exec === undefined ? {} : { exec }),
    versionPlaceholder: version !== undefined && hasPlaceholder(version),
  };
}

function requiredLine(values: ManifestValues, key: string, expected: string): string | undefined {
  return values.has(key) ? values.line(key) : values.require(key, expected);
}

function readId(values: ManifestValues): string | undefined {
  const value = requiredLine(values, 'app.id', 'a name that is unique among apps');
  if (value === undefined || hasPlaceholder(value)) return value;
  const rule = 'letters, digits, ".", "_" and "-", with a letter or digit at both ends';
  return parseToken(value) ?? values.reject('app.id', 'is not a valid name', rule);
}

function readExec(values: ManifestValues): string | undefined {
  const value = values.has('app.exec') ? values.text('app.exec') : values.require('app.exec', 'the program to start');
  if (value === undefined || hasPlaceholder(value)) return value;
  const result = relativePath(value);
  return 'path' in result ? result.path : values.reject('app.exec', result.fault, 'a path inside the bundle');
}

function readUi(values: ManifestValues): CryptaUi {
  const written = values.choice('app.ui.mode', ['none', 'shell-panel', 'static'] as const);
  const declared = values.has('app.ui.mode');
  const raw = values.text('app.ui.entry');
  const mode = written ?? (raw === undefined ? 'none' : raw.startsWith('/') ? 'shell-panel' : 'static');
  if (mode === 'none') {
    if (raw !== undefined)
      values.reject('app.ui.entry', 'stands beside app.ui.mode=none', 'no entry for an app without pages');
    return { mode, declared };
  }
  if (raw === undefined) {
    if (!values.has('app.ui.entry')) values.require('app.ui.entry', `the page to open in mode ${mode}`, 'app.ui.mode');
    return { mode, declared };
  }
  if (hasPlaceholder(raw)) return { mode, declared, entry: raw };
  const result = mode === 'static' ? strictRelativePath(raw) : shellPath(raw);
  if ('path' in result) return { mode, declared, entry: result.path };
  const expected = mode === 'static' ? 'a path inside the bundle' : 'a path of the shell, as /app/node/#queue';
  values.reject('app.ui.entry', result.fault, expected);
  return { mode, declared };
}

function readRuntime(values: ManifestValues): Pick<CryptaManifest, 'quota' | 'sandbox' | 'restart'> {
  const dataBytes = values.long('quota.data.bytes', 0);
  const cacheBytes = values.long('quota.cache.bytes', 0);
  const mode = values.choice('sandbox.mode', ['none', 'restricted-process', 'wasm-preview'] as const);
  const required = values.boolean('sandbox.required');
  const policy = values.choice('app.restart.policy', ['never', 'on-failure'] as const);
  const maxAttempts = values.integer('app.restart.maxAttempts', 0);
  const backoffMs = values.long('app.restart.backoff.ms', 0);
  return {
    quota: { ...(dataBytes === undefined ? {} : { dataBytes }), ...(cacheBytes === undefined ? {} : { cacheBytes }) },
    sandbox: { ...(mode === undefined ? {} : { mode }), ...(required === undefined ? {} : { required }) },
    restart: {
      ...(policy === undefined ? {} : { policy }),
      ...(maxAttempts === undefined ? {} : { maxAttempts }),
      ...(backoffMs === undefined ? {} : { backoffMs }),
    },
  };
}
