import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readServicesApp, readServicesInput } from './read-services-app.ts';
import { judgeServices } from './services-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-services-'));
afterAll(() => rmSync(folder, { recursive: true }));

const METHOD = { id: 'list', input_schema: { type: 'objct' }, output_schema: './schemas/list.out.json' };
const PROVIDES = { namespace: 'hr', services: [{ id: 'hr', methods: [METHOD] }] };

/** Findings about an app with these methods and files, each as its rule and its message. */
async function judged(methods: readonly object[], files: Readonly<Record<string, string>>): Promise<string[]> {
  rmSync(join(folder, 'schemas'), { recursive: true, force: true });
  mkdirSync(join(folder, 'schemas'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'schemas', name), text);
  const provides = { namespace: 'hr', services: [{ id: 'hr', methods }] };
  const manifest = { manifest_version: '1', id: 'people', name: 'People', version: '1.0.0', provides };
  writeFileSync(join(folder, 'palette-plugin.json'), JSON.stringify(manifest));
  const place = { folder, shown: 'people' };
  const { input, mocks } = await readServicesInput(readServicesApp(folder, 'people'), place, [], undefined);
  return judgeServices(input, mocks).findings.map(({ ruleId, message }) => `${ruleId} ${message}`);
}

/** Findings of a rule about an app that provides one method, with this file as its output schema. */
async function found(rule: string, output: string) {
  const manifest = { manifest_version: '1', id: 'people', name: 'People', version: '1.0.0', provides: PROVIDES };
  writeFileSync(join(folder, 'palette-plugin.json'), JSON.stringify(manifest, null, 2));
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  writeFileSync(join(folder, 'schemas/list.out.json'), output);
  const place = { folder, shown: 'people' };
  const { input, mocks } = await readServicesInput(readServicesApp(folder, 'people'), place, [], undefined);
  return judgeServices(input, mocks)
    .findings.filter((finding) => finding.ruleId === rule)
    .map(({ message, location }) => [message, location.pointer, location.line]);
}

describe('schemas of what an app provides', () => {
  const pointer = '/provides/services/0/methods/0';

  it('are judged where they are written out and in their files', async () => {
    const output = '{"type": "object", "properties": {"a": {"minimum": "1"}}}';
    expect(await found('broker/provided-schema-invalid', output)).toEqual([
      [
        expect.stringMatching(/^the input schema of method "list" is no JSON Schema at \/type: /),
        `${pointer}/input_schema/type`,
        expect.any(Number),
      ],
      [
        expect.stringMatching(
          /^the output schema of method "list" is no JSON Schema in ".\/schemas\/list.out.json" at \/properties\/a\/minimum: /,
        ),
        `${pointer}/output_schema`,
        expect.any(Number),
      ],
    ]);
    expect(await found('broker/schema-missing', output)).toEqual([]);
  });

  it('are missing where a file holds no JSON', async () => {
    expect(await found('broker/provided-schema-invalid', '{')).toHaveLength(1);
    expect(await found('broker/schema-missing', '{')).toHaveLength(1);
  });
});

describe('schemas of what an app provides that refer to others', () => {
  const member = '{"$id": "https://x.org/member", "type": "object", "required": ["id"]}';
  const list = (output: object | string, ...examples: readonly unknown[]) => ({
    id: 'list',
    input_schema: { type: 'object' },
    output_schema: output,
    examples: examples.map((each) => ({ output: each })),
  });

  it.each<[string, object | string, Record<string, string>]>([
    ['a file by its path', 'schemas/list.json', { 'list.json': '{"items": {"$ref": "member.json"}}' }],
    ['a file by a path with a dot', 'schemas/list.json', { 'list.json': '{"items": {"$ref": "./member.json"}}' }],
    ['a file from the manifest', { items: { $ref: 'schemas/member.json' } }, {}],
    [
      'a part of a file',
      { items: { $ref: './schemas/all.json#/$defs/member' } },
      { 'all.json': `{"$defs": {"member": ${member}}}` },
    ],
  ])('stand with %s', async (_, output, files) => {
    const all = { 'member.json': member, ...files };
    expect(await judged([list(output, [{ id: 1 }])], all)).toEqual([]);
    expect(await judged([list(output, [{}])], all)).toContainEqual(
      expect.stringMatching(/^broker\/example-invalid example 1 of "list" is no output/),
    );
  });

  it('stand with another schema of the manifest, by its $id', async () => {
    const methods = [
      list({ items: { $ref: 'https://x.org/member' } }, [{}]),
      { id: 'get', output_schema: JSON.parse(member) },
    ];
    expect(await judged(methods, {})).toContainEqual(expect.stringContaining('broker/example-invalid'));
  });

  it.each<[string, string]>([
    ['gone.json', 'but no file is there and no schema has that $id'],
    ['../../outside.json', 'which leads out of what may be read here'],
    ['/etc/passwd', 'which leads out of what may be read here'],
    ['https://example.com/member', 'which no schema here has as its $id; no address is ever opened'],
    ['broken.json', 'but what is there is no schema'],
  ])('are told where they refer to %s', async (reference, why) => {
    const files = { 'list.json': JSON.stringify({ items: { $ref: reference } }), 'broken.json': '{' };
    expect(await judged([list('schemas/list.json')], files)).toContain(
      `broker/provided-schema-invalid the output schema of method "list" refers to "${reference}", ${why}`,
    );
  });

  it('are judged with what they refer to', async () => {
    const files = { 'list.json': '{"items": {"$ref": "member.json"}}', 'member.json': '{"type": "objct"}' };
    expect(await judged([list('schemas/list.json')], files)).toContainEqual(
      expect.stringMatching(/^broker\/provided-schema-invalid the output schema of method "list" is no JSON Schema/),
    );
  });
});
