import { isJsonObject, type JsonValue } from '../model/json/value.ts';

/** A document whose items were looked up among those that are known. */
export interface SharedDocument {
  /** The document's value, in which equal items and equal schemas are one object, across all documents that were kept. */
  readonly value: JsonValue;
  /**
   * What nobody has looked at yet: the value without the items that are known, and with `true` for each schema that is.
   * A check that judges items one by one finds something in the value only where it finds something in this.
   */
  readonly fresh: JsonValue;
  /** Makes the document's items known. Only for a document in which no check found anything. */
  keep(): void;
}

/**
 * Endpoints, methods and events of contracts, and their schemas, by where they stand and their text. Two versions of a
 * contract hold mostly the same, and one contract has a schema in many places: it is checked once, and kept once.
 */
export class KnownItems {
  private readonly known = new Map<string, JsonValue>();

  share(document: JsonValue): SharedDocument {
    const sharing = new Sharing(this.known, 'items');
    const { value, fresh = value } = sharing.document(document);
    const keep = (): void => {
      for (const [text, item] of sharing.found) this.known.set(text, item);
    };
    return { value, fresh, keep };
  }
}

/** A document that is read alone: its equal schemas are one object. Items, which differ by their names, are not compared. */
export function shareWithin(document: JsonValue): Omit<SharedDocument, 'keep'> {
  const { value, fresh = value } = new Sharing(new Map(), 'schemas').document(document);
  return { value, fresh };
}

interface Shared {
  readonly value: JsonValue;
  /** Absent where all of it is known. */
  readonly fresh?: JsonValue;
}

type Share = (value: JsonValue) => Shared;

class Sharing {
  readonly found = new Map<string, JsonValue>();
  private readonly known: ReadonlyMap<string, JsonValue>;
  private readonly what: 'items' | 'schemas';

  /** @param what is shared: items and schemas, or schemas alone */
  constructor(known: ReadonlyMap<string, JsonValue>, what: 'items' | 'schemas') {
    this.known = known;
    this.what = what;
  }

  document(value: JsonValue): Shared {
    const errors = list(members({ schema: this.schema }));
    const endpoint = members({ request: this.schema, response: this.schema, errors });
    const method = members({ input: this.schema, output: this.schema, errors });
    const event = members({ payload: this.schema });
    const service = members({
      methods: list(this.item('method ', method)),
      events: list(this.item('event ', event)),
    });
    const contract = members({ endpoints: list(this.item('endpoint ', endpoint)), services: list(service) });
    return members({ contract })(value);
  }

  private item(place: string, share: Share): Share {
    return this.what === 'items' ? this.once(place, share) : share;
  }

  /** Shares a value that nobody has seen in such a place. */
  private once(place: string, share: Share): Share {
    return (value) => {
      const text = `${place}${JSON.stringify(value)}`;
      const seen = this.known.get(text) ?? this.found.get(text);
      if (seen !== undefined) return { value: seen };
      const shared = share(value);
      this.found.set(text, shared.value);
      return shared;
    };
  }

  /** A schema is known by its text alone, which no other begins like, so that no text is copied. */
  private readonly schema: Share = this.once('', (value) => ({ value, fresh: value }));
}

/** What nobody has seen and is nowhere else is given back as it is: no copy is made of it. */
const asIt = (value: JsonValue): Shared => ({ value, fresh: value });

function stays(before: JsonValue, { value, fresh }: Shared): boolean {
  return value === before && fresh === before;
}

/** Shares some members of an object; what is no object, or has none of them, stays. */
function members(shares: Readonly<Record<string, Share>>): Share {
  const entries = Object.entries(shares);
  return (value) => {
    if (!isJsonObject(value)) return asIt(value);
    let copies: { shared: Record<string, JsonValue>; fresh: Record<string, JsonValue> } | undefined;
    for (const [name, share] of entries) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      const result = member === undefined ? undefined : share(member);
      if (member === undefined || result === undefined || stays(member, result)) continue;
      copies ??= { shared: { ...value }, fresh: { ...value } };
      copies.shared[name] = result.value;
      // What is fresh may be null.
      copies.fresh[name] = result.fresh === undefined ? true : result.fresh;
    }
    return copies === undefined ? asIt(value) : { value: copies.shared, fresh: copies.fresh };
  };
}

function list(share: Share): Share {
  return (value) => {
    if (!Array.isArray(value)) return asIt(value);
    const shared = value.map((item: JsonValue) => share(item));
    if (shared.every((item, at) => stays(value[at], item))) return asIt(value);
    return {
      value: shared.map((item) => item.value),
      fresh: shared.flatMap((item) => (item.fresh === undefined ? [] : [item.fresh])),
    };
  };
}
