import type { Certification } from '../formats/generated/certification.ts';

/** A resource descriptor of in-toto (v1), as far as we fill it. */
export interface ResourceDescriptor {
  readonly uri: string;
  readonly digest: { readonly sha256: string };
}

/** Something of the project, by a relative URI reference (RFC 3986). */
export function resource(path: string, digest: string): ResourceDescriptor {
  return { uri: uriPath(path), digest: { sha256: digest.slice('sha256:'.length) } };
}

/** What an artifact is called wherever it lies: a package URL of the type generic. */
export function resourceUri({ platform, release }: Certification, name: string): string {
  return `pkg:generic/${uriPath(`${platform}/${name}`)}@${encodeURIComponent(release)}`;
}

function uriPath(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
