import { parseJson } from '../model/json/parse.ts';
import { pointerGet } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { JsonEditor } from './json-editor.ts';

/** What a manifest says of a method or an event that its app provides. */
interface ProvidedItem {
  readonly id: string;
}

/**
 * A manifest with one more provided method, in the first service of the namespace, as one insertion. Undefined where
 * the manifest provides a method of that name already.
 * @param text a manifest that parses
 * @throws AssayError manifest-member-malformed (input) where `provides` or a list of it is there and is something else
 */
export function addProvided(text: string, namespace: string, major: number, method: ProvidedItem): string | undefined {
  const { value } = parseJson(text, { path: 'the manifest' });
  const services = listAt(value, '/provides/services');
  if (services.flatMap((service) => listAt(service, '/methods')).some((item) => idOf(item) === method.id))
    return undefined;
  const editor = new JsonEditor(text);
  const service = { id: namespace, version: `${major}.0.0`, methods: [method] };
  if (Array.isArray(pointerGet(value, '/provides/services/0/methods')))
    return editor.append(['provides', 'services', '0', 'methods'], undefined, method);
  if (isJsonObject(pointerGet(value, '/provides/services/0')))
    return editor.append(['provides', 'services', '0'], 'methods', [method]);
  if (Array.isArray(pointerGet(value, '/provides/services')))
    return editor.append(['provides', 'services'], undefined, service);
  if (isJsonObject(pointerGet(value, '/provides'))) return editor.append(['provides'], 'services', [service]);
  return editor.append([], 'provides', { namespace, services: [service] });
}

/**
 * A manifest with one more provided event, as one insertion. Undefined where the manifest provides an event of that
 * name already.
 * @param text a manifest that parses
 * @throws AssayError manifest-member-malformed (input) where `provides` or its list is there and is something else
 */
export function addProvidedEvent(text: string, namespace: string, event: ProvidedItem): string | undefined {
  const { value } = parseJson(text, { path: 'the manifest' });
  if (listAt(value, '/provides/events').some((item) => idOf(item) === event.id)) return undefined;
  const editor = new JsonEditor(text);
  if (Array.isArray(pointerGet(value, '/provides/events')))
    return editor.append(['provides', 'events'], undefined, event);
  if (isJsonObject(pointerGet(value, '/provides'))) return editor.append(['provides'], 'events', [event]);
  return editor.append([], 'provides', { namespace, events: [event] });
}

/**
 * A contract source with one more method or event, as one insertion.
 * @param text a contract source in JSON that its schema allows @param list where the descriptor belongs
 */
export function addDescriptor(
  text: string,
  namespace: string,
  list: 'methods' | 'events',
  descriptor: Readonly<Record<string, unknown>>,
): string {
  const { value } = parseJson(text, { path: 'the contract' });
  const services = pointerGet(value, '/contract/services');
  const editor = new JsonEditor(text);
  const at = listAt(value, '/contract/services').findIndex(
    (service) => isJsonObject(service) && service.namespace === namespace,
  );
  if (at >= 0) {
    const path = ['contract', 'services', String(at)];
    const known = Array.isArray(pointerGet(value, `/contract/services/${at}/${list}`));
    return known ? editor.append([...path, list], undefined, descriptor) : editor.append(path, list, [descriptor]);
  }
  const service = { namespace, description: '', [list]: [descriptor] };
  if (Array.isArray(services)) return editor.append(['contract', 'services'], undefined, service);
  return editor.append(['contract'], 'services', [service]);
}

function listAt(value: JsonValue, pointer: string): readonly JsonValue[] {
  const found = isJsonObject(value) ? pointerGet(value, pointer) : undefined;
  return Array.isArray(found) ? found : [];
}

/** The name of a provided item, in every spelling; an event may be its name alone. */
function idOf(item: JsonValue): JsonValue | undefined {
  return isJsonObject(item) ? (item.id ?? item.topic ?? item.name) : item;
}
