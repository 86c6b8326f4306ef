// The contract's nouns are generated from contracts/schemas/contract; the room adds what the schema can't say.
import type {
  Baseline,
  BaselineState,
  Capability,
  Contract,
  ContractSource,
  Delivery,
  Deprecation,
  Endpoint,
  Imported,
  Service,
  ServiceEvent,
  ServiceMethod,
  Stability,
  Tombstone,
  UserSchema,
} from '../formats/generated/contract.ts';
import type { ContractSnapshot } from '../formats/generated/contract-snapshot.ts';
import type { Digest } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';

export type {
  Baseline,
  BaselineState,
  Capability,
  Contract,
  ContractSnapshot,
  ContractSource,
  Delivery,
  Deprecation,
  Endpoint,
  Imported,
  Service,
  ServiceEvent,
  ServiceMethod,
  Stability,
  Tombstone,
  UserSchema,
};

/** A contract as loaded from any of its forms (native source, snapshot, crypta envelope), with what findings need. */
export interface LoadedContract {
  readonly contract: Contract;
  /** Digest of the contract's snapshot, whatever form it was read from. */
  readonly digest: Digest;
  /** Its snapshot, where it was made when it was read. */
  readonly snapshot?: ContractSnapshot & { readonly digest: Digest };
  readonly form: 'source' | 'snapshot' | 'crypta';
  /** Path as shown to people. */
  readonly path: string;
  /** How an imported document was laid out; only export needs it. */
  readonly imported?: Imported;
  /**
   * The place of a pointer into the contract (as `/endpoints/3/method`), whatever the document wraps it in.
   * The location's own pointer is into the document.
   */
  locate(pointer: string): Location;
}

/** A capability that some version of a platform knows: what an unknown permission is looked up in. */
export interface VocabularyEntry {
  readonly name: string;
  readonly description: string;
  readonly since: number;
}

/** Identity of an endpoint: method and template with parameter names erased, as in `DELETE /app-catalogs/{}`. */
export function endpointIdentity(endpoint: Pick<Endpoint, 'method' | 'routeTemplate'>): string {
  return `${endpoint.method} ${erasedTemplate(endpoint.routeTemplate)}`;
}

/** The route template with every `{name}` written `{}`. */
export function erasedTemplate(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}');
}
