import { parseTarget, targetSegments } from '../broker/target.ts';

/**
 * True where one of the chains of names is how a generated client calls a target: `hr.approvalChain.get`,
 * `hrV1.approvalChain.get`, or `hr_v1.approval_chain.get` in Python.
 * @param chains as `hr.approvalChain.get`, of everything that is called
 */
export function isCalledByName(target: string, chains: ReadonlySet<string>): boolean {
  const parsed = parseTarget(target);
  if (parsed === undefined) return false;
  const segments = targetSegments(parsed);
  const names = [segments.join('.'), segments.map(snake).join('.')];
  const words = parsed.namespace.split(/[^a-z0-9]+/).filter((word) => word !== '');
  const camel = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const owners = [camel, words.join('_')].flatMap((word) => [
    word,
    `${word}V${parsed.major}`,
    `${word}_v${parsed.major}`,
    `${word}.v${parsed.major}`,
  ]);
  const wanted = owners.flatMap((owner) => names.map((name) => `${owner}.${name}`));
  return [...chains].some((chain) => wanted.some((name) => chain === name || chain.endsWith(`.${name}`)));
}

function snake(segment: string): string {
  return segment.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}
