import { type GivenNames, isVersioned, type Naming, uniquely } from '../../given-names.ts';
import { typeName, uniqueNames } from '../../identifiers.ts';
import type { ClientNamespace } from '../../model.ts';
import { isSnakeName, snakeName, snakeNames } from './identifiers.ts';

const SNAKE: Naming = {
  wanted: snakeName,
  all: snakeNames,
  isName: isSnakeName,
};

/** No other module of a client ends so: a lock can't put a namespace in the runtime's place. */
const MODULE: Naming = {
  ...SNAKE,
  isName: (name) => isSnakeName(name) && /_v\d+(?:_?x[0-9a-f]{8})*$/.test(name),
};

const CLASS = uniquely(typeName, (name) => typeName(name) === name && isVersioned(name));

/** A namespace with its module, as `mcp_notion_v1` of `mcp.notion/v1`, and the class in it, `McpNotionV1`. */
export interface NamedNamespace {
  readonly namespace: ClientNamespace;
  readonly module: string;
  readonly className: string;
}

/** The namespaces of a client, in their order. */
export function namedNamespaces(namespaces: readonly ClientNamespace[], given: GivenNames): readonly NamedNamespace[] {
  const identities = new Map(namespaces.map(({ namespace }) => [namespace, namespace]));
  const modules = given.give('module', identities, MODULE);
  const classes = given.give('class', identities, CLASS);
  return namespaces.map((namespace) => ({
    namespace,
    module: modules.get(namespace.namespace) ?? '',
    className: classes.get(namespace.namespace) ?? '',
  }));
}

/** What is called something in a namespace's module, besides its types. */
export interface MemberNames {
  /** By target's name, in lower case: `approval_chain_get` is its handler, `APPROVAL_CHAIN_GET` its descriptor. */
  readonly constants: ReadonlyMap<string, string>;
  /** By where targets' names begin: `approvalChain` and `approvalChain.get`, each a name in its parent. */
  readonly attributes: ReadonlyMap<string, string>;
  /** By target's name, a blank and a code. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Names of what is in a namespace. @param className of its class: no constant may have that name */
export function memberNames(
  { namespace, targets }: ClientNamespace,
  className: string,
  given: GivenNames,
): MemberNames {
  const identity = (text: string): [string, string] => [text, `${namespace}#${text}`];
  const constants = new Map(targets.map(({ name }) => identity(name)));
  const errors = new Map(
    targets.flatMap(({ name, errors: own }) => own.map(({ code }) => identity(`${name} ${code}`))),
  );
  return {
    constants: given.give('constant', constants, constantNaming(className)),
    attributes: attributeNames(
      namespace,
      targets.map(({ name }) => name),
      given,
    ),
    errors: given.give('error', errors, ERROR),
  };
}

/** A module has these names besides: its class may be all capitals, as `XV1`. */
function constantNaming(className: string): Naming {
  const taken = new Set(['TYPE_CHECKING', className]);
  const wanted = (text: string): string => {
    const name = snakeName(text);
    return taken.has(name.toUpperCase()) ? `${name}_` : name;
  };
  return {
    wanted,
    all: (texts, kept) => snakeNames(texts, kept, wanted),
    isName: (name) => isSnakeName(name) && !taken.has(name.toUpperCase()),
  };
}

function attributeNames(namespace: string, names: readonly string[], given: GivenNames): ReadonlyMap<string, string> {
  const children = new Map<string, Map<string, string>>();
  for (const name of names) {
    let path = '';
    for (const segment of name.split('.')) {
      const siblings = children.get(path) ?? new Map<string, string>();
      children.set(path, siblings);
      path = path === '' ? segment : `${path}.${segment}`;
      siblings.set(segment, `${namespace}#${path}`);
    }
  }
  return new Map(
    [...children].flatMap(([parent, siblings]) =>
      [...given.give('attribute', siblings, SNAKE)].map(([segment, name]): [string, string] => [
        parent === '' ? segment : `${parent}.${segment}`,
        name,
      ]),
    ),
  );
}

/** Classes of errors: `MembersGet_NotFound` of `members.get not_found`. No type has an underscore in its name. */
const ERROR: Naming = {
  wanted: errorName,
  all(texts, kept) {
    // Those of one target are told apart by their codes alone, whatever else the namespace has.
    const byTarget = new Map<string, string[]>();
    for (const text of texts) byTarget.set(nameIn(text), [...(byTarget.get(nameIn(text)) ?? []), text]);
    const requests = [...byTarget.values()].flatMap((own) => {
      const wanted = own.map((text) => ({ key: text.slice(nameIn(text).length + 1), wanted: errorName(text) }));
      const names = uniqueNames(wanted);
      return own.map((text, at) => ({ key: text, wanted: names.get(wanted[at]?.key ?? '') ?? '' }));
    });
    return uniqueNames(requests, kept);
  },
  isName: (name) => /^[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*$/.test(name),
};

function errorName(text: string): string {
  const name = nameIn(text);
  return `${typeName(name)}_${typeName(text.slice(name.length + 1))}`;
}

function nameIn(text: string): string {
  return text.slice(0, text.indexOf(' '));
}
