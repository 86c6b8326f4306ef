import type { SidecarEntry } from '../formats/parse-properties.ts';

/** Longest app id that a catalog may list; it bounds the work of finding a key's entry. */
export const MAX_ID_LENGTH = 256;

const PREFIX = 'app.';

export interface EntryOwner {
  readonly id: string;
  /** The property's name within the entry. */
  readonly name: string;
}

/** Properties by their names within the entry, by the entry's id. */
export type EntryGroups = ReadonlyMap<string, ReadonlyMap<string, SidecarEntry>>;

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

  /** Every entry's properties by their names, in the order of the file. */
  group(entries: Iterable<SidecarEntry>): EntryGroups {
    const groups = new Map<string, Map<string, SidecarEntry>>();
    for (const entry of entries)
      for (const { id, name } of this.of(entry.key)) {
        const group = groups.get(id);
        if (group) group.set(name, entry);
        else groups.set(id, new Map([[name, entry]]));
      }
    return groups;
  }
}
