import { describe, expect, it } from 'vitest';
import { contractOf, exactly, method } from '../../../../testing/client-contract.ts';
import { PYTHON as INTERPRETER, runPython } from '../../../../testing/python.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';

const TEXT = { type: 'string' };

describe.skipIf(INTERPRETER === undefined)('a client of 1,000 methods', () => {
  it('is loaded in 250 ms of a processor, even where nothing of it was compiled before', async () => {
    const input = {
      ...exactly({ id: TEXT, filter: { $ref: '#/$defs/Filter' } }),
      $defs: { Filter: exactly({ a: TEXT }) },
    };
    const output = exactly({ items: { type: 'array', items: exactly({ id: TEXT, state: { enum: ['on', 'off'] } }) } });
    const methods = Array.from({ length: 1_000 }, (_, index) =>
      method(`area${index % 20}.method${index}`, input, output),
    );
    const generated = await PYTHON.generate(
      buildModel(contractOf([{ namespace: 'big/v1', description: 'Big.', methods }])),
      {},
    );
    const files = new Map([...generated].map(([name, text]) => [`client/${name}`, text]));
    const result = await runPython(
      files,
      `import sys, time
def now(): return time.process_time()
start = now()
from client import BigV1
taken = now() - start
import client.big_v1 as big
result = {"ms": taken * 1000, "late": "client.big_v1_types" not in sys.modules, "methods": sum(name.startswith("AREA") for name in dir(big))}`,
    );
    expect(result).toMatchObject({ late: true, methods: 1_000 });
    expect((result as { ms: number }).ms).toBeLessThan(250);
  }, 60_000);
});
