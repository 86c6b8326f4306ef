import { expect, test } from 'vitest';
import { uuid5, uuidOf } from './uuid5.ts';

// From Python: uuid.uuid5(uuid.NAMESPACE_URL, name).
test.each([
  ['https://www.example.com/é', 'ec418336-09dc-5661-b5ed-565360367db3'],
  ['https://assay.dev/waiver/x', '1e954917-86b9-50fd-8c94-17f509d94afa'],
])('%s', (name, uuid) => {
  expect(uuid5(name)).toBe(uuid);
});

test('names a finding by its fingerprint', () => {
  expect(uuidOf('finding', `sha256:${'1'.repeat(64)}`)).toBe('77f4cf9e-9ecf-50d5-924a-c5b7be97b391');
});
