import { AssayError } from '../model/errors.ts';
import type { BundleFault } from './bundle-input.ts';

/** Codes of the readers of zip archives and folders, by the rule that says the same for every packing. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^archive-/, ''],
  [/^(?:zip-special-file|bundle-special-file)$/, 'archive-entry-type'],
  [/^(?:bundle-duplicate-path)$/, 'archive-duplicate'],
  [/^bundle-path-collision$/, 'archive-name-collision'],
  [/^bundle-path-(?:encoding|control)$|^zip-name-encoding$|^bundle-archive-metadata$/, 'archive-name-unportable'],
  [/^bundle-path-empty-segment$/, 'archive-path-not-normal'],
  [/^bundle-path-too-deep$|^bundle-too-|^zip-ratio$/, 'archive-limit'],
  [/^bundle-path-/, 'archive-path'],
  [
    /^zip-(?:encrypted|flags|method|extra-field|comment|version|header-mismatch|local-header|folder-entry|zip64)$/,
    'archive-header',
  ],
  [/^zip-/, 'archive-framing'],
];

/** The refusal of a reader as what the rules judge; undefined for every other error. */
export function faultOf(error: unknown, shown: string): BundleFault | undefined {
  if (!(error instanceof AssayError) || error.kind !== 'integrity') return undefined;
  const rule = RULES.find(([pattern]) => pattern.test(error.code))?.[1];
  if (rule === undefined) return undefined;
  const prefix = `${shown} `;
  const message = error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
  return { rule: rule === '' ? error.code : rule, message, subject: message };
}
