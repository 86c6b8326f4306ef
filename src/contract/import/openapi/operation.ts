import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import type { Placed } from '../references.ts';
import { RESTORED, restored } from '../restore.ts';
import { STABILITY_MEMBERS, stabilityOf } from '../stability.ts';
import { type ImportContext, text } from './context.ts';
import { REQUEST_MARK, requestOf } from './request.ts';
import { responsesOf } from './responses.ts';
import { requirementsOf } from './security.ts';

const READ: ReadonlySet<string> = new Set([
  ...STABILITY_MEMBERS,
  'tags',
  'summary',
  'description',
  'operationId',
  'parameters',
  'requestBody',
  'responses',
  'security',
  REQUEST_MARK,
  RESTORED,
]);

/** Where an operation stands and which route it answers. */
export interface OperationPlace {
  readonly root: Placed<JsonObject>;
  readonly item: Placed<JsonObject>;
  readonly operation: Placed<JsonObject>;
  readonly method: string;
  readonly routeTemplate: string;
}

/** The endpoint that an operation describes. */
export function endpointOf(context: ImportContext, place: OperationPlace): JsonObject {
  const { root, item, operation, method, routeTemplate } = place;
  const { value, pointer } = operation;
  const { notes } = context;
  notes.unread('an operation', value, READ, pointer);
  const tags = isList(value.tags) ? value.tags : [];
  if (tags.length > 1) notes.add('tags after the first are left out', pointer);
  const { response, errors, examples } = responsesOf(context, operation);
  const request = requestOf(context, item, operation);
  const endpoint: JsonObject = {
    routeFamily: familyOf(tags[0], routeTemplate),
    method,
    routeTemplate,
    actionLabel: nonBlank(text(value, 'operationId')) ?? actionOf(method, routeTemplate),
    requiredCapabilities: requirementsOf(context, root, operation),
    hostOperatorBypassAllowed: false,
    appProcessPrincipalsAllowed: true,
    appBrowserPrincipalsAllowed: true,
    ...stabilityOf(operation, context.contractVersion, notes),
    description: descriptionOf(value),
    ...(request === undefined ? {} : { request }),
    ...(response === undefined ? {} : { response }),
    ...(errors.length === 0 ? {} : { errors }),
    ...(examples.length === 0 ? {} : { examples: { response: examples } }),
  };
  return restored(endpoint, value);
}

function descriptionOf(value: JsonObject): string {
  const words = [text(value, 'summary'), text(value, 'description')].filter(
    (part) => part !== undefined && part !== '',
  );
  return [...new Set(words)].join('\n\n');
}

/** The first tag, else the first segment of the route that is no parameter. */
function familyOf(tag: JsonValue | undefined, template: string): string {
  const segment = template.split('/').find((part) => part !== '' && !part.includes('{'));
  return nonBlank(tag) ?? segment ?? 'root';
}

/** `get.pets.petId` for GET /pets/{petId}. */
function actionOf(method: string, template: string): string {
  const parts = template.split('/').map((part) => part.replace(/[^A-Za-z0-9_-]/g, ''));
  return [method.toLowerCase(), ...parts.filter((part) => part !== '')].join('.');
}

function nonBlank(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
