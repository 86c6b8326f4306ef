import type { SidecarEntry } from '../formats/parse-properties.ts';
import type { Location } from '../model/finding.ts';
import type { SidecarValues } from './sidecar-values.ts';
import { metadataUriFault } from './uri-policy.ts';

/** The properties of one entry: those below `app.<id>.` in a catalog, all of them in a descriptor. */
export class EntryScope {
  readonly values: SidecarValues;
  private readonly prefix: string;
  /** The entry's properties by their names without the prefix, in file order. */
  private readonly written: ReadonlyMap<string, SidecarEntry>;

  constructor(values: SidecarValues, prefix: string, written: ReadonlyMap<string, SidecarEntry>) {
    this.values = values;
    this.prefix = prefix;
    this.written = written;
  }

  key(name: string): string {
    return this.prefix + name;
  }

  /** The place of a property, else of the entry's first one, else of the file. */
  locate(name: string): Location {
    const [first] = this.written.keys();
    return this.values.locate(
      this.written.has(name) || first === undefined || this.prefix === '' ? this.key(name) : this.key(first),
    );
  }

  fail(name: string, says: string, expected: string): Error {
    return this.values.fail(this.key(name), says, expected);
  }

  take(name: string): string | undefined {
    // Most properties are absent, and only one that is there is worth its whole key.
    const entry = this.written.get(name);
    return entry && this.values.takeEntry(entry);
  }

  /** The value of a property that must be there. */
  demand(name: string, expected: string): string {
    return this.take(name) ?? this.values.demand(this.key(name), expected);
  }

  text(name: string, maxLength?: number): string | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.values.checkText(this.key(name), value, maxLength);
  }

  demandText(name: string, expected: string, maxLength?: number): string {
    return this.values.checkText(this.key(name), this.demand(name, expected), maxLength);
  }

  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.values.checkChoice(this.key(name), value, words);
  }

  /** `Integer.parseInt` of at least 1. */
  positive(name: string): number | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.values.checkPositive(this.key(name), value);
  }

  /** A link that is shown to people and never followed. */
  link(name: string): string | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.checkLink(name, value);
  }

  checkLink(name: string, value: string): string {
    return this.values.checkWith(this.key(name), value, metadataUriFault, 'an https URI without user info or fragment');
  }

  token(name: string): string | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.values.checkToken(this.key(name), value);
  }

  sha256(name: string): string | undefined {
    const value = this.take(name);
    return value === undefined ? undefined : this.values.checkSha256(this.key(name), value);
  }

  /** Whether any property stands below a prefix: where none does, nobody need ask for each that could. */
  hasUnder(prefix: string): boolean {
    for (const name of this.written.keys()) if (name.startsWith(prefix)) return true;
    return false;
  }

  /** Names of the properties below a prefix that this catalog may have, in file order. */
  under(prefix: string): string[] {
    if (!this.hasUnder(prefix)) return [];
    return [...this.written.keys()].filter((name) => name.startsWith(prefix) && this.values.allows(this.key(name)));
  }

  /** A comma-separated list of tokens; undefined where the property is absent. */
  tokens(name: string, maxLength?: number): readonly string[] | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const key = this.key(name);
    return this.values.checkList(key, value, (part) => this.values.checkToken(key, part, maxLength));
  }
}
