import { byCodeUnit } from '../../../model/order.ts';
import type { GivenNames } from '../../given-names.ts';
import type { SchemaRole, TargetTypes } from '../../ir/model.ts';
import { UNKNOWN, unionOf } from '../../ir/nodes.ts';
import type { ClientDeprecation, ClientNamespace, ClientTarget } from '../../model.ts';
import { schemaDigest } from '../../schema-digest.ts';
import type { Declaration } from './declarations.ts';
import { expression } from './expression.ts';
import { deprecationText, sectionMark, targetDocumentation } from './header.ts';
import { docstring, pyComment, pyString } from './identifiers.ts';
import { lowerTypes } from './lower.ts';
import { type MemberNames, memberNames } from './names.ts';
import { type TreeNode, targetTree } from './tree.ts';

/** How names of a namespace begin where it shares a module with others; nothing where it has one of its own. */
export interface NamePrefixes {
  /** `HrV1_`. */
  readonly type: string;
  /** `HR_V1_`. */
  readonly constant: string;
  /** `hr_v1__`. */
  readonly place: string;
}

const NO_PREFIXES: NamePrefixes = { type: '', constant: '', place: '' };

/** A namespace, with everything named. */
export interface PythonNamespace {
  readonly namespace: ClientNamespace;
  readonly prefixes: NamePrefixes;
  /** `DevicesV1`. */
  readonly className: string;
  readonly targets: readonly PythonTarget[];
  /** Names in its tree, by where targets' names begin. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What its text needs of `typing`. */
  readonly used: ReadonlySet<string>;
}

/** A target, with everything named and its types in Python's words. */
export interface PythonTarget {
  readonly target: ClientTarget;
  /** Name of its descriptor. */
  readonly constant: string;
  /** Name of the method that answers it, in a provider. */
  readonly handler: string;
  readonly names: ReadonlyMap<SchemaRole, string>;
  /** Its types as every language has them. */
  readonly types: TargetTypes;
  /** How many demands of its schemas they and Python's don't say. */
  readonly losses: number;
  readonly declarations: readonly Declaration[];
  readonly errors: readonly PythonError[];
}

interface PythonError {
  readonly code: string;
  readonly className: string;
  readonly description: string;
  readonly retryable: boolean;
  /** Expression of its detail's type. */
  readonly detail: string;
}

/**
 * Names everything of a namespace.
 * @param types of its targets, in their order @param given names of what is no type
 * @param details `any` where they are not what their types would say
 */
export function pythonNamespace(
  namespace: ClientNamespace,
  className: string,
  types: readonly TargetTypes[],
  given: GivenNames,
  prefixes: NamePrefixes = NO_PREFIXES,
  details: 'typed' | 'any' = 'typed',
): PythonNamespace {
  const members = memberNames(namespace, className, given);
  const used = new Set<string>();
  return {
    namespace,
    className,
    prefixes,
    attributes: members.attributes,
    used,
    targets: namespace.targets.map((target, at): PythonTarget => {
      const own = types[at];
      if (own?.target !== target.target) throw new Error(`there are no types of ${target.target}`);
      const lowered = lowerTypes(own);
      const errorName = own.roots.get('error');
      const handler = members.constants.get(target.name) ?? '';
      const detailsByCode = lowered.declarations.find(({ name }) => name === errorName);
      return {
        target,
        constant: `${prefixes.constant}${handler.toUpperCase()}`,
        handler,
        names: own.roots,
        types: own,
        losses: own.losses.length + lowered.losses.length,
        // The map of details by code is no type of its own: each code has a class.
        declarations: lowered.declarations.filter(({ name }) => name !== errorName),
        errors: errorsOf(target, details === 'any' ? undefined : detailsByCode, prefixes.type, members.errors, used),
      };
    }),
  };
}

/** Classes of the codes that a broker gives by itself; a contract may declare them too. */
const BROKER_CLASSES: ReadonlyMap<string, string> = new Map([
  ['unavailable', 'UnavailableError'],
  ['denied', 'DeniedError'],
  ['not_found', 'NotFoundError'],
  ['timeout', 'TimedOutError'],
  ['invalid_input', 'InvalidInputError'],
  ['invalid_output', 'InvalidOutputError'],
  ['provider_error', 'ProviderError'],
]);

function errorsOf(
  target: ClientTarget,
  details: Declaration | undefined,
  prefix: string,
  names: MemberNames['errors'],
  used: Set<string>,
): PythonError[] {
  return target.errors.map(({ code, description = '', retryable }) => {
    const property = details?.kind === 'class' ? details.properties.find(({ name }) => name === code) : undefined;
    const type = property?.type ?? UNKNOWN;
    // The broker gives codes of its own without a detail of the contract's.
    const detail = expression(BROKER_CLASSES.has(code) ? unionOf([type, { kind: 'null' }]) : type, used);
    const className = `${prefix}${names.get(`${target.name} ${code}`) ?? ''}`;
    return { code, className, description, retryable, detail };
  });
}

/** Where a file's text finds the runtime's names: `_rt.` in a package, nothing where the runtime stands above. */
export type RuntimePrefix = '_rt.' | '';

/** The section of one target: the classes of its errors, and its descriptor. */
export function targetText(
  { target, constant, names, errors }: PythonTarget,
  rt: RuntimePrefix,
  codec: string,
): string {
  const method = target.kind === 'method';
  const kind = method
    ? `${rt}Method[${name(names, 'input')}, ${name(names, 'output')}]`
    : `${rt}Event[${name(names, 'payload')}]`;
  const digests = target.schemas.map((schema) => `${pyString(schema.role)}: ${pyString(schemaDigest(schema))}`);
  const lines = [
    `${constant}: "Final[${kind}]" = ${rt}${method ? 'Method' : 'Event'}(`,
    `    ${pyString(target.target)},`,
    `    ${pyString(target.stability)},`,
    `    ${target.since},`,
    ...(target.scope === undefined ? [] : [`    scope=${pyString(target.scope)},`]),
    ...(target.deprecation === undefined ? [] : [`    deprecated=${deprecationValue(target.deprecation, rt)},`]),
    ...(errors.length === 0
      ? []
      : [`    errors={${errors.map(({ code, className }) => `${pyString(code)}: ${className}`).join(', ')}},`]),
    `    digests={${digests.sort(byCodeUnit).join(', ')}},`,
    ...(codec === '' ? [] : [`    codec=${codec},`]),
    ')',
    ...docstring(targetDocumentation(target)),
  ];
  return [sectionMark(target.target), ...errors.map((error) => errorText(target, error, rt)), lines.join('\n')].join(
    '\n\n',
  );
}

function errorText(target: ClientTarget, error: PythonError, rt: RuntimePrefix): string {
  const brokers = BROKER_CLASSES.get(error.code);
  return [
    `class ${error.className}(${rt}DeclaredError[${error.detail}]${brokers === undefined ? '' : `, ${rt}${brokers}`}):`,
    ...indented(docstring(error.description === '' ? `${target.name} refused with ${error.code}.` : error.description)),
    `    code = ${pyString(error.code)}`,
    `    declared_target = ${pyString(target.target)}`,
    `    worth_retrying = ${error.retryable ? 'True' : 'False'}`,
  ].join('\n');
}

function deprecationValue(deprecation: ClientDeprecation, rt: RuntimePrefix): string {
  const { since, removal, replacement, note } = deprecation;
  const parts = [
    ...(since === undefined ? [] : [`since=${since}`]),
    ...(removal === undefined ? [] : [`removal=${removal}`]),
    ...(replacement === undefined ? [] : [`replacement=${pyString(replacement)}`]),
    ...(note === undefined ? [] : [`note=${pyString(note)}`]),
  ];
  return `${rt}Deprecation(${parts.join(', ')})`;
}

function name(names: ReadonlyMap<SchemaRole, string>, role: SchemaRole): string {
  return names.get(role) ?? 'Any';
}

/** The class of a namespace and those of the places in its tree. */
export function clientText(python: PythonNamespace, rt: RuntimePrefix): string {
  const { namespace, className } = python;
  const tree = targetTree(namespace.targets, python.attributes, `_${python.prefixes.place}`);
  const byTarget = new Map(python.targets.map((target) => [target.target, target]));
  const removed = namespace.removed.map(
    ({ target, removal, replacement }) =>
      `Removed in contract version ${removal}: ${target}${replacement === undefined ? '' : `, use ${replacement}`}.`,
  );
  const main = [
    `class ${className}(${rt}Node):`,
    ...indented(docstring([namespace.description.trim(), ...(removed.length > 0 ? ['', ...removed] : [])].join('\n'))),
    '',
    `    def __init__(self, transport: "${rt}Transport | ${rt}SdkServices") -> None:`,
    `        super().__init__(${rt}connect(transport))`,
    '',
    '    @classmethod',
    `    def from_ctx(cls, ctx: "Any") -> "${className}":`,
    '        """The client of an app\'s context, over palette_sdk."""',
    `        return cls(${rt}from_ctx(ctx))`,
    ...tree.flatMap((node) => ['', ...property(node, byTarget, rt)]),
  ];
  return [main.join('\n'), ...tree.flatMap((node) => nodeClasses(node, byTarget, rt))].join('\n\n\n');
}

type Targets = ReadonlyMap<ClientTarget, PythonTarget>;

function property(node: TreeNode, targets: Targets, rt: RuntimePrefix): string[] {
  const own = node.target && targets.get(node.target);
  const type = node.children.length > 0 ? node.className : own ? boundType(own, rt) : 'None';
  const made =
    node.children.length > 0 ? node.className : `${rt}${own?.target.kind === 'event' ? 'BoundEvent' : 'BoundMethod'}`;
  return [
    '    @property',
    ...(own?.target.deprecation
      ? [
          `    @${rt}deprecated(${pyString(`${own.target.target} is deprecated ${deprecationText(own.target.deprecation)}`)})`,
        ]
      : []),
    `    def ${node.attribute}(self) -> "${type}":`,
    ...(own ? indented(indented(docstring(targetDocumentation(own.target)))) : []),
    `        return ${made}(self._transport${own ? `, ${own.constant}` : ''})`,
  ];
}

function boundType({ target, names }: PythonTarget, rt: RuntimePrefix): string {
  return target.kind === 'method'
    ? `${rt}BoundMethod[${name(names, 'input')}, ${name(names, 'output')}]`
    : `${rt}BoundEvent[${name(names, 'payload')}]`;
}

/** The class of a place that has others below it; it may be a method or an event itself. */
function nodeClasses(node: TreeNode, targets: Targets, rt: RuntimePrefix): string[] {
  if (node.children.length === 0) return [];
  const own = node.target && targets.get(node.target);
  const base = own
    ? own.target.kind === 'method'
      ? `${rt}BoundMethod["${name(own.names, 'input')}", "${name(own.names, 'output')}"]`
      : `${rt}BoundEvent["${name(own.names, 'payload')}"]`
    : `${rt}Node`;
  const body = node.children.flatMap((child, at) => [...(at === 0 ? [] : ['']), ...property(child, targets, rt)]);
  return [
    [`class ${node.className}(${base}):`, '    __slots__ = ()', '', ...body].join('\n'),
    ...node.children.flatMap((child) => nodeClasses(child, targets, rt)),
  ];
}

/** What an app that provides the namespace has: a method for each, and a provider of all of them. Nothing for events alone. */
export function providerText(python: PythonNamespace, module: string, rt: RuntimePrefix): string {
  const methods = python.targets.filter(({ target }) => target.kind === 'method');
  if (methods.length === 0) return '';
  const protocol = `${python.className}Provider`;
  return [
    `class ${protocol}(Protocol):`,
    `    """Answers every method of ${pyComment(python.namespace.namespace)}: what a provider has to have."""`,
    ...methods.flatMap(({ handler, names }) => [
      '',
      `    async def ${handler}(`,
      `        self, ctx: "Any", input: "${name(names, 'input')}", /`,
      `    ) -> "${name(names, 'output')}": ...`,
    ]),
    '',
    '',
    `def provide_${module}(handlers: "${protocol}") -> "${rt}Provider":`,
    '    """A provider whose handlers are the methods of one object."""',
    `    provider = ${rt}Provider()`,
    ...methods.map(({ constant, handler }) => `    provider.provide(${constant})(handlers.${handler})`),
    '    return provider',
  ].join('\n');
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}
