import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import type { Placed } from '../references.ts';
import { type ImportContext, objects, standalone, text } from './context.ts';
import { bodyOf } from './media.ts';

const READ: ReadonlySet<string> = new Set(['description', 'content', '$ref']);

/** What an operation answers: the lowest 2xx that has a body, the errors, and examples of the answer. */
export interface Responses {
  readonly response: JsonValue | undefined;
  readonly errors: readonly JsonObject[];
  readonly examples: readonly JsonValue[];
}

export function responsesOf(context: ImportContext, operation: Placed<JsonObject>): Responses {
  const { notes } = context;
  let response: JsonValue | undefined;
  let examples: readonly JsonValue[] = [];
  let answered = false;
  const errors: JsonObject[] = [];
  for (const [status, placed] of objects(context, operation, 'responses').sort(([a], [b]) => byCodeUnit(a, b))) {
    notes.unread('a response', placed.value, READ, placed.pointer);
    const success = /^2(?:\d\d|XX)$/.test(status);
    const failure = /^[45]\d\d$/.test(status);
    if (!success && !failure) {
      notes.add(
        `the response ${quote(status)} is left out: a contract has one success and errors by status`,
        placed.pointer,
      );
      continue;
    }
    const body = bodyOf(context, placed, success ? 'an answer' : 'an error');
    if (failure) {
      const description = text(placed.value, 'description');
      errors.push({
        status: Number(status),
        ...(description ? { description } : {}),
        ...(body === undefined ? {} : { schema: standalone(context, body.schema) }),
      });
      if (body && body.examples.length > 0) notes.add('examples of an error are left out', placed.pointer);
      continue;
    }
    if (wordsOf(placed.value) !== '') notes.add('the description of a success is left out', placed.pointer);
    if (body === undefined) continue;
    if (answered) {
      notes.add(`a second success, ${quote(status)}, is left out`, placed.pointer);
      continue;
    }
    answered = true;
    response = standalone(context, body.schema);
    examples = body.examples;
  }
  return { response, errors, examples };
}

/** What a description says beyond that it is the answer. */
function wordsOf(response: JsonObject): string {
  const words = text(response, 'description') ?? '';
  return /^(?:ok|success|successful operation|the answer)?\.?$/i.test(words.trim()) ? '' : words;
}
