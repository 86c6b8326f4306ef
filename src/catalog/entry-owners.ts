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
  /** The most dots that an id has. */
  private readonly dots: number;
  /** Whether an id begins with another one and a dot, so that a key may be of both. */
  private readonly nested: boolean;

  constructor(ids: Iterable<string>) {
    this.ids = new Set(ids);
    this.dots = 0;
    for (const id of this.ids) this.dots = Math.max(this.dots, id.split('.').length - 1);
    this.nested = [...this.ids].some((id) => this.of(`${PREFIX}${id}`).length > 0);
  }

  /** Owners by the length of their id, shortest first. */
  of(key: string): EntryOwner[] {
    const owners: EntryOwner[] = [];
    this.visit(key, (id, name) => owners.push({ id, name }));
    return owners;
  }

  /** Every entry's properties by their names, in the order of the file. */
  group(entries: Iterable<SidecarEntry>): EntryGroups {
    const groups = new Map<string, Map<string, SidecarEntry>>();
    let before = { prefix: PREFIX, group: new Map<string, SidecarEntry>() };
    for (const entry of entries) {
      // What is of one app mostly stands together.
      if (!this.nested && before.group.size > 0 && entry.key.startsWith(before.prefix)) {
        before.group.set(entry.key.slice(before.prefix.length), entry);
        continue;
      }
      this.visit(entry.key, (id, name) => {
        const group = groups.get(id) ?? new Map<string, SidecarEntry>();
        if (group.size === 0) groups.set(id, group);
        group.set(name, entry);
        before = { prefix: `${PREFIX}${id}.`, group };
      });
    }
    return groups;
  }

  private visit(key: string, see: (id: string, name: string) => void): void {
    if (!key.startsWith(PREFIX)) return;
    const end = PREFIX.length + MAX_ID_LENGTH;
    let dot = key.indexOf('.', PREFIX.length);
    // An id can end only at its own number of dots.
    for (let count = 0; count <= this.dots && dot !== -1 && dot <= end; count += 1) {
      const id = key.slice(PREFIX.length, dot);
      if (this.ids.has(id)) see(id, key.slice(dot + 1));
      dot = key.indexOf('.', dot + 1);
    }
  }
}
