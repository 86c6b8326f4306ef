import { byCodeUnit } from '../../../model/order.ts';
import type { ClientModel } from '../../model.ts';
import { header, origin, sectionMark } from './header.ts';
import { docstring, pyString } from './identifiers.ts';
import { clientText, type PythonNamespace, type PythonTarget, providerText, targetText } from './namespace.ts';
import { CORE, CORE_IMPORTS } from './runtime/core.ts';
import { HTTP, HTTP_IMPORTS, HTTP_NAMES } from './runtime/http.ts';
import { MOCK, MOCK_IMPORTS, MOCK_NAMES } from './runtime/mock.ts';
import { PROVIDER } from './runtime/provider.ts';
import { PYDANTIC_CODEC, PYDANTIC_IMPORTS, PYDANTIC_NAMES } from './runtime/pydantic.ts';
import type { TypeSections } from './type-sections.ts';

/** The types of a namespace. They are loaded by checkers, and by apps that ask for one. */
export function typesModule(
  { namespace, targets }: PythonNamespace,
  { texts, used }: TypeSections,
  models: boolean,
): string {
  const sections = targets.map(({ target }, at) =>
    [sectionMark(target.target), texts[at] ?? ''].filter((part) => part !== '').join('\n\n'),
  );
  return joined([
    header(namespace.namespace, origin(namespace.digest, namespace.targets)),
    [importsOf('typing', used), ...(models ? pydanticImports(sections.join('\n')) : [])]
      .filter((line) => line !== '')
      .join('\n'),
    ...sections,
  ]);
}

function pydanticImports(text: string): string[] {
  const names = ['BaseModel', 'ConfigDict', 'Field'].filter(
    (name) => text.includes(`${name}(`) || text.includes(`(${name})`),
  );
  return [
    importsOf('pydantic', new Set(names)),
    ...(text.includes('TypeAliasType(') ? ['from typing_extensions import TypeAliasType'] : []),
  ];
}

/** The client of a namespace: its class, its providers, and the descriptors of its targets. */
export function namespaceModule(module: string, python: PythonNamespace, models: boolean): string {
  const { namespace, targets } = python;
  const provider = providerText(python, module, '_rt.');
  const names = targets.flatMap(({ declarations }) => declarations.map(({ name }) => name)).sort(byCodeUnit);
  return joined([
    header(namespace.namespace, origin(namespace.digest, namespace.targets)),
    docstring(namespace.description).join('\n'),
    [
      importsOf(
        'typing',
        new Set(['TYPE_CHECKING', 'Any', 'Final', ...(provider === '' ? [] : ['Protocol']), ...python.used]),
      ),
      '',
      'from . import runtime as _rt',
      ...(models ? ['from .model_codec import ModelCodec as _ModelCodec'] : []),
    ].join('\n'),
    [
      'if TYPE_CHECKING:',
      ...(names.length === 0
        ? ['    pass']
        : [`    from .${module}_types import (`, ...names.map((name) => `        ${name} as ${name},`), '    )']),
      'else:',
      '',
      '    def __getattr__(name):',
      '        # Types are needed by checkers; an app that asks for one gets it.',
      `        return _rt.late(__name__, ${pyString(`${module}_types`)}, name)`,
    ].join('\n'),
    `${clientText(python, '_rt.')}`,
    ...(provider === '' ? [] : [provider]),
    ...targets.map((target) => targetText(target, '_rt.', models ? codecOf(target, module) : '')),
  ]);
}

function codecOf({ target, names }: PythonTarget, module: string): string {
  const types = [...names]
    .filter(([role]) => role !== 'error')
    .map(([role, name]) => `${pyString(role)}: ${pyString(name)}`);
  return `_ModelCodec(${pyString(target.target)}, f"{__package__}.${module}_types", {${types.join(', ')}})`;
}

const RUNTIME_NAMES = [
  'BoundEvent',
  'BoundMethod',
  'BrokerError',
  'DeclaredError',
  'DeniedError',
  'Deprecation',
  'Envelope',
  'Event',
  'Events',
  'InvalidInputError',
  'InvalidOutputError',
  'Method',
  'NotFoundError',
  'Provider',
  'ProviderError',
  'Reply',
  'StreamTransport',
  'TimedOutError',
  'Transport',
  'UnavailableError',
  'call',
  'emit',
  'from_ctx',
  'on',
  'provide',
  'stream',
] as const;

/** `__init__.py`: what the package has, each loaded when it is first asked for. */
export function indexModule(
  model: ClientModel,
  modules: readonly { readonly module: string; readonly className: string }[],
): string {
  const places = new Map<string, string>([
    ...RUNTIME_NAMES.map((name) => [name, 'runtime'] as const),
    ['HttpTransport', 'http_transport'],
    ['MockTransport', 'mock_transport'],
    ...modules.map(({ module, className }) => [className, module] as const),
  ]);
  const names = [...places.keys()].sort(byCodeUnit);
  const byModule = [...new Set(places.values())].sort(byCodeUnit);
  return joined([
    header(
      `API ${model.apiVersion}, contract version ${model.contractVersion}`,
      origin(
        model.digest,
        model.namespaces.flatMap(({ targets }) => targets),
      ),
    ),
    'from typing import TYPE_CHECKING',
    [
      'if TYPE_CHECKING:',
      ...byModule.flatMap((module) => [
        `    from .${module} import (`,
        ...names.filter((name) => places.get(name) === module).map((name) => `        ${name} as ${name},`),
        '    )',
      ]),
      'else:',
      '    _PLACES = {',
      ...names.map((name) => `        ${pyString(name)}: ${pyString(places.get(name) ?? '')},`),
      '    }',
      '',
      '    def __getattr__(name):',
      '        from importlib import import_module',
      '',
      '        if name not in _PLACES:',
      '            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")',
      '        value = getattr(import_module(f".{_PLACES[name]}", __name__), name)',
      '        globals()[name] = value',
      '        return value',
    ].join('\n'),
    ['__all__ = [', ...names.map((name) => `    ${pyString(name)},`), ']'].join('\n'),
  ]);
}

/** The part that no contract changes. */
export function runtimeModules(models: boolean): [string, string][] {
  const of = header("assay's own runtime", []);
  const fromRuntime = (names: readonly string[]) => `from .runtime import ${names.join(', ')}`;
  return [
    ['runtime.py', joined([of, CORE_IMPORTS.join('\n'), CORE, PROVIDER, LATE])],
    ['http_transport.py', joined([of, HTTP_IMPORTS.join('\n'), fromRuntime(HTTP_NAMES), HTTP])],
    ...(models
      ? [
          [
            'model_codec.py',
            joined([of, [...PYDANTIC_IMPORTS, '', fromRuntime(PYDANTIC_NAMES)].join('\n'), PYDANTIC_CODEC]),
          ] satisfies [string, string],
        ]
      : []),
    ['mock_transport.py', joined([of, MOCK_IMPORTS.join('\n'), fromRuntime(MOCK_NAMES), MOCK])],
  ];
}

const LATE = `if not TYPE_CHECKING:

    def late(module, types, name):
        """An attribute of a module that lies in the module of its types."""
        if name.startswith("_"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        try:
            return getattr(import_module(f".{types}", module.rpartition(".")[0]), name)
        except AttributeError:
            raise AttributeError(f"module {module!r} has no attribute {name!r}") from None
`;

function importsOf(module: string, names: ReadonlySet<string>): string {
  return names.size === 0 ? '' : `from ${module} import ${[...names].sort(byCodeUnit).join(', ')}`;
}

function joined(parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n\n')}\n`;
}
