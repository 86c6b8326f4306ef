import type { Reorder } from './groups.ts';

/** Fisher–Yates with numbers from a property, so that a failure can be replayed. */
export function shuffle(numbers: { next(): IteratorResult<number> }): Reorder {
  return (items) => {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const at = Number(numbers.next().value) % (last + 1);
      const [moved] = result.splice(at, 1);
      if (moved !== undefined) result.push(moved);
    }
    return result;
  };
}
