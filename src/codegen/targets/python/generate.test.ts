import { describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT, contractOf, exactly, method } from '../../../../testing/client-contract.ts';
import { runInPyodide } from '../../../../testing/pyodide.ts';
import type { Contract } from '../../../contract/model.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { buildModel } from '../../build-model.ts';
import { generateClient } from '../../index.ts';
import { splitSections } from '../../sections.ts';
import { PYTHON } from './generate.ts';

const TEXT = { type: 'string' };

function generate(contract: Contract) {
  return PYTHON.generate(buildModel(contract), {});
}

describe('Python packages', () => {
  it('are a module and its types for each namespace, and the runtime', async () => {
    const files = [...(await generate(CLIENT_CONTRACT)).keys()];
    expect(files).toEqual([...files].sort(byCodeUnit));
    expect(files).toEqual([
      '__init__.py',
      'call_v1.py',
      'call_v1_types.py',
      'hr_v1.py',
      'hr_v1_types.py',
      'http_transport.py',
      'mcp_notion_v1.py',
      'mcp_notion_v1_types.py',
      'mock_transport.py',
      'my_app_v2.py',
      'my_app_v2_types.py',
      'only_v1.py',
      'only_v1_types.py',
      'py.typed',
      'runtime.py',
    ]);
  });

  it('say what they were made from, and neither when nor where', async () => {
    const model = buildModel(CLIENT_CONTRACT);
    const head = (await PYTHON.generate(model, {})).get('only_v1.py')?.split('\n').slice(0, 5);
    expect(head).toEqual([
      '# Generated from only/v1 by assay python client 3, quicktype-core 26.0.0.',
      '# Do not edit: change the contract and run `assay clients generate`.',
      `# contract: ${model.namespaces.find(({ namespace }) => namespace === 'only/v1')?.digest}`,
      '# targets:',
      '#   only/v1#happened',
    ]);
  });

  it('are the same whatever order the contract was written in', async () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      );
    };
    const { services = [], ...rest } = CLIENT_CONTRACT;
    const turned = reversed({ ...rest, services: [...services].reverse() }) as Contract;
    expect(await generate(turned)).toEqual(await generate(CLIENT_CONTRACT));
  });

  it('keep every byte of a target when another one comes', async () => {
    const item = exactly({ deep: exactly({ a: TEXT }), list: { type: 'array', items: exactly({ a: TEXT }) } });
    const schema = { ...exactly({ item: { $ref: '#/$defs/Item' } }), $defs: { Item: item } };
    const one = method('items.get', schema, schema);
    const others = ['items', 'items.get.deep', 'get', 'items.get.input'].map((name) => method(name, schema, schema));
    const service = (methods: typeof others) => [{ namespace: 'a/v1', description: 'A.', methods, events: [] }];
    const [alone, together] = [
      await generate(contractOf(service([one]))),
      await generate(contractOf(service([one, ...others]))),
    ];
    for (const file of ['a_v1.py', 'a_v1_types.py']) {
      const section = (files: ReadonlyMap<string, string>) =>
        splitSections(files.get(file) ?? '').targets.get('a/v1#items.get');
      expect(section(alone)?.length).toBeGreaterThan(50);
      expect(section(together)).toBe(withGap(section(alone) ?? '', file, together));
    }
  });

  it('are projects that can be built, where a package is asked for', async () => {
    const files = await PYTHON.generate(buildModel(CLIENT_CONTRACT), {
      package: { name: '@Hearth/client', version: '1.2.0', changelog: '# Changes\n', contract: '{}\n' },
    });
    expect([...files.keys()].filter((name) => !name.startsWith('hearth_client/'))).toEqual([
      'CHANGELOG.md',
      'contract.json',
      'pyproject.toml',
    ]);
    expect(files.has('hearth_client/py.typed')).toBe(true);
    const result = await runInPyodide(
      files,
      'import tomllib, sys\nresult = tomllib.load(open(sys.path[0] + "/pyproject.toml", "rb"))',
    );
    expect(result).toMatchObject({
      project: { name: 'hearth-client', version: '1.2.0', 'requires-python': '>=3.11', dependencies: [] },
      tool: { setuptools: { packages: ['hearth_client'] } },
    });
  });

  it('say so where types lead to each other in too long a chain', async () => {
    const last = 2000;
    const chain = Array.from({ length: last }, (_, at) => [
      `T${at}`,
      exactly({ next: { $ref: `#/$defs/T${at + 1}` } }),
    ]);
    const schema = { $ref: '#/$defs/T0', $defs: { ...Object.fromEntries(chain), [`T${last}`]: TEXT } };
    const contract = contractOf([{ namespace: 't/v1', description: '', methods: [method('get', schema, true)] }]);
    await expect(generate(contract)).rejects.toMatchObject({ code: 'client-schema-shape', kind: 'input' });
    const validated = generateClient(contract, 'typescript', { validators: true });
    await expect(validated).rejects.toThrow('too many of its schemas lead to each other');
  });

  it('are one file where palette asks for it', async () => {
    expect([...(await PYTHON.generate(buildModel(CLIENT_CONTRACT), { palette: true })).keys()]).toEqual([
      'services.py',
    ]);
  });
});

/** The last section of a file has no gap after it. */
function withGap(section: string, file: string, files: ReadonlyMap<string, string>): string {
  const { targets } = splitSections(files.get(file) ?? '');
  const isLast = [...targets.keys()].at(-1) === 'a/v1#items.get';
  return isLast ? section : `${section.trimEnd()}\n\n`;
}
