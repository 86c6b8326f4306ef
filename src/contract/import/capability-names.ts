import type { JsonObject } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';
import type { Notes } from './notes.ts';

/** The capabilities that an import finds: a scope of the document each, under a name that a contract allows. */
export class CapabilityNames {
  private readonly notes: Notes;
  private readonly names = new Map<string, string>();
  private readonly described = new Map<string, string>();

  constructor(notes: Notes) {
    this.notes = notes;
  }

  /** Notes what a scope is for. */
  describe(scope: string, description: string, pointer: string): void {
    const name = this.of(scope, pointer);
    if (!this.described.get(name)) this.described.set(name, description);
  }

  /** The capability that stands for a scope: `read:pets` becomes `read.pets`. */
  of(scope: string, pointer: string): string {
    const known = this.names.get(scope);
    if (known !== undefined) return known;
    const plain = plainName(scope);
    const taken = new Set(this.names.values());
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`;
    this.names.set(scope, name);
    if (name !== scope) this.notes.add(`the scope ${quote(scope)} is the capability ${quote(name)} here`, pointer);
    if (!this.described.has(name)) this.described.set(name, '');
    return name;
  }

  /** The capabilities, by name. */
  list(sinceContractVersion: number): JsonObject[] {
    return [...this.described]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([name, description]) => ({ name, stability: 'stable', sinceContractVersion, description }));
  }
}

/** A name within the contract's syntax: lower case letters and digits, with dots, dashes and underscores between. */
function plainName(scope: string): string {
  const name = scope
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '.')
    .slice(0, 120)
    .replace(/^[._-]+|[._-]+$/g, '');
  return name === '' ? 'scope' : name;
}
