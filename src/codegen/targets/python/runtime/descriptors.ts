/** What a contract says of its targets, and what carries calls of them. */
export const DESCRIPTORS = `
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
`;
