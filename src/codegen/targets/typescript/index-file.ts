import { namespaceFile, typeName, uniqueNames } from '../../identifiers.ts';
import type { ClientModel } from '../../model.ts';
import { contractTitle, header } from './namespace-file.ts';

/** index.ts: the maps of every namespace in one, and a client that is typed by them over any transport. */
export function indexText(model: ClientModel): string {
  const names = uniqueNames(
    model.namespaces.map(({ namespace }) => ({ key: namespace, wanted: lowerFirst(typeName(namespace)) })),
  );
  const namespaces = model.namespaces.map(({ namespace }) => ({
    name: names.get(namespace) ?? '',
    file: `./${namespaceFile(namespace)}.js`,
  }));
  const targets = model.namespaces.flatMap((namespace) => namespace.targets);
  const parts = [
    header(contractTitle(model), model.digest, targets),
    ...(namespaces.length === 0
      ? []
      : [
          namespaces.map(({ name, file }) => `import type * as ${name} from '${file}';`).join('\n'),
          `export type { ${namespaces.map(({ name }) => name).join(', ')} };`,
        ]),
    merged('Services', 'Methods by target: what each takes and gives.', namespaces),
    merged('Events', 'Events by target: what each carries.', namespaces),
    CLIENT,
  ];
  return `${parts.join('\n\n')}\n`;
}

function merged(map: string, what: string, namespaces: readonly { readonly name: string }[]): string {
  const parents = namespaces.map(({ name }) => `${name}.${map}`);
  const extension = parents.length === 0 ? '' : ` extends ${parents.join(', ')}`;
  return `/** ${what} */\nexport interface ${map}${extension} {}`;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The part that no contract changes. */
const CLIENT = `export type MethodTarget = keyof Services;
export type EventTarget = keyof Events;

/** Carries calls and events to a broker and back; what it brings is trusted to be what the contract says. */
export interface Transport {
  call(target: MethodTarget, input: unknown): Promise<unknown>;
  /** Gives the function that ends the subscription. */
  subscribe(target: EventTarget, handler: (payload: unknown) => void): () => void;
}

export interface Client {
  call<T extends MethodTarget>(target: T, input: Services[T]['input']): Promise<Services[T]['output']>;
  on<T extends EventTarget>(target: T, handler: (payload: Events[T]) => void): () => void;
}

export function createClient(transport: Transport): Client {
  return {
    async call<T extends MethodTarget>(target: T, input: Services[T]['input']): Promise<Services[T]['output']> {
      return (await transport.call(target, input)) as Services[T]['output'];
    },
    on<T extends EventTarget>(target: T, handler: (payload: Events[T]) => void): () => void {
      return transport.subscribe(target, (payload) => handler(payload as Events[T]));
    },
  };
}`;
