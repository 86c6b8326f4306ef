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
