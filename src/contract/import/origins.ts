import { AssayError } from '../../model/errors.ts';
import type { Location } from '../../model/finding.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerGet } from '../../model/json/pointer.ts';

/** Where in an imported document the parts of the contract come from. */
export class Origins {
  private readonly places = new Map<string, string>();
  private readonly document: JsonDocument;

  constructor(document: JsonDocument) {
    this.document = document;
  }

  /** @param made pointer into the contract source @param from pointer into the document; passed over where nothing is there */
  add(made: string, from: string): void {
    if (pointerGet(this.document.value, from) !== undefined) this.places.set(made, from);
  }

  /** The pointer into the document of what a part of the contract comes from: of the nearest part that is known. */
  pointer(made: string): string {
    for (let at = made; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const from = this.places.get(at);
      if (from !== undefined) return from;
    }
    return '';
  }

  locate(made: string): Location {
    return this.document.locate(this.pointer(made));
  }

  /** Does something with the contract; an error about it speaks of places in the document. */
  translating<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      const { kind, code, hint, location } = error;
      const message = error.message.replace(
        /(?<=^|\s)\/contract(?:\/[^\s,;]*)?/g,
        (made) => this.pointer(made) || 'the document',
      );
      throw new AssayError({ kind, code, message, hint, ...(location === undefined ? {} : { location }) });
    }
  }
}
