import type { BundleLimits } from '../limits.ts';
import type { ArchiveJudge, ArchiveRule } from './archive-rules.ts';

/** A name that leads out of the bundle, or to another file on another system. */
const ESCAPES: readonly { readonly says: string; breaks(path: string): boolean }[] = [
  { says: 'has no name', breaks: (path) => path === '' },
  { says: 'has a backslash', breaks: (path) => path.includes('\\') },
  { says: 'is absolute', breaks: (path) => path.startsWith('/') },
  { says: 'starts with a drive letter', breaks: (path) => /^[A-Za-z]:/.test(path) },
  { says: 'has a ".." part', breaks: (path) => path.split('/').includes('..') },
];

/** Device names of Windows, with or without an extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;

/** A name that some file system can't hold, shows as another, or takes for another. */
const UNPORTABLE: readonly { readonly says: string; breaks(component: string): boolean }[] = [
  { says: 'has a control character', breaks: (name) => /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name) },
  {
    says: 'has a character that changes the direction of text',
    breaks: (name) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name),
  },
  { says: 'has one of the characters <>:"|?*', breaks: (name) => /[<>:"|?*]/.test(name) },
  { says: 'has a part that ends with a dot or a space', breaks: (name) => /[. ]$/.test(name) },
  { says: 'has a part that Windows keeps for a device', breaks: (name) => RESERVED.test(name) },
];

/**
 * The path of an entry as the bundle knows it: UTF-8, inside the bundle, normal, portable and within the limits.
 * NFC is not looked at here, because a pair of names that differ so is a collision first.
 * @param folder true for a directory, whose name may end with a slash
 * @returns the path without that slash; empty for the bundle's root itself, which only `safe` takes
 * @throws AssayError archive-path, archive-path-not-normal, archive-name-unportable, archive-limit
 */
export function entryPath(name: Uint8Array, folder: boolean, judge: ArchiveJudge, limits: BundleLimits): string {
  const raw = decode(name, judge);
  const refuse = (rule: ArchiveRule, says: string): Error => judge.refusal(rule, says, raw);
  const way = ESCAPES.find(({ breaks }) => breaks(raw));
  if (way !== undefined) throw refuse('archive-path', way.says);
  const path = folder && raw.endsWith('/') ? raw.slice(0, -1) : raw;
  const inner = judge.profile === 'safe' ? path.replace(/^\.(?:\/|$)/, '') : path;
  if (folder && inner === '') return '';
  const parts = inner.split('/');
  if (parts.includes('') || parts.includes('.'))
    throw refuse('archive-path-not-normal', 'is not written as a normal path');
  if (parts.length > limits.depth) throw refuse('archive-limit', `lies deeper than ${limits.depth} folders`);
  checkParts(inner, raw, judge, limits);
  return inner;
}

/**
 * Refuses a path with a part that some system can't have, shows as another, or takes for another.
 * @param shown the name as the archive writes it
 * @throws AssayError archive-name-unportable, archive-limit
 */
export function checkParts(path: string, shown: string, judge: ArchiveJudge, limits: BundleLimits): void {
  if (Buffer.byteLength(path) > limits.path)
    throw judge.refusal('archive-limit', `has more than ${limits.path} bytes in its path`, shown);
  for (const part of path.split('/')) {
    if (Buffer.byteLength(part) > limits.component)
      throw judge.refusal('archive-limit', `has a part of more than ${limits.component} bytes`, shown);
    const fault = UNPORTABLE.find(({ breaks }) => breaks(part));
    if (fault !== undefined) throw judge.refusal('archive-name-unportable', fault.says, shown);
  }
}

/** Whether a name starts with `./`, as `tar -C folder .` writes them all. */
export function startsWithDot(name: Uint8Array): boolean {
  return name[0] === 0x2e && (name.length === 1 || name[1] === 0x2f);
}

function decode(name: Uint8Array, judge: ArchiveJudge): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    throw judge.refusal('archive-name-unportable', 'is not named in utf-8', Buffer.from(name).toString('latin1'));
  }
}
