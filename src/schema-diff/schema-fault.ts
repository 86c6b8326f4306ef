/** Why a schema can't be compared at all. */
export type SchemaFaultCode =
  | 'invalid-schema'
  | 'unknown-dialect'
  | 'external-reference'
  | 'unresolved-reference'
  | 'too-deep';

/** What is wrong with a schema, and where (RFC 6901 pointer into it). */
export interface SchemaFault {
  readonly code: SchemaFaultCode;
  readonly pointer: string;
  readonly message: string;
}

/** Carries a fault out of the reading of a schema; the room's functions turn it into a result and never let it out. */
export class SchemaFaultError extends Error {
  override readonly name = 'SchemaFaultError';
  readonly fault: SchemaFault;

  constructor(code: SchemaFaultCode, pointer: string, message: string) {
    super(message);
    this.fault = { code, pointer, message };
  }
}
