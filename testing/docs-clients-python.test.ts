import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readClientFolder } from '../src/codegen/read-client.ts';
import { runInPyodide } from './pyodide.ts';
import { pyright } from './pyright.ts';

const page = readFileSync(new URL('../docs/clients.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```python\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const client = [...readClientFolder('fixtures/clients/hearth-py', 'hearth-py')].map(
  ([name, text]) => [`hearth/${name}`, text ?? ''] as const,
);

describe('the Python of docs/clients.md', () => {
  it('is content with the client that it shows', () => {
    expect(blocks.length).toBeGreaterThan(2);
    const files = new Map([...client, ...blocks.map((code, index) => [`block${index}.py`, code] as const)]);
    expect(pyright(files)).toEqual([]);
  });

  it('runs as far as it needs no broker', async () => {
    const code = `${blocks.at(-1)}
await test()
result = (await provider.handle("devices/v1#get", {"id": "x"})).status`;
    expect(await runInPyodide(new Map(client), code)).toBe(404);
  });
});
