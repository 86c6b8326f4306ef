import type { JsonDocument } from '../../model/json/parse.ts';

/**
 * Why a schema can't be bundled: a reference leads out of all that may be read, or its text is none that is read, or
 * nothing is there, or several schemas that differ are; or what is there would mean something else in another place.
 */
export type ReferenceFaultKind = 'outside' | 'malformed' | 'missing' | 'ambiguous' | 'unsupported';

/** A reference that can't be followed. The message says what it does, as "refers to …". */
export class ReferenceFault extends Error {
  override readonly name = 'ReferenceFault';
  readonly kind: ReferenceFaultKind;
  readonly document: JsonDocument;
  /** Where in the document the reference is. */
  readonly pointer: string;

  constructor(kind: ReferenceFaultKind, message: string, document: JsonDocument, pointer: string) {
    super(message);
    this.kind = kind;
    this.document = document;
    this.pointer = pointer;
  }
}
