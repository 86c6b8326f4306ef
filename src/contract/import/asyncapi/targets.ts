import type { JsonObject } from '../../../model/json/value.ts';

/** Where a channel's operation belongs: a broker namespace, and the name of a method or event in it. */
export interface TargetPlace {
  readonly namespace: string;
  readonly name: string;
}

const NAMESPACED = /^([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\/v[1-9][0-9]*)[/#.](.+)$/;

/** `hr/v1/members.joined` says it all; any other address is a name in the document's own namespace. */
export function targetPlace(address: string, ownNamespace: string): TargetPlace {
  const [, namespace, rest] = NAMESPACED.exec(address) ?? [];
  if (namespace !== undefined && rest !== undefined) return { namespace, name: targetName(rest) };
  return { namespace: ownNamespace, name: targetName(address) };
}

/** An address as a target name: `user/{id}/signed-up` becomes `user.signedUp`. */
export function targetName(address: string): string {
  const parts = address
    .replace(/\{[^{}]*\}/g, '')
    .split(/[./#:]+/)
    .map((part) => part.replace(/[^A-Za-z0-9_]+([A-Za-z0-9]?)/g, (_, next: string) => next.toUpperCase()))
    .filter((part) => part !== '')
    .map((part) => (/^[A-Za-z]/.test(part) ? part : `x${part}`));
  return parts.join('.').slice(0, 120) || 'message';
}

/** The namespace of a document that names none: its title, and the major of its version. */
export function namespaceOf(info: JsonObject): string {
  const title = typeof info.title === 'string' ? info.title : '';
  const version = typeof info.version === 'string' ? info.version : '';
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 80);
  const [, major] = /^v?([1-9]\d{0,5})(?:\.|$)/.exec(version) ?? [];
  return `${slug === '' ? 'events' : slug}/v${major ?? '1'}`;
}
