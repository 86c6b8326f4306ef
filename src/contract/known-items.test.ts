import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, endpoint } from '../../testing/contract-source.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { findLeaks } from '../model/leaks.ts';
import { KnownItems, shareWithin } from './known-items.ts';
import type { Endpoint } from './model.ts';
import { readContract } from './read-contract.ts';
import { snapshotText, toSnapshot } from './snapshot.ts';

const SCHEMA = { properties: { a: { type: 'string' } }, type: 'object' };
const document = (...endpoints: object[]) => JSON.parse(JSON.stringify({ contract: { endpoints } }));

describe('KnownItems', () => {
  it('makes equal schemas one object, and leaves the value equal', () => {
    const given = document({ id: 1, request: SCHEMA }, { id: 2, response: SCHEMA, errors: [{ schema: SCHEMA }] });
    const { value } = new KnownItems().share(given);
    expect(value).toStrictEqual(given);
    const [first, second] = (value as typeof given).contract.endpoints;
    expect(second.response).toBe(first.request);
    expect(second.errors[0].schema).toBe(first.request);
  });

  it('looks at nothing twice', () => {
    const known = new KnownItems();
    const one = known.share(document({ id: 1, request: SCHEMA }));
    one.keep();
    const two = known.share(document({ id: 1, request: SCHEMA }, { id: 2, request: SCHEMA }));
    expect(one.fresh).toStrictEqual(document({ id: 1, request: SCHEMA }));
    expect(two.fresh).toStrictEqual(document({ id: 2, request: true }));
  });

  it('knows nothing of a document that was not kept', () => {
    const known = new KnownItems();
    known.share(document({ id: 1, request: SCHEMA }));
    expect(known.share(document({ id: 1, request: SCHEMA })).fresh).toStrictEqual(document({ id: 1, request: SCHEMA }));
  });

  it('tells the same member of an endpoint, a method and an event apart', () => {
    const given = {
      contract: { endpoints: [{ id: 1 }], services: [{ methods: [{ id: 1 }], events: [{ id: 1 }, { id: 1 }] }] },
    };
    expect(new KnownItems().share(given).fresh).toStrictEqual({
      contract: { endpoints: [{ id: 1 }], services: [{ methods: [{ id: 1 }], events: [{ id: 1 }] }] },
    });
  });

  it.each([
    ['a scalar', 1],
    ['a list', []],
    ['no contract', { contract: null }],
    ['lists that are none', { contract: { endpoints: {}, services: 'x' } }],
    ['items that are none', { contract: { endpoints: [1, null, [], 'x'], services: [null, { methods: 1 }] } }],
  ])('takes %s as it is', (_, given) => {
    const { value, fresh } = new KnownItems().share(given);
    expect([value, fresh]).toStrictEqual([given, given]);
  });

  it('has a leak in what is fresh whenever the whole has one', () => {
    const text = fc.constantFrom('a', 'Bearer abcdef123456', '/home/ada/x');
    const schema = fc.record({ description: text, default: text });
    const items = fc.array(fc.record({ description: text, request: schema, response: schema }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(items, { maxLength: 3 }), (documents) => {
        const known = new KnownItems();
        for (const endpoints of documents) {
          const whole = document(...endpoints);
          const { fresh, keep } = known.share(whole);
          const leaks = findLeaks(whole).length > 0;
          expect(findLeaks(fresh).length > 0).toBe(leaks);
          if (!leaks) keep();
        }
      }),
    );
  });
});

describe('a document that is read alone', () => {
  it('has one object for equal schemas, and each of its items', () => {
    const given = document({ id: 1, request: SCHEMA }, { id: 1, request: { ...SCHEMA } });
    const { value, fresh } = shareWithin(given);
    expect(value).toStrictEqual(given);
    expect(fresh).toStrictEqual(document({ id: 1, request: SCHEMA }, { id: 1, request: true }));
    const [first, second] = (value as typeof given).contract.endpoints;
    expect(second.request).toBe(first.request);
  });

  it('is no copy where no schema stands in it twice', () => {
    const given = document({ id: 1, request: SCHEMA }, { id: 2, request: { ...SCHEMA, title: 'x' } });
    const { value, fresh } = shareWithin(given);
    expect(value).toBe(given);
    expect(fresh).toBe(given);
  });

  it.each([
    ['no object', 'x'],
    ['lists that are none', { contract: { endpoints: {}, services: 'x' } }],
  ])('stays as it is where it is %s', (_, given) => {
    expect(shareWithin(given)).toStrictEqual({ value: given, fresh: given });
  });
});

describe('the second of two contracts that are read together', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-known-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const good = endpoint({ routeTemplate: '/good', request: SCHEMA });
  const text = (endpoints: object[]) => snapshotText(toSnapshot(contract({ endpoints: endpoints as Endpoint[] })));
  const second = async (content: string) => {
    const known = new KnownItems();
    for (const [name, written] of Object.entries({ 'a.json': text([good]), 'b.json': content }))
      writeFileSync(join(folder, name), written);
    await readContract(join(folder, 'a.json'), 'a.json', known);
    return readContract(join(folder, 'b.json'), 'b.json', known);
  };
  /** The same as read alone. */
  const alone = (content: string) => {
    writeFileSync(join(folder, 'b.json'), content);
    return readContract(join(folder, 'b.json'), 'b.json');
  };

  it('is what it is when read alone', async () => {
    const content = text([good, endpoint({ routeTemplate: '/new', response: SCHEMA })]);
    const [together, apart] = [await second(content), await alone(content)];
    expect(together).toMatchObject({ contract: apart.contract, digest: apart.digest, form: 'snapshot' });
  });

  it.each([
    ['a leak', { description: 'Bearer abcdef123456' }, 'leak-found'],
    ['a leak in a schema', { request: { default: '/home/ada/x' } }, 'leak-found'],
    [
      'a reference that leads out',
      { response: { properties: { a: { $ref: 'https://x.test/a' } } } },
      'schema-reference-outside',
    ],
    ['an unknown member', { extra: 1 }, 'schema-invalid'],
    ['a schema that is none', { request: 1 }, 'schema-invalid'],
    ['a schema that is null', { request: null }, 'schema-invalid'],
  ])('is refused for %s at its own place', async (_, members, code) => {
    const content = text([good, { ...endpoint({ routeTemplate: '/new' }), ...members }]);
    const [together, apart] = [await rejectionOf(second(content)), await rejectionOf(alone(content))];
    expect(together).toMatchObject({ code });
    expect(together).toStrictEqual(apart);
  });

  it('is refused where its digest does not fit, though all its items are known', async () => {
    const content = text([good]).replace(/sha256:./, 'sha256:_');
    expect(await rejectionOf(second(content))).toMatchObject({ code: 'schema-invalid' });
    const other = text([good]).replace(/"digest": "sha256:[0-9a-f]{4}/, '"digest": "sha256:0000');
    expect(await rejectionOf(second(other))).toMatchObject({ code: 'snapshot-digest-mismatch' });
  });
});
