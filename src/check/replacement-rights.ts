import { quote } from '../model/quote.ts';
import type { Living } from './lifecycle-items.ts';
import { replacementOf } from './replacements.ts';
import { compareSets } from './set-difference.ts';

/** Something that users of the one thing lack for the other. */
export interface LostRight {
  /** Names it in a fingerprint: a capability, `scope:org/members.read`, or a principal's flag. */
  readonly name: string;
  /** As it follows the replacement's name. */
  readonly words: string;
}

/**
 * What somebody who may use the one thing lacks for the other; nothing where all may use both.
 * @param lives every descriptor by identity: who holds a right that is replaced itself will hold its replacement
 */
export function lostRights(item: Living, replacement: Living, lives: ReadonlyMap<string, Living>): LostRight[] {
  const held = rightsOf(item);
  const next = held.flatMap((name) => replacementOf(lives.get(name) ?? {}) ?? []);
  const more = compareSets([...held, ...next], rightsOf(replacement)).missing;
  return [
    ...more.map((name) => ({ name, words: `asks for ${quote(name)} too` })),
    ...principalsLost(item, replacement),
  ];
}

function rightsOf(item: Living): string[] {
  const required = 'requiredCapabilities' in item ? (item.requiredCapabilities ?? []) : [];
  return [...required, ...('scope' in item && item.scope !== undefined ? [`scope:${item.scope}`] : [])];
}

const PRINCIPALS = [
  ['appProcessPrincipalsAllowed', 'app processes'],
  ['appBrowserPrincipalsAllowed', 'app pages'],
  ['hostOperatorBypassAllowed', 'the host operator'],
] as const;

function principalsLost(item: Living, replacement: Living): LostRight[] {
  if (!('routeTemplate' in item) || !('routeTemplate' in replacement)) return [];
  return PRINCIPALS.flatMap(([name, whom]) =>
    item[name] && !replacement[name] ? [{ name, words: `does not admit ${whom}` }] : [],
  );
}
