// `node clients-peers.mjs json2ts|quicktype N`: an engine by itself over the schemas of N methods, in one process.
import { benchSchema } from './clients-contract.mjs';

const [engine, count] = process.argv.slice(2);
const schemas = Array.from({ length: Number(count) }, (_, method) =>
  ['input', 'output'].map((side) => benchSchema(method % 50, side)),
).flat();
let size = 0;
if (engine === 'json2ts') {
  const { compile } = await import('json-schema-to-typescript');
  for (const schema of schemas) size += (await compile(schema, 'Root', { bannerComment: '', format: false })).length;
} else {
  const { InputData, JSONSchemaInput, quicktype } = await import('quicktype-core');
  for (const schema of schemas) {
    const input = new JSONSchemaInput(undefined);
    await input.addSource({ name: 'Root', schema: JSON.stringify(schema) });
    const inputData = new InputData();
    inputData.addInput(input);
    size += (await quicktype({ inputData, lang: 'python' })).lines.length;
  }
}
if (size === 0) throw new Error(`${engine} made nothing`);
