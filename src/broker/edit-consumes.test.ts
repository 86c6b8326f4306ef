import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { addConsumed } from './edit-consumes.ts';
import { addProvided } from './edit-provides.ts';

const METHOD = { target: 'hr/v1#list', kind: 'method', required: true } as const;
const OPTIONAL = { target: 'hr/v1#list', kind: 'method', required: false, reason: 'Faster "lists".' } as const;

describe('addConsumed', () => {
  it.each([
    ['{\n  "id": "a"\n}\n', '{\n  "id": "a",\n  "consumes": {\n    "services": [\n      "hr/v1#list"\n    ]\n  }\n}\n'],
    [
      '{\n\t"consumes": {\n\t\t"services": []\n\t}\n}',
      '{\n\t"consumes": {\n\t\t"services": [\n\t\t\t"hr/v1#list"\n\t\t]\n\t}\n}',
    ],
    [
      '{\n  "consumes": {\n    "services": ["a/v1#b"]\n  }\n}\n',
      '{\n  "consumes": {\n    "services": ["a/v1#b", "hr/v1#list"]\n  }\n}\n',
    ],
    [
      '{\r\n  "consumes": {\r\n    "services": [\r\n      "a/v1#b"\r\n    ],\r\n    "events": []\r\n  }\r\n}\r\n',
      '{\r\n  "consumes": {\r\n    "services": [\r\n      "a/v1#b",\r\n      "hr/v1#list"\r\n    ],\r\n    "events": []\r\n  }\r\n}\r\n',
    ],
    [
      '{\n    "consumes": {}\n}',
      '{\n    "consumes": {\n        "services": [\n            "hr/v1#list"\n        ]\n    }\n}',
    ],
    ['{"id":"a"}', '{"id":"a","consumes":{"services":["hr/v1#list"]}}'],
    ['{}', '{"consumes": { "services": ["hr/v1#list"] }}'],
    ['{ "id": "a" }', '{ "id": "a", "consumes": { "services": ["hr/v1#list"] } }'],
  ])('%j', (text, expected) => {
    expect(addConsumed(text, METHOD)).toBe(expected);
  });

  it('writes what is optional as an object', () => {
    expect(addConsumed('{\n  "consumes": {\n    "services": [\n      "a/v1#b"\n    ]\n  }\n}\n', OPTIONAL)).toBe(
      '{\n  "consumes": {\n    "services": [\n      "a/v1#b",\n      {\n        "target": "hr/v1#list",\n        "required": false,\n        "reason": "Faster \\"lists\\"."\n      }\n    ]\n  }\n}\n',
    );
  });

  it.each([
    '{"consumes":{"services":["hr/v1#list"]}}',
    '{"consumes":{"services":[{"target":"hr/v1#list","required":false}]}}',
  ])('leaves what is there: %s', (text) => {
    expect(addConsumed(text, METHOD)).toBeUndefined();
  });

  it.each([
    '{"consumes":null}',
    '{"consumes":[]}',
    '{"consumes":{"services":{}}}',
    '{"consumes":{"services":null}}',
    '{"consumes":{"services":"hr/v1#list"}}',
  ])('writes no member a second time: %s', (text) => {
    expect(codeOf(() => addConsumed(text, METHOD))).toBe('manifest-member-malformed/3');
  });

  it('is not misled by what texts hold', () => {
    const text = '{\n  "name": "]}\\"[{",\n  "consumes": { "events": ["a/v1#b"], "services": ["]/v1"] }\n}\n';
    expect(addConsumed(text, METHOD)).toBe(text.replace('["]/v1"]', '["]/v1", "hr/v1#list"]'));
  });
});

describe('addProvided', () => {
  it.each(['{"provides":null}', '{"provides":{"services":{}}}', '{"provides":{"services":[{"methods":null}]}}'])(
    'writes no member a second time: %s',
    (text) => {
      expect(codeOf(() => addProvided(text, 'hr', 1, { id: 'list' }))).toBe('manifest-member-malformed/3');
    },
  );
});

const folder = sharedData('palette/manifests');

describe.skipIf(folder === undefined)('real manifests', () => {
  const names = readdirSync(folder ?? '.').filter((name) => name.endsWith('.palette-plugin.json'));

  it.each(names)('%s keeps every byte around one insertion', (name) => {
    const text = readFileSync(join(folder ?? '.', name), 'utf8');
    const added = addConsumed(text, METHOD) ?? '';
    let same = 0;
    while (added[same] === text[same] && same < text.length) same += 1;
    expect(added.endsWith(text.slice(same))).toBe(true);
    const value = JSON.parse(added);
    const before = JSON.parse(text);
    expect(value.consumes.services.at(-1)).toBe('hr/v1#list');
    expect({ ...value, consumes: undefined }).toEqual({ ...before, consumes: undefined });
    expect(value.consumes.services.slice(0, -1)).toEqual(before.consumes?.services ?? []);
    expect(addConsumed(added, METHOD)).toBeUndefined();
  });
});
