import { expect, test } from 'vitest';
import { type UnitRef, unitKey, unitName } from './unit.ts';

test.each<[UnitRef, string]>([
  [{ evidenceId: 'scan' }, 'scan'],
  [{ evidenceId: 'compat', target: { appId: 'cinema-mode' } }, 'compat#cinema-mode'],
  [{ evidenceId: 'clients.drift', target: { client: 'typescript' } }, 'clients.drift#client=typescript'],
  [
    { evidenceId: 'ui', target: { service: 'tv', appId: 'hello', client: 'python' } },
    'ui#hello,client=python,service=tv',
  ],
])('%j is called %s', (unit, name) => {
  expect(unitName(unit)).toBe(name);
});

test('a key does not depend on the order of members, and no target is none of the targets', () => {
  const one = unitKey({ evidenceId: 'ui', target: { service: 'tv', client: 'python' } });
  expect(unitKey({ evidenceId: 'ui', target: { client: 'python', service: 'tv' } })).toBe(one);
  expect(unitKey({ evidenceId: 'ui', target: { client: 'python', service: 'hub' } })).not.toBe(one);
  expect(unitKey({ evidenceId: 'ui' })).not.toBe(unitKey({ evidenceId: 'ui', target: {} }));
});
