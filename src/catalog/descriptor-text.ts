import { javaTrim, parseToken } from '../formats/java-text.ts';
import type { AppManifest } from '../manifest/model.ts';
import { apiProperties } from './entry-properties.ts';

type Properties = readonly (readonly [string, string])[];

/** Properties of a descriptor that repeat what its bundle says, whatever they are called. */
const BOUND =
  /^(?:app\.id|version|permissions|api\.[A-Za-z]+|services\.(?:provides|requests)|service\..+|service-request\..+)$/;
/** What a descriptor says by leaving it out. */
const DEFAULT = 'api.experimentalCapabilitiesAccepted=false';
const RATIONALE = 'permissions.rationale.';

/** What a bundle says, as its entry descriptor repeats it. */
export function bundleProperties(
  manifest: Pick<AppManifest, 'id' | 'version' | 'permissions' | 'api'>,
  services: ReadonlyMap<string, string>,
): Properties {
  return [
    ['app.id', manifest.id],
    ['version', manifest.version],
    ['permissions', manifest.permissions.join(',')],
    ...apiProperties(manifest),
    ...services,
  ];
}

/** A descriptor's text with what its bundle says in it, and the properties that were changed for that. */
export interface FixedDescriptor {
  readonly text: string;
  readonly changed: readonly string[];
}

/**
 * Writes what a bundle says into a descriptor: wrong values are replaced where they stand, missing ones come at the end,
 * what the bundle does not say is taken out, and so is the rationale of a permission that nobody asks for. Comments,
 * order and line ends stay as they are.
 * @param same whether two values of a property say the same, as lists in another order do
 */
export function fixDescriptor(
  text: string,
  properties: Properties,
  same: (key: string, written: string, actual: string) => boolean,
): FixedDescriptor {
  const actual = new Map(properties);
  const asked = new Set((actual.get('permissions') ?? '').split(','));
  const missing = new Map(actual);
  const changed: string[] = [];
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text).flatMap(({ line, ending }): string[] => {
    const key = keyOf(line);
    const value = key === undefined ? undefined : actual.get(key);
    if (key !== undefined) missing.delete(key);
    if (key === undefined || !(BOUND.test(key) || isStray(key, asked))) return [line + ending];
    if (value !== undefined && same(key, line.slice(line.indexOf('=') + 1), value)) return [line + ending];
    changed.push(key);
    return value === undefined ? [] : [`${key}=${value}${ending === '' ? end : ending}`];
  });
  const last = lines.at(-1);
  if (missing.size > 0 && last !== undefined && !/[\r\n]$/.test(last)) lines.push(end);
  for (const [key, value] of missing) {
    if (`${key}=${value}` === DEFAULT) continue;
    changed.push(key);
    lines.push(`${key}=${value}${end}`);
  }
  return { text: lines.join(''), changed };
}

function isStray(key: string, asked: ReadonlySet<string>): boolean {
  if (!key.startsWith(RATIONALE)) return false;
  return !asked.has(parseToken(key.slice(RATIONALE.length)) ?? '');
}

function linesOf(text: string): { readonly line: string; readonly ending: string }[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .map(([, line = '', ending = '']) => ({ line, ending }))
    .filter(({ line, ending }) => line !== '' || ending !== '');
}

/** The key of a line; undefined for a comment and for an empty line. */
function keyOf(line: string): string | undefined {
  const text = line.replace(/^\ufeff/, '');
  const sign = text.indexOf('=');
  return sign === -1 || /^[#!]/.test(text) ? undefined : javaTrim(text.slice(0, sign));
}
