import { pointerJoin } from '../../model/json/pointer.ts';
import type { JsonObject } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';

/** What an import could not keep, in words: the same remark about many places is one note. */
export class Notes {
  private readonly places = new Map<string, string[]>();

  /** @param remark in words, as "callbacks are left out" @param pointer where, in the imported document */
  add(remark: string, pointer: string): void {
    const known = this.places.get(remark);
    if (known === undefined) this.places.set(remark, [pointer]);
    else known.push(pointer);
  }

  /** Notes every member of an object that nobody reads. @param what the object in words, as "an operation" */
  unread(what: string, value: JsonObject, known: ReadonlySet<string>, pointer: string): void {
    for (const name of Object.keys(value))
      if (!known.has(name)) this.add(`${quote(name)} of ${what} is left out`, pointerJoin(pointer, name));
  }

  /** All notes, in code-unit order of their words. */
  list(): string[] {
    return [...this.places]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([remark, places]) => `${remark} (${where(places)})`);
  }
}

function where(places: readonly string[]): string {
  const first = quote(places[0] === '' ? '/' : (places[0] ?? '')).slice(1, -1);
  return places.length === 1 ? first : `${places.length} places, the first is ${first}`;
}
