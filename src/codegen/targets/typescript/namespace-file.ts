import { stringLiteral } from '../../identifiers.ts';
import type { ClientNamespace, ClientRemoval } from '../../model.ts';
import { sectionMark } from '../../sections.ts';
import { blockComment, documentation, removalDocumentation } from './documentation.ts';
import type { TargetTypes } from './engine.ts';
import { header } from './header.ts';
import { metadataStatement } from './metadata.ts';
import { type FunctionStatement, type ModuleForm, moduleText, type Statement } from './module-text.ts';
import { isReservedSegment } from './runtime/tree.ts';
import { treeType } from './tree-type.ts';

/** The module of one namespace: its methods as a tree, its provider, and its targets section by section. */
export function namespaceText(
  namespace: ClientNamespace,
  types: readonly TargetTypes[],
  form: ModuleForm = 'ts',
): string {
  const parts = [
    header(namespace.namespace, namespace.digest, namespace.targets),
    ...moduleText(
      [
        { kind: 'import', name: 'rt', from: './runtime/index.js', typesOnly: !hasMethods(namespace) },
        metadataStatement(namespace),
        ...(hasMethods(namespace) ? methodStatements(namespace) : []),
        { kind: 'types', text: mapsText(namespace, types) },
      ],
      form,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function hasMethods({ targets }: ClientNamespace): boolean {
  return targets.some(({ kind }) => kind === 'method');
}

function methodStatements({ namespace, targets }: ClientNamespace): Statement[] {
  const entries = targets
    .filter(({ kind }) => kind === 'method')
    .map((target) => ({ path: target.name.split('.'), target }))
    .filter(({ path }) => !path.some(isReservedSegment));
  return [
    { kind: 'types', text: treeType(entries, 'rt.Call') },
    BIND,
    {
      kind: 'types',
      text: `/** A handler for every method of the namespace, by name. */\nexport type Provider<C = undefined> = rt.ProviderOf<Services, ${stringLiteral(namespace)}, C>;`,
    },
    {
      kind: 'function',
      doc: 'Answers calls of the namespace with its handlers.',
      name: 'provide',
      generics: '<C = undefined>',
      parameters: [
        { name: 'handlers', type: 'Provider<C>' },
        { name: 'options', type: 'rt.ProviderOptions', initial: '{}' },
      ],
      returns: 'rt.Provider<C>',
      result: `rt.makeProvider(${stringLiteral(namespace)}, handlers, options)`,
    },
  ];
}

const BIND: FunctionStatement = {
  kind: 'function',
  doc: "The namespace's methods over a client, as functions in a tree.",
  name: 'bind',
  parameters: [{ name: 'client', type: 'rt.Calls<Services>' }],
  returns: 'Tree',
  result: 'rt.makeTree(client, metadata)',
  asserted: true,
};

/** Two maps keyed by target, built up section by section, and the types they refer to. */
export function mapsText({ targets, removed }: ClientNamespace, types: readonly TargetTypes[]): string {
  const kinds = new Set([...targets, ...removed].map(({ kind }) => kind));
  return [
    // A map without a member still has to be there for index.ts.
    ...(kinds.has('method') ? [] : ['export interface Services {}']),
    ...(kinds.has('event') ? [] : ['export interface Events {}']),
    ...removed.map(tombstone),
    ...types.map(section),
  ].join('\n\n');
}

/** A key that is still there, so that a reader finds out where it went; no call of it compiles. */
function tombstone(removal: ClientRemoval): string {
  return mapEntry(removal.kind, removal.target, 'never', removalDocumentation(removal));
}

/** The types of a target as they stand in its section, which {@link section} begins with the target's entry. */
export function typesIn(section: string): string {
  const end = '\n}\n\n';
  return section.slice(section.indexOf(end) + end.length).trimEnd();
}

function section({ target, names, text }: TargetTypes): string {
  const value =
    target.kind === 'method'
      ? `{ input: ${names.get('input') ?? 'never'}; output: ${names.get('output') ?? 'never'}; errors: ${names.get('error') ?? '{}'} }`
      : (names.get('payload') ?? 'never');
  const entry = mapEntry(target.kind, target.target, value, documentation(target));
  return `${sectionMark(target.target)}\n${entry}\n\n${text}`;
}

function mapEntry(kind: 'method' | 'event', target: string, type: string, doc: readonly string[]): string {
  const map = kind === 'method' ? 'Services' : 'Events';
  return [`export interface ${map} {`, ...blockComment(doc, 2), `  ${stringLiteral(target)}: ${type};`, '}'].join('\n');
}
