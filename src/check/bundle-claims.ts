import type { LoadedManifest } from '../manifest/dialects.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import type { BundleClaims } from './bundle-input.ts';

/** What a manifest claims that its bundle must live up to. @param file the manifest's path in the bundle */
export function bundleClaims({ app, crypta, palette, native }: LoadedManifest, file: string): BundleClaims {
  const common = {
    dialect: app.dialect,
    file,
    id: app.id,
    version: app.version.startsWith('${') ? '' : app.version,
    permissions: app.permissions,
  };
  if (palette !== undefined) return { ...common, ...paletteClaims(palette.json) };
  if (native !== undefined) return { ...common, ...nativeClaims(native.json) };
  const entries =
    crypta?.ui.mode === 'static' && crypta.ui.entry !== undefined
      ? [{ field: 'app.ui.entry', path: crypta.ui.entry }]
      : [];
  const commands = (crypta?.data.migrations ?? []).map(({ id, command }) => ({
    field: `app.data.migration.${id}.command`,
    path: command,
  }));
  return { ...common, entries: [...entries, ...commands], hosts: [], sandboxed: true };
}

function paletteClaims(json: JsonObject): Pick<BundleClaims, 'entries' | 'hosts' | 'sandboxed'> {
  const named = [
    { field: '/frontend/entry', path: textAt(json.frontend, 'entry') },
    { field: '/backend/entry', path: textAt(json.backend, 'entry') },
    { field: '/database/migrations', path: textAt(json.database, 'migrations') },
    ...list(json.tools).map((tool, index) => ({ field: `/tools/${index}/entry`, path: textAt(tool, 'entry') })),
  ];
  const frontend = isJsonObject(json.frontend) ? json.frontend : {};
  const capabilities = isJsonObject(json.capabilities) ? json.capabilities : {};
  return {
    entries: named.flatMap(({ field, path }) => (path === undefined ? [] : [{ field, path: withoutDot(path) }])),
    hosts: list(capabilities.external_network).filter((host) => typeof host === 'string'),
    sandboxed: textAt(frontend, 'entry') === undefined || frontend.sandbox !== false,
  };
}

function nativeClaims(json: JsonObject): Pick<BundleClaims, 'entries' | 'hosts' | 'sandboxed'> {
  const { ui, capabilities } = json;
  // The page of a shell-panel lies in the shell.
  const page = textAt(ui, 'mode') === 'shell-panel' ? undefined : textAt(ui, 'entry');
  const named = [
    { field: '/ui/entry', path: page },
    { field: '/backend/entry', path: textAt(json.backend, 'entry') },
  ];
  const hosts = isJsonObject(capabilities) ? list(capabilities.externalNetwork) : [];
  return {
    entries: named.flatMap(({ field, path }) => (path === undefined ? [] : [{ field, path: withoutDot(path) }])),
    hosts: hosts.filter((host) => typeof host === 'string'),
    sandboxed: page === undefined || !isJsonObject(ui) || ui.sandboxed !== false,
  };
}

function textAt(value: JsonValue | undefined, name: string): string | undefined {
  const text = isJsonObject(value) ? value[name] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** `./frontend/app/` is `frontend/app`; `backend/main.py:router` names a thing in `backend/main.py`. */
function withoutDot(path: string): string {
  return path
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
    .replace(/:[A-Za-z_]\w*$/, '');
}
