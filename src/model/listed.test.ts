import { expect, it } from 'vitest';
import { listed } from './listed.ts';

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c', 'd'], 'a, b, c, d'],
  // Naming one more takes no more room than counting it.
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, and 2 more'],
])('%j is written %j', (items, expected) => expect(listed(items)).toBe(expected));

it('takes another separator', () => expect(listed(['a', 'b'], '; ')).toBe('a; b'));
