import type { JsonObject } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import type { Placed } from '../references.ts';
import { type ImportContext, isObject, text } from './context.ts';

/** The path of the document's server, and what routes are relative to. */
export interface BasePath {
  readonly server: string;
  readonly given: string;
}

/** Routes are relative to `--base-path`, else to the first server's path. */
export function basePathOf(context: ImportContext, root: Placed<JsonObject>, wanted: string | undefined): BasePath {
  const servers = isList(root.value.servers) ? root.value.servers.filter(isObject) : [];
  const [first] = servers;
  if (servers.length > 1) context.notes.add('servers after the first are left out', '/servers');
  const server = first === undefined ? '' : serverPath(text(first, 'url') ?? '', first);
  return { server, given: wanted === undefined ? server : trimmed(wanted) };
}

/** The path of a server's URL, its variables filled with their defaults. */
function serverPath(url: string, { variables }: JsonObject): string {
  const filled = url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    return isObject(variable) ? (text(variable, 'default') ?? written) : written;
  });
  const path = filled
    .replace(/^[A-Za-z][A-Za-z0-9+.-]*:/, '')
    .replace(/^\/\/[^/?#]*/, '')
    .replace(/[?#].*$/, '');
  return trimmed(path);
}

function trimmed(path: string): string {
  const plain = path.replace(/\/+$/, '');
  return plain === '' || plain.startsWith('/') ? plain : `/${plain}`;
}

/** The rest of a path below a base path; undefined where it lies elsewhere. */
export function relativeTo(path: string, base: string): string | undefined {
  if (base === '') return path;
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}

/** `v1` of `/api/v1`; else the major of the document's version; else v1. */
export function apiVersionOf(base: string, version: string | undefined): string {
  const [, named] = /\/(v\d+)(?:\/|$)/.exec(base) ?? [];
  const [, major] = /^v?([1-9]\d*)(?:\.|$)/.exec(version ?? '') ?? [];
  return named ?? (major === undefined || !version?.includes('.') ? 'v1' : `v${major}`);
}
