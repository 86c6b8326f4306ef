import { CALLS } from './calls.ts';
import { DESCRIPTORS } from './descriptors.ts';
import { ERRORS } from './errors.ts';

/** What the core needs of `typing`. */
export const CORE_TYPING: readonly string[] = ['TYPE_CHECKING', 'Any', 'ClassVar', 'Generic', 'Protocol', 'TypeVar'];

export const CORE_IMPORTS = [
  'import inspect',
  'import warnings',
  'from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence',
  'from dataclasses import dataclass, field',
  'from importlib import import_module',
  `from typing import ${CORE_TYPING.join(', ')}`,
] as const;

const START = `
if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(_message):
        """Marks for checkers what a contract deprecates; calls warn by themselves."""
        return lambda marked: marked


_I = TypeVar("_I")
_O = TypeVar("_O")
_P = TypeVar("_P")
_D = TypeVar("_D")
`;

/** What every generated client has, whatever the contract: errors, descriptors, and calls over any transport. */
export const CORE = [START, ERRORS, DESCRIPTORS, CALLS].map((part) => part.trim()).join('\n\n\n');
