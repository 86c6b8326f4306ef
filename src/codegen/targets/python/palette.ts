import { byCodeUnit } from '../../../model/order.ts';
import { typesOfTargets } from '../../ir/build-types.ts';
import type { TargetTypes, TypeNode } from '../../ir/model.ts';
import { mapParts } from '../../ir/nodes.ts';
import type { ClientModel, ClientNamespace } from '../../model.ts';
import { ClientRecord } from '../../record.ts';
import { header, origin } from './header.ts';
import { docstring, snakeName } from './identifiers.ts';
import { namedNamespaces } from './names.ts';
import {
  clientText,
  type NamePrefixes,
  type PythonNamespace,
  providerText,
  pythonNamespace,
  targetText,
} from './namespace.ts';
import { CORE, CORE_IMPORTS, CORE_TYPING } from './runtime/core.ts';
import { PROVIDER } from './runtime/provider.ts';
import { TYPED_DICT } from './typed-dict.ts';

/** The one file that `pltt` writes for Python, and we write in its place. */
export const PALETTE_FILE = 'services.py';

/**
 * A whole client in one module, as palette's apps have it: the runtime, then each namespace with its name before every
 * name of its own. Calls go through `palette_sdk.services(ctx)`, so that the platform's checks apply.
 */
export async function paletteFile(model: ClientModel, record = new ClientRecord()): Promise<string> {
  const { typesText } = await import('./types-text.ts');
  const used = new Set(['Final']);
  const parts = namedNamespaces(model.namespaces, record.given).map(({ namespace, module, className }) => {
    const prefixes = { type: `${className}_`, constant: `${module.toUpperCase()}_`, place: `${module}__` };
    const python = pythonNamespace(namespace, className, prefixedTypes(namespace, prefixes), record.given, prefixes);
    record.addLosses(python.targets.map(({ target, losses }) => [target.target, losses]));
    const types = python.targets.map(({ declarations }) => typesText(declarations, TYPED_DICT, used));
    for (const name of python.used) used.add(name);
    return [
      ...types,
      clientText(python, ''),
      providerText(python, module, ''),
      shortcut(python, module, model.namespaces),
      ...python.targets.map((target) => targetText(target, '', '')),
    ];
  });
  const more = [...used].filter((name) => !CORE_TYPING.includes(name)).sort(byCodeUnit);
  return `${[
    header(
      `API ${model.apiVersion}, contract version ${model.contractVersion}`,
      origin(
        model.digest,
        model.namespaces.flatMap(({ targets }) => targets),
      ),
    ),
    docstring('The services and events that this app consumes, over palette_sdk.').join('\n'),
    [...CORE_IMPORTS, `from typing import ${more.join(', ')}`].join('\n'),
    CORE,
    PROVIDER,
    ...parts.flat(),
  ]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n\n')}\n`;
}

/** Types of the namespace's targets, with its name before theirs. */
function prefixedTypes(namespace: ClientNamespace, { type: prefix }: NamePrefixes): TargetTypes[] {
  const renamed = (node: TypeNode): TypeNode =>
    node.kind === 'reference' ? { kind: 'reference', name: `${prefix}${node.name}` } : mapParts(node, renamed);
  return typesOfTargets(namespace.targets).map((types) => ({
    ...types,
    roots: new Map([...types.roots].map(([role, name]) => [role, `${prefix}${name}`])),
    types: types.types.map((type) => ({ ...type, name: `${prefix}${type.name}`, node: renamed(type.node) })),
  }));
}

/** Names of the runtime and of Python that a function of a namespace's name would stand in front of. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'call connect dataclass deprecated emit error_for field from_ctx import_module inspect on provide settled ' +
    'status_code stream warnings bool dict float getattr hasattr int isinstance list min property set sorted str ' +
    'super tuple type'
  ).split(' '),
);

/** `hr_v1(ctx)`, and `hr(ctx)` for the lowest version that there is: another one that comes later changes nothing. */
function shortcut({ className, namespace }: PythonNamespace, module: string, all: readonly ClientNamespace[]): string {
  const own = versionOf(namespace);
  const others = all.map(versionOf).filter(({ short }) => short === own.short);
  // Names that meet by chance have no version in common.
  const first = others.every(({ base, major }) => base === own.base && own.major <= major);
  const named = TAKEN.has(own.short) ? `${own.short}_` : own.short;
  return [
    `def ${module}(ctx: "Any") -> "${className}":`,
    '    """The client of an app\'s context, over palette_sdk."""',
    `    return ${className}.from_ctx(ctx)`,
    ...(first && named !== module ? ['', '', `${named} = ${module}`] : []),
  ].join('\n');
}

function versionOf({ namespace }: ClientNamespace): {
  readonly base: string;
  readonly short: string;
  readonly major: number;
} {
  const at = namespace.lastIndexOf('/');
  const base = namespace.slice(0, at);
  return { base, short: snakeName(base), major: Number(namespace.slice(at + 2)) };
}
