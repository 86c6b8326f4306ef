/** Turns models into JSON values and back; only clients with pydantic's models have it. */
export const PYDANTIC_IMPORTS = [
  'from importlib import import_module',
  'from typing import Any',
  '',
  'from pydantic import TypeAdapter, ValidationError',
] as const;

export const PYDANTIC_NAMES = ['InvalidInputError', 'InvalidOutputError'] as const;

export const PYDANTIC_CODEC = `
class ModelCodec:
    """Knows the types of a target by their names, and loads them when they are first needed."""

    def __init__(self, target: str, module: str, types: "dict[str, str]") -> None:
        self._target = target
        self._module = module
        self._types = types
        self._adapters: "dict[str, TypeAdapter[Any]]" = {}

    def encode(self, role: str, value: Any, /) -> Any:
        return self._adapter(role).dump_python(value, mode="json", by_alias=True, exclude_unset=True)

    def decode(self, role: str, value: Any, /) -> Any:
        try:
            return self._adapter(role).validate_python(value, strict=True)
        except ValidationError as error:
            kind = InvalidInputError if role == "input" else InvalidOutputError
            raise kind(self._target, str(error), detail=error.errors(include_url=False, include_context=False)) from None

    def _adapter(self, role: str) -> "TypeAdapter[Any]":
        if role not in self._adapters:
            self._adapters[role] = TypeAdapter(getattr(import_module(self._module), self._types[role]))
        return self._adapters[role]
`;
