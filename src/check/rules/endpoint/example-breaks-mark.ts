import type { Endpoint, UserSchema } from '../../../contract/model.ts';
import { pointerJoin } from '../../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { brokenMarks, hasMarks } from '../../schema-marks.ts';

export default defineRule<ContractInput>({
  id: 'endpoint/example-breaks-mark',
  summary: 'an example holds no path and no token where its schema says so',
  help: 'Replace the value by one that names no folder and no secret: examples are published, and what the schema promises of a field holds for them first.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'verifier'],
  example: {
    fails: 'x-assay-pathFree on the member file, and an example {"file": "/home/ann/notes.txt"}',
    passes: 'x-assay-pathFree on the member file, and an example {"file": "notes.txt"}',
  },
  *check({ contract }) {
    for (const [index, endpoint] of contract.contract.endpoints.entries())
      for (const { schema, part, value, pointer } of examplesOf(endpoint))
        for (const { mark, pointer: inside } of brokenMarks(schema, value)) {
          const { identity } = endpointSubject(endpoint);
          yield {
            message: `an example of the ${part} of ${identity} is not ${mark}${inside === '' ? '' : ` at ${inside}`}`,
            location: contract.locate(`/endpoints/${index}${pointer}`),
            key: ['endpoint', identity, part, mark, inside],
          };
        }
  },
});

interface Example {
  readonly schema: JsonValue;
  readonly part: 'request' | 'response';
  readonly value: JsonValue;
  readonly pointer: string;
}

/** The examples of an endpoint's marked schemas: its own, and those at the top of the schema. */
function* examplesOf({ request, response, examples }: Endpoint): Generator<Example> {
  for (const [part, schema] of [
    ['request', asJson(request)],
    ['response', asJson(response)],
  ] as const) {
    if (schema === undefined || !hasMarks(schema)) continue;
    for (const [at, value] of (examples?.[part] ?? []).entries())
      if (isJson(value)) yield { schema, part, value, pointer: pointerJoin('', 'examples', part, at) };
    if (isJsonObject(schema) && Array.isArray(schema.examples))
      for (const [at, value] of schema.examples.entries())
        yield { schema, part, value, pointer: pointerJoin('', part, 'examples', at) };
  }
}

function asJson(schema: UserSchema | undefined): JsonValue | undefined {
  return isJsonObject(schema) ? schema : undefined;
}

/** Examples come from parsed JSON; only their type has forgotten it. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined;
}
