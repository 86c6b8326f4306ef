import { pointerGet } from '../model/json/pointer.ts';
import type { JsonValue } from '../model/json/value.ts';
import { findLeaks, type Leak, leakIn } from '../model/leaks.ts';
import { mapTexts } from './private-paths.ts';

/** Kinds that a contract must not hold and a report may: every report tells when, and a link may have a query. */
const ALLOWED: readonly Leak['kind'][] = ['clock', 'query-string'];

/**
 * What a report, evidence or a waiver must not carry: where and of what kind, never what. Instants and queries of links
 * are passed over, and looked behind.
 */
export function reportLeaks(document: JsonValue): Leak[] {
  const plain = mapTexts(document, withoutAllowed);
  return findLeaks(plain).flatMap((leak) => {
    if (!ALLOWED.includes(leak.kind)) return [leak];
    const value = pointerGet(plain, leak.pointer);
    const behind = typeof value === 'string' ? leakIn(value) : undefined;
    return behind === undefined || ALLOWED.includes(behind) ? [] : [{ pointer: leak.pointer, kind: behind }];
  });
}

function withoutAllowed(text: string): string {
  return text
    .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z/g, '')
    .replace(/\?[\w.%[\]-]{1,64}=[^\s&#]{0,1024}/g, (query) => (leakIn(query.slice(1)) === undefined ? '?' : query));
}

/** Kinds and places of some leaks in words, for a message. */
export function leakWords(leaks: readonly Leak[]): string {
  const shown = leaks.slice(0, 5).map(({ kind, pointer }) => `${kind} at ${pointer === '' ? 'the top' : pointer}`);
  return `${shown.join(', ')}${leaks.length > 5 ? ` and ${leaks.length - 5} more` : ''}`;
}
