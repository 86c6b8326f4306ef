/** What every generated client has, whatever the contract: descriptors, errors, and calls over any transport. */
/** What it needs of `typing`. */
export const CORE_TYPING: readonly string[] = ['TYPE_CHECKING', 'Any', 'ClassVar', 'Generic', 'Protocol', 'TypeVar'];

export const CORE_IMPORTS = [
  'import inspect',
  'import warnings',
  'from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence',
  'from dataclasses import dataclass, field',
  'from importlib import import_module',
  `from typing import ${CORE_TYPING.join(', ')}`,
] as const;

export const CORE = `
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


class BrokerError(Exception):
    """A call, an emit or a stream that failed."""

    code: str = "internal"

    def __init__(
        self,
        target: str,
        message: str,
        *,
        detail: Any = None,
        retryable: bool = False,
        provider_code: "str | None" = None,
        status: "int | None" = None,
    ) -> None:
        super().__init__(f"{target}: {message}")
        self.target = target
        self.message = message
        self.detail: Any = detail
        self.retryable = retryable
        """The same call may succeed later."""
        self.provider_code = provider_code
        """The provider's own code, where the contract does not know it."""
        self.status = status
        """Status of the broker's answer, where there was one."""


class UnavailableError(BrokerError):
    """The provider, or the broker, can't be reached or is not installed."""

    code = "unavailable"


class DeniedError(BrokerError):
    """The caller has no grant."""

    code = "denied"


class NotFoundError(BrokerError):
    """Nobody provides the target."""

    code = "not_found"


class TimedOutError(BrokerError):
    """There was no answer in time."""

    code = "timeout"


class InvalidInputError(BrokerError):
    """The input breaks its schema."""

    code = "invalid_input"


class InvalidOutputError(BrokerError):
    """The answer breaks its schema, or is none."""

    code = "invalid_output"


class ProviderError(BrokerError):
    """The provider failed, or refused with a code that the contract does not know."""

    code = "provider_error"


class DeclaredError(BrokerError, Generic[_D]):
    """A refusal that the contract declares: each is a class of its own, with the type of its detail."""

    declared_target: ClassVar[str] = ""
    worth_retrying: ClassVar[bool] = False
    detail: _D

    def __init__(self, detail: _D, message: "str | None" = None) -> None:
        super().__init__(
            self.declared_target,
            f"refused with {self.code}" if message is None else message,
            detail=detail,
            retryable=self.worth_retrying,
        )


_BY_CODE: "dict[str, type[BrokerError]]" = {
    kind.code: kind
    for kind in (
        BrokerError,
        UnavailableError,
        DeniedError,
        NotFoundError,
        TimedOutError,
        InvalidInputError,
        InvalidOutputError,
        ProviderError,
    )
}


def error_for(
    code: str,
    target: str,
    message: str,
    *,
    detail: Any = None,
    retryable: bool = False,
    status: "int | None" = None,
) -> BrokerError:
    """The error of a code; a code that no broker gives is the provider's own."""
    kind = _BY_CODE.get(code)
    return (kind or ProviderError)(
        target,
        message,
        detail=detail,
        retryable=retryable,
        provider_code=None if kind else code,
        status=status,
    )


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since when something is deprecated, when it goes, and what to use instead."""

    since: "int | None" = None
    removal: "int | None" = None
    replacement: "str | None" = None
    note: "str | None" = None

    @property
    def message(self) -> str:
        parts = [
            f"since contract version {self.since}" if self.since is not None else "",
            f"removed in contract version {self.removal}" if self.removal is not None else "",
            f"use {self.replacement}" if self.replacement else "",
            self.note or "",
        ]
        return "; ".join(["deprecated", *(part for part in parts if part)])


@dataclass(frozen=True, slots=True, eq=False)
class Method(Generic[_I, _O]):
    """What a contract says of a method that takes _I and gives _O."""

    target: str
    stability: str
    since: int
    scope: "str | None" = None
    deprecated: "Deprecation | None" = None
    errors: "Mapping[str, type[DeclaredError[Any]]]" = field(default_factory=lambda: {})
    digests: "Mapping[str, str]" = field(default_factory=lambda: {})
    codec: "Codec | None" = None

    @property
    def namespace(self) -> str:
        return self.target.partition("#")[0]

    @property
    def name(self) -> str:
        return self.target.partition("#")[2]


@dataclass(frozen=True, slots=True, eq=False)
class Event(Generic[_P]):
    """What a contract says of an event that carries _P."""

    target: str
    stability: str
    since: int
    scope: "str | None" = None
    deprecated: "Deprecation | None" = None
    digests: "Mapping[str, str]" = field(default_factory=lambda: {})
    codec: "Codec | None" = None

    @property
    def namespace(self) -> str:
        return self.target.partition("#")[0]

    @property
    def name(self) -> str:
        return self.target.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Envelope(Generic[_P]):
    """One event as it arrives; a stream can be resumed after its id."""

    id: "str | None"
    target: str
    time: "str | None"
    payload: _P


class Codec(Protocol):
    """Turns what an app holds into JSON values and back; clients of TypedDicts have none, because they are JSON values."""

    def encode(self, role: str, value: Any, /) -> Any: ...

    def decode(self, role: str, value: Any, /) -> Any: ...


class Transport(Protocol):
    """Carries calls and events to a broker. Answers may be awaitable."""

    def broker_call(self, target: str, payload: Any, /) -> Any: ...

    def broker_emit(self, target: str, payload: Any, /) -> Any: ...


class StreamTransport(Transport, Protocol):
    """A transport that can also listen."""

    def broker_stream(
        self, targets: "Sequence[str]", last_event_id: "str | None", /
    ) -> "AsyncIterator[Envelope[Any]]": ...


class SdkServices(Protocol):
    """What palette_sdk.services(ctx) gives."""

    def call(self, target: str, payload: Any, /) -> Any: ...

    def emit(self, target: str, payload: Any, /) -> Any: ...


class _SdkTransport:
    def __init__(self, services: SdkServices) -> None:
        self._services = services

    def broker_call(self, target: str, payload: Any, /) -> Any:
        return self._services.call(target, payload)

    def broker_emit(self, target: str, payload: Any, /) -> Any:
        return self._services.emit(target, payload)


def connect(transport: "Transport | SdkServices") -> Transport:
    """An adapter with broker_call and broker_emit as it is; the SDK's services behind one."""
    given: Any = transport
    if hasattr(given, "broker_call"):
        adapter: Transport = given
        return adapter
    if hasattr(given, "call"):
        return _SdkTransport(given)
    raise TypeError("a transport has broker_call and broker_emit")


def from_ctx(ctx: Any) -> Transport:
    """The transport of an app's context: the platform checks its grants and installs as always."""
    return connect(import_module("palette_sdk").services(ctx))


async def settled(value: Any) -> Any:
    """A value, or what it gives when it is awaited."""
    return await value if inspect.isawaitable(value) else value


_SDK_CODES = {
    "MissingAppServiceError": "unavailable",
    "MissingDependencyError": "unavailable",
    "CrossAppGrantError": "denied",
}
_STATUS_CODES = {
    400: "invalid_input",
    401: "denied",
    403: "denied",
    404: "not_found",
    408: "timeout",
    422: "invalid_input",
    424: "unavailable",
    429: "unavailable",
    502: "unavailable",
    503: "unavailable",
    504: "timeout",
}


def status_code(status: int) -> str:
    """The code of a status that says enough by itself."""
    return _STATUS_CODES.get(status, "internal")


def _as_broker_error(error: Exception, target: str) -> BrokerError:
    if isinstance(error, BrokerError):
        return error
    if isinstance(error, TimeoutError):
        return TimedOutError(target, str(error) or "no answer in time", retryable=True)
    status = getattr(error, "status", None)
    code = _SDK_CODES.get(type(error).__name__) or status_code(status if isinstance(status, int) else 0)
    return error_for(code, target, str(error), detail=getattr(error, "detail", None))


def _declared(error: BrokerError, method: "Method[Any, Any]") -> BrokerError:
    """The failure as the contract knows it."""
    code = error.provider_code or error.code
    kind = method.errors.get(code)
    if kind is None or type(error) is kind:
        return error
    known = kind(error.detail, error.message)
    known.retryable = error.retryable or kind.worth_retrying
    known.status = error.status
    return known


async def call(
    transport: Transport, method: "Method[_I, _O]", input: _I, /, *, timeout: "float | None" = None
) -> _O:
    """Calls a method. Raises BrokerError, or the class of an error that the contract declares."""
    try:
        payload = method.codec.encode("input", input) if method.codec else input
        answer = settled(transport.broker_call(method.target, payload))
        if timeout is None:
            result = await answer
        else:
            import asyncio

            result = await asyncio.wait_for(answer, timeout)
        output: _O = method.codec.decode("output", result) if method.codec else result
        return output
    except Exception as error:
        failure = _declared(_as_broker_error(error, method.target), method)
        if failure is error:
            raise
        raise failure from error


async def emit(transport: Transport, event: "Event[_P]", payload: _P, /) -> None:
    """Emits an event of a namespace that the app provides."""
    try:
        value = event.codec.encode("payload", payload) if event.codec else payload
        await settled(transport.broker_emit(event.target, value))
    except Exception as error:
        failure = _as_broker_error(error, event.target)
        if failure is error:
            raise
        raise failure from error


_FIRST_WAIT = 0.5
_LONGEST_WAIT = 30.0


async def stream(
    transport: Transport, event: "Event[_P]", /, *, last_event_id: "str | None" = None
) -> "AsyncIterator[Envelope[_P]]":
    """
    The events of a target as they happen. A connection that breaks is opened again, after the last event that was handed
    out; a refusal that no second try will change is raised.
    """
    import asyncio

    listen: "Callable[[Sequence[str], str | None], AsyncIterator[Envelope[Any]]] | None" = getattr(
        transport, "broker_stream", None
    )
    if listen is None:
        raise UnavailableError(event.target, "the transport has no event streams")
    failures = 0
    while True:
        items = listen([event.target], last_event_id)
        try:
            async for item in items:
                failures = 0
                if item.target != event.target:
                    continue
                payload: _P = event.codec.decode("payload", item.payload) if event.codec else item.payload
                # Handed out before it is the last one: whoever leaves within it gets it again.
                yield Envelope(item.id, item.target, item.time, payload)
                if item.id is not None:
                    last_event_id = item.id
        except Exception as error:
            failure = _as_broker_error(error, event.target)
            if not failure.retryable:
                if failure is error:
                    raise
                raise failure from error
        finally:
            close: "Callable[[], Awaitable[None]] | None" = getattr(items, "aclose", None)
            if close is not None:
                await close()
        # How long to wait at first is the broker's to say.
        wait: float = getattr(transport, "retry_seconds", _FIRST_WAIT)
        await asyncio.sleep(min(wait * 2**failures, _LONGEST_WAIT))
        failures = min(failures + 1, 16)


class Node:
    """A place in the tree of a client."""

    __slots__ = ("_transport",)

    def __init__(self, transport: Transport) -> None:
        self._transport = transport


class BoundMethod(Generic[_I, _O]):
    """A method over a transport: call it."""

    __slots__ = ("_transport", "method")

    def __init__(self, transport: Transport, method: "Method[_I, _O]") -> None:
        self._transport = transport
        self.method = method

    def __call__(self, input: _I, /, *, timeout: "float | None" = None) -> "Coroutine[Any, Any, _O]":
        if self.method.deprecated is not None:
            warnings.warn(
                f"{self.method.target}: {self.method.deprecated.message}", DeprecationWarning, stacklevel=2
            )
        return call(self._transport, self.method, input, timeout=timeout)


class BoundEvent(Generic[_P]):
    """An event over a transport."""

    __slots__ = ("_transport", "event")

    def __init__(self, transport: Transport, event: "Event[_P]") -> None:
        self._transport = transport
        self.event = event

    def stream(self, *, last_event_id: "str | None" = None) -> "AsyncIterator[Envelope[_P]]":
        return stream(self._transport, self.event, last_event_id=last_event_id)

    async def emit(self, payload: _P, /) -> None:
        await emit(self._transport, self.event, payload)


class Events:
    """The handlers of an app: run() listens for all of them until it is cancelled."""

    def __init__(self, transport: "Transport | SdkServices") -> None:
        self._transport = connect(transport)
        self._handlers: "list[tuple[Event[Any], Callable[[Envelope[Any]], Any]]]" = []

    def on(
        self, event: "Event[_P]", /
    ) -> "Callable[[Callable[[Envelope[_P]], Awaitable[None]]], Callable[[Envelope[_P]], Awaitable[None]]]":
        def register(
            handler: "Callable[[Envelope[_P]], Awaitable[None]]",
        ) -> "Callable[[Envelope[_P]], Awaitable[None]]":
            self._handlers.append((event, handler))
            return handler

        return register

    def stream(
        self, event: "Event[_P]", /, *, last_event_id: "str | None" = None
    ) -> "AsyncIterator[Envelope[_P]]":
        return stream(self._transport, event, last_event_id=last_event_id)

    async def emit(self, event: "Event[_P]", payload: _P, /) -> None:
        await emit(self._transport, event, payload)

    async def run(self) -> None:
        import asyncio

        async def follow(event: "Event[Any]", handler: "Callable[[Envelope[Any]], Any]") -> None:
            async for item in stream(self._transport, event):
                await settled(handler(item))

        async with asyncio.TaskGroup() as group:
            for event, handler in self._handlers:
                group.create_task(follow(event, handler))
`;
