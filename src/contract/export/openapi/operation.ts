import { equalJson } from '../../../model/json/equal.ts';
import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { SCHEME } from '../../import/openapi/components.ts';
import { REQUEST_MARK } from '../../import/openapi/request.ts';
import { hidden } from '../../import/restore.ts';
import type { Endpoint } from '../../model.ts';
import { asJson } from '../correction.ts';
import type { Components } from './components.ts';
import { carryRequest } from './request.ts';

/** What stability is called in x-stability-level: oasdiff's words where it has one, else ours. */
const LEVELS: Readonly<Record<Endpoint['stability'], string | undefined>> = {
  stable: 'stable',
  experimental: 'beta',
  deprecated: undefined,
  'scheduled-for-removal': 'scheduled-for-removal',
  internal: 'internal',
  'operator-only': 'operator-only',
};

/** The plain operation of an endpoint. @param names of the parameters in the path that it stands under */
export function operationOf(
  endpoint: Endpoint,
  names: readonly string[],
  operationId: string,
  components: Components,
): JsonObject {
  const { routeFamily, method, requiredCapabilities, stability, sinceContractVersion, deprecation, description } =
    endpoint;
  const level = LEVELS[stability];
  const request = endpoint.request === undefined ? undefined : asJson(endpoint.request);
  const { mark, parameters, requestBody } = carryRequest(request, method, names, components);
  const gone = stability === 'deprecated' || stability === 'scheduled-for-removal';
  return {
    tags: [routeFamily],
    operationId,
    description,
    ...(level === undefined ? {} : { 'x-stability-level': level }),
    ...(gone ? { deprecated: true } : {}),
    ...(gone && deprecation?.removalOn !== undefined ? { 'x-sunset': deprecation.removalOn } : {}),
    'x-assay-since': sinceContractVersion,
    ...(mark === undefined ? {} : { [REQUEST_MARK]: mark }),
    security: [{ [SCHEME]: requiredCapabilities }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: responsesOf(endpoint, components),
  };
}

function responsesOf({ response, errors = [], examples }: Endpoint, components: Components): JsonObject {
  const shown = (examples?.response ?? [])
    .filter(isCarried)
    .map((value, index) => [`example${index + 1}`, { value: asJson(value) }] as const);
  const responses: [string, JsonValue][] = [
    [
      '200',
      {
        description: 'The answer.',
        ...(response === undefined
          ? {}
          : content(
              components.place(asJson(response)),
              shown.length === 0 ? {} : { examples: Object.fromEntries(shown) },
            )),
      },
    ],
  ];
  // OpenAPI has one response of a status; further errors of it stand in the correction.
  for (const { status, description, schema } of errors)
    if (!responses.some(([known]) => known === String(status)))
      responses.push([
        String(status),
        { description: description ?? '', ...(schema === undefined ? {} : content(components.place(asJson(schema)))) },
      ]);
  return Object.fromEntries(responses);
}

/** Other tools follow what looks like a reference, even in examples; such ones stand in the correction alone. */
function isCarried(example: unknown): boolean {
  const value = asJson(example);
  return equalJson(value, hidden(value));
}

function content(schema: JsonValue, beside: JsonObject = {}): JsonObject {
  return { content: { 'application/json': { schema, ...beside } } };
}
