// The same surface as a .proto file, for tools that compare protocol buffers: one rpc per endpoint, one message per schema.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a buf module with one file. */
export function writeProto(contract, dir) {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'buf.yaml'), 'version: v2\nbreaking:\n  use:\n    - FILE\n');
  writeFileSync(join(dir, 'api.proto'), protoOf(contract));
}

function protoOf({ endpoints }) {
  const out = { messages: [], rpcs: [] };
  for (const endpoint of endpoints) {
    const name = endpoint.actionLabel.split('.').map(capital).join('');
    message(`${name}Request`, endpoint.request, out.messages);
    message(`${name}Response`, endpoint.response, out.messages);
    out.rpcs.push(`  rpc ${name}(${name}Request) returns (${name}Response);`);
  }
  return `syntax = "proto3";\npackage bench.v1;\n${out.messages.join('')}service Api {\n${out.rpcs.join('\n')}\n}\n`;
}

function message(name, schema, messages) {
  const nested = [];
  const fields = Object.entries(schema.properties).map(([key, member], at) => {
    const type = typeOf(capital(key), member, schema, nested);
    return `  ${type} ${key} = ${at + 1};\n`;
  });
  messages.push(`message ${name} {\n${nested.join('')}${fields.join('')}}\n`);
}

function typeOf(name, schema, root, nested) {
  if (schema.enum) {
    const values = schema.enum.map((value, at) => `    ${name.toUpperCase()}_${value.toUpperCase()} = ${at};\n`);
    nested.push(`  enum ${name} {\n${values.join('')}  }\n`);
    return name;
  }
  if (schema.$ref || schema.type === 'object') {
    message(name, schema.$ref ? root.$defs.Owner : schema, nested);
    return name;
  }
  if (schema.type === 'array') return `repeated ${typeOf(`${name}Item`, schema.items, root, nested)}`;
  return { integer: 'int32', boolean: 'bool' }[schema.type] ?? 'string';
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
