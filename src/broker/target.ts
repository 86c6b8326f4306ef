import { nearest } from '../model/nearest.ts';

/** A method or an event of a namespace's major version, as `hr/v1#approvalChain.get` names it. */
export interface BrokerTarget {
  /** Dots stand inside: `mcp.notion`. */
  readonly namespace: string;
  readonly major: number;
  /** Method or event: `approvalChain.get`. Which of both is said by the list that the target stands in. */
  readonly name: string;
}

const NAMESPACE = /^[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*$/;
const MAJOR = /^v[1-9][0-9]{0,8}$/;
const NAME = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*$/;
const LONGEST = 256;

/** The target that a text names; undefined where it breaks the grammar (see targetFault). */
export function parseTarget(text: string): BrokerTarget | undefined {
  if (targetFault(text) !== undefined) return undefined;
  const slash = text.indexOf('/');
  const hash = text.indexOf('#');
  return { namespace: text.slice(0, slash), major: Number(text.slice(slash + 2, hash)), name: text.slice(hash + 1) };
}

/** Writes a target; the inverse of parseTarget. */
export function formatTarget({ namespace, major, name }: BrokerTarget): string {
  return `${namespace}/v${major}#${name}`;
}

/** The name's segments: `approvalChain`, `get`. */
export function targetSegments({ name }: BrokerTarget): string[] {
  return name.split('.');
}

/** True for what may stand before `/v1` of a target. */
export function isNamespace(text: string): boolean {
  return NAMESPACE.test(text);
}

/** True for what may stand after the `#` of a target. */
export function isTargetName(text: string): boolean {
  return NAME.test(text);
}

/** What breaks the grammar, in words that follow the text; undefined for a target. */
export function targetFault(text: string): string | undefined {
  if (text.length > LONGEST) return `is longer than ${LONGEST} characters`;
  const [qualifier = '', name, ...more] = text.split('#');
  if (name === undefined)
    return qualifier.includes('/') ? 'names no method or event after "#"' : 'is a bare name without namespace';
  if (more.length > 0) return 'has more than one "#"';
  const [namespace = '', major, ...rest] = qualifier.split('/');
  if (major === undefined) return 'has no major version';
  if (rest.length > 0) return 'has more than one "/"';
  if (!isNamespace(namespace)) return 'has a namespace that is not dotted lower case';
  if (!MAJOR.test(major)) return 'has a major version other than v1, v2 and so on';
  if (!isTargetName(name)) return 'has a name that is not dotted words';
  return undefined;
}

/**
 * The target that a broken one was probably meant to be: the same with its version or letter case mended, else the
 * known target with that very name, else the nearest known one. Undefined where nothing is near.
 */
export function suggestTarget(text: string, known: Iterable<string>): string | undefined {
  const candidates = [...known].filter((target) => parseTarget(target) !== undefined);
  const mended = mend(text);
  if (mended !== undefined) return mended;
  const named = candidates.filter((target) => target.endsWith(`#${text}`));
  return named.length === 1 ? named[0] : nearest(text, candidates);
}

/** Mends what has one meaning only: `HR/v1#x`, `hr/1#x`, `hr/v01#x`, `hr/v1.2#x`, `hr#x`, and blanks around. */
function mend(text: string): string | undefined {
  const [, namespace = '', major = '1', name = ''] =
    /^([^/#\s]+?)(?:\/[vV]?0*([1-9][0-9]{0,8})(?:\.[0-9]+)*)?#([^#\s]+)$/.exec(text.trim()) ?? [];
  const mended = `${namespace.toLowerCase()}/v${major}#${name}`;
  return parseTarget(mended) === undefined ? undefined : mended;
}
