import type { JsonObject } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import { type ImportContext, isObject, listed, member, objects, text } from '../openapi/context.ts';
import { type Placed, resolveObject } from '../references.ts';

/** An operation of either version of AsyncAPI, with what it sends or receives. */
export interface AsyncOperation {
  readonly operation: Placed<JsonObject>;
  readonly address: string;
  /** What the platform does: it sends to apps, or receives from them. */
  readonly action: 'send' | 'receive';
  readonly messages: readonly Placed<JsonObject>[];
  /** Messages of the answer; undefined where none is expected. */
  readonly reply: readonly Placed<JsonObject>[] | undefined;
  /** Words of the channel, where the operation has none. */
  readonly description: string;
}

const READ_CHANNEL: ReadonlySet<string> = new Set([
  'address',
  'messages',
  'description',
  'subscribe',
  'publish',
  '$ref',
]);

/** AsyncAPI 3: operations name their channel. */
export function operations3(context: ImportContext, root: Placed<JsonObject>): AsyncOperation[] {
  for (const [, channel] of objects(context, root, 'channels'))
    context.notes.unread('a channel', channel.value, READ_CHANNEL, channel.pointer);
  return objects(context, root, 'operations').flatMap(([id, operation]) => {
    const channel = channelOf(context, operation);
    const action = operation.value.action;
    if (channel === undefined || (action !== 'send' && action !== 'receive')) {
      context.notes.add('an operation without channel or action is left out', operation.pointer);
      return [];
    }
    const answer = member(operation, 'reply');
    const reply = answer === undefined ? undefined : messagesOf(context, resolveObject(context.document, answer));
    const address = text(channel.value, 'address') ?? id;
    const description = text(channel.value, 'description') ?? '';
    return [{ operation, address, action, messages: messagesOf(context, operation), reply, description }];
  });
}

function channelOf(context: ImportContext, holder: Placed<JsonObject>): Placed<JsonObject> | undefined {
  const channel = member(holder, 'channel');
  return channel === undefined ? undefined : resolveObject(context.document, channel);
}

/** The messages that an operation or a reply names; all of its channel where it names none. */
function messagesOf(context: ImportContext, holder: Placed<JsonObject>): Placed<JsonObject>[] {
  if (isList(holder.value.messages)) return listed(context, holder, 'messages');
  const channel = channelOf(context, holder);
  return channel === undefined ? [] : objects(context, channel, 'messages').map(([, message]) => message);
}

/** AsyncAPI 2: a channel has what clients may subscribe to (the platform sends) and publish (it receives). */
export function operations2(context: ImportContext, root: Placed<JsonObject>): AsyncOperation[] {
  return objects(context, root, 'channels').flatMap(([address, channel]) => {
    context.notes.unread('a channel', channel.value, READ_CHANNEL, channel.pointer);
    const description = text(channel.value, 'description') ?? '';
    return (['subscribe', 'publish'] as const).flatMap((name): AsyncOperation[] => {
      const found = member(channel, name);
      if (found === undefined) return [];
      const operation = resolveObject(context.document, found);
      const action = name === 'subscribe' ? 'send' : 'receive';
      return [{ operation, address, action, messages: messages2(context, operation), reply: undefined, description }];
    });
  });
}

function messages2(context: ImportContext, operation: Placed<JsonObject>): Placed<JsonObject>[] {
  const message = member(operation, 'message');
  if (message === undefined) return [];
  if (isObject(message.value) && isList(message.value.oneOf))
    return listed(context, { value: message.value, pointer: message.pointer }, 'oneOf');
  return [resolveObject(context.document, message)];
}
