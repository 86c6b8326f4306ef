import { type GivenNames, isVersioned, uniquely } from '../../given-names.ts';
import { namespaceFile, propertyKey, typeName } from '../../identifiers.ts';
import { literalValue } from '../../literal.ts';
import type { ClientModel, ClientNamespace } from '../../model.ts';
import { contractTitle, header } from './header.ts';
import { type ModuleForm, moduleText, type Statement } from './module-text.ts';
import { namespacePath } from './runtime/tree.ts';

export interface Named {
  /** What the namespace's module is called in the others. */
  readonly name: string;
  readonly from: string;
  readonly namespace: ClientNamespace;
}

/** index.ts: the maps of every namespace in one, and a client that is typed by them over any transport. */
export function indexText(model: ClientModel, namespaces: readonly Named[], form: ModuleForm = 'ts'): string {
  const statements: Statement[] = [
    { kind: 'import', name: 'rt', from: './runtime/index.js' },
    ...namespaces.map(({ name, from }): Statement => ({ kind: 'import', name, from })),
    ...maps(namespaces),
    { kind: 'types', text: treeType(namespaces) },
    {
      kind: 'types',
      text: '/** A client of the contract; `O` are the namespaces that the app provides itself. */\nexport type Client<O extends string = never> = rt.Client<Services, Events, O> & Tree;',
    },
    {
      kind: 'const',
      doc: 'The contract that this client was generated from.',
      name: 'contract',
      type: '{ readonly apiVersion: string; readonly contractVersion: number; readonly digest: string }',
      value: literalValue({
        apiVersion: model.apiVersion,
        contractVersion: model.contractVersion,
        digest: model.digest,
      }),
    },
    {
      kind: 'const',
      doc: 'What the contract says of each target.',
      name: 'metadata',
      type: 'rt.Metadata',
      value: namespaces.length === 0 ? '{}' : `{ ${namespaces.map(({ name }) => `...${name}.metadata`).join(', ')} }`,
    },
    {
      kind: 'function',
      doc: 'A client over a transport, as `createClient(httpTransport({ url, app }))`.',
      name: 'createClient',
      generics: '<const O extends string = never>',
      parameters: [
        { name: 'transport', type: 'rt.Transport' },
        { name: 'options', type: 'rt.ClientOptions<O>', initial: '{}' },
      ],
      returns: 'Client<O>',
      result: 'rt.makeClient<Services, Events, O>(transport, metadata, options)',
      asserted: true,
    },
    {
      kind: 'function',
      doc: 'A broker in memory, for tests: it answers with the handlers, else with local mocks, and records what came in.',
      name: 'createMock',
      parameters: [
        { name: 'handlers', type: 'rt.MockHandlers<Services>', initial: '{}' },
        { name: 'options', type: 'rt.MockOptions', initial: '{}' },
      ],
      returns: 'rt.Mock<Events>',
      result: 'rt.makeMock<Services, Events>(handlers, options)',
    },
    { kind: 'reexport', values: ['BrokerFailure', 'httpTransport'], types: [], from: './runtime/index.js' },
    { kind: 'reexport', values: [], types: RUNTIME_TYPES, from: './runtime/index.js' },
  ];
  const targets = model.namespaces.flatMap((namespace) => namespace.targets);
  const names = namespaces.map(({ name }) => name);
  const parts = [
    header(contractTitle(model), model.digest, targets),
    ...moduleText(
      statements.map((statement) => inForm(statement, form)),
      form,
    ),
    ...(names.length === 0 ? [] : [`export { ${names.join(', ')} };`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Type arguments are no JavaScript. */
function inForm(statement: Statement, form: ModuleForm): Statement {
  if (form !== 'js' || statement.kind !== 'function') return statement;
  return { ...statement, result: statement.result.replace(/<[^>]*>\(/, '(') };
}

const RUNTIME_TYPES = [
  'BrokerCode',
  'BrokerError',
  'CallOptions',
  'EventEnvelope',
  'EventOptions',
  'HttpOptions',
  'LocalMocks',
  'Metadata',
  'Mock',
  'MockOptions',
  'Result',
  'TargetMetadata',
  'Transport',
  'Validators',
];

/** The modules of all namespaces; none of their names meets one that index.ts has itself. */
export function namedNamespaces({ namespaces }: ClientModel, given: GivenNames): Named[] {
  const names = given.give('module', new Map(namespaces.map(({ namespace }) => [namespace, namespace])), MODULE);
  return namespaces.map((namespace) => ({
    name: names.get(namespace.namespace) ?? '',
    from: `./${namespaceFile(namespace.namespace)}.js`,
    namespace,
  }));
}

/** `hrV1` of `hr/v1`. */
const MODULE = uniquely(moduleName, (name) => moduleName(name) === name && isVersioned(name));

function moduleName(text: string): string {
  return lowerFirst(typeName(text));
}

function maps(namespaces: readonly Named[]): Statement[] {
  const merged = (map: string, what: string): Statement => {
    const parents = namespaces.map(({ name }) => `${name}.${map}`);
    const extension = parents.length === 0 ? '' : ` extends ${parents.join(', ')}`;
    return { kind: 'types', text: `/** ${what} */\nexport interface ${map}${extension} {}` };
  };
  return [
    merged('Services', 'Methods by target: what each takes, gives and refuses with.'),
    merged('Events', 'Events by target: what each carries.'),
  ];
}

interface Branch {
  readonly own: string[];
  readonly below: Map<string, Branch>;
}

/** Where each namespace is in a client, as `client.hr.v1`. */
function treeType(namespaces: readonly Named[]): string {
  const root: Branch = { own: [], below: new Map() };
  for (const { name, namespace } of namespaces) {
    const path = namespacePath(namespace.namespace);
    if (path === undefined || !namespace.targets.some(({ kind }) => kind === 'method')) continue;
    let at = root;
    for (const segment of path) {
      const next: Branch = at.below.get(segment) ?? { own: [], below: new Map() };
      at.below.set(segment, next);
      at = next;
    }
    at.own.push(`${name}.Tree`);
  }
  return `/** Methods by the segments of their targets. */\nexport interface Tree ${branchText(root, 0)}`;
}

function branchText({ own, below }: Branch, indent: number): string {
  if (below.size === 0 && own.length > 0) return own.join(' & ');
  const inner = ' '.repeat(indent + 2);
  const lines = [...below].map(
    ([segment, branch]) => `${inner}readonly ${propertyKey(segment)}: ${branchText(branch, indent + 2)};\n`,
  );
  return [...own, below.size === 0 ? '{}' : `{\n${lines.join('')}${' '.repeat(indent)}}`].join(' & ');
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
