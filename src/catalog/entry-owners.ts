/** Longest app id that a catalog may list; it bounds the work of finding a key's entry. */
export const MAX_ID_LENGTH = 256;

const PREFIX = 'app.';

export interface EntryOwner {
  readonly id: string;
  /** The property's name within the entry. */
  readonly name: string;
}

/** Finds the entries that a catalog's key may belong to. Ids have dots, so that `app.a.b.id` may be one of two apps'. */
export class EntryOwners {
  private readonly ids: ReadonlySet<string>;

  constructor(ids: Iterable<string>) {
    this.ids = new Set(ids);
  }

  /** Owners by the length of their id, shortest first. */
  of(key: string): EntryOwner[] {
    if (!key.startsWith(PREFIX)) return [];
    const owners: EntryOwner[] = [];
    const end = PREFIX.length + MAX_ID_LENGTH;
    for (let dot = key.indexOf('.', PREFIX.length); dot !== -1 && dot <= end; dot = key.indexOf('.', dot + 1)) {
      const id = key.slice(PREFIX.length, dot);
      if (this.ids.has(id)) owners.push({ id, name: key.slice(dot + 1) });
    }
    return owners;
  }

  /** Names of every entry's properties, in the order of the keys. */
  group(keys: Iterable<string>): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const key of keys)
      for (const { id, name } of this.of(key)) {
        const group = groups.get(id);
        if (group) group.push(name);
        else groups.set(id, [name]);
      }
    return groups;
  }
}
