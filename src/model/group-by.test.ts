import { expect, it } from 'vitest';
import { groupBy } from './group-by.ts';

it('groups in the order in which items come, and leaves out what has no key', () => {
  const groups = groupBy(['bb', 'a', '', 'cc', 'd'], (text) => text.length || undefined);
  expect([...groups]).toEqual([
    [2, ['bb', 'cc']],
    [1, ['a', 'd']],
  ]);
});
