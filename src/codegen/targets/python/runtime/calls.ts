/** Calls, emits and streams over a transport, and the places of a client's tree. */
export const CALLS = `
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


def _send(
    transport: Transport, send: "Callable[..., Any]", target: str, payload: Any, idempotency_key: "str | None"
) -> Any:
    """A key goes to a transport that knows keys alone: a key that is dropped lets a call happen twice."""
    if idempotency_key is None:
        return send(target, payload)
    if getattr(transport, "takes_idempotency_keys", False) is not True:
        raise UnavailableError(target, "the transport takes no idempotency keys")
    return send(target, payload, idempotency_key=idempotency_key)


async def call(
    transport: Transport,
    method: "Method[_I, _O]",
    input: _I,
    /,
    *,
    timeout: "float | None" = None,
    idempotency_key: "str | None" = None,
) -> _O:
    """
    Calls a method. Raises BrokerError, or the class of an error that the contract declares. What is called again with
    the same key happens once.
    """
    try:
        payload = method.codec.encode("input", input) if method.codec else input
        answer = settled(_send(transport, transport.broker_call, method.target, payload, idempotency_key))
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


async def emit(
    transport: Transport, event: "Event[_P]", payload: _P, /, *, idempotency_key: "str | None" = None
) -> None:
    """Emits an event of a namespace that the app provides. What is emitted again with the same key happens once."""
    try:
        value = event.codec.encode("payload", payload) if event.codec else payload
        await settled(_send(transport, transport.broker_emit, event.target, value, idempotency_key))
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

    def __call__(
        self, input: _I, /, *, timeout: "float | None" = None, idempotency_key: "str | None" = None
    ) -> "Coroutine[Any, Any, _O]":
        if self.method.deprecated is not None:
            warnings.warn(
                f"{self.method.target}: {self.method.deprecated.message}", DeprecationWarning, stacklevel=2
            )
        return call(self._transport, self.method, input, timeout=timeout, idempotency_key=idempotency_key)


class BoundEvent(Generic[_P]):
    """An event over a transport."""

    __slots__ = ("_transport", "event")

    def __init__(self, transport: Transport, event: "Event[_P]") -> None:
        self._transport = transport
        self.event = event

    def stream(self, *, last_event_id: "str | None" = None) -> "AsyncIterator[Envelope[_P]]":
        return stream(self._transport, self.event, last_event_id=last_event_id)

    async def emit(self, payload: _P, /, *, idempotency_key: "str | None" = None) -> None:
        await emit(self._transport, self.event, payload, idempotency_key=idempotency_key)


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

    async def emit(
        self, event: "Event[_P]", payload: _P, /, *, idempotency_key: "str | None" = None
    ) -> None:
        await emit(self._transport, event, payload, idempotency_key=idempotency_key)

    async def run(self) -> None:
        import asyncio

        async def follow(event: "Event[Any]", handler: "Callable[[Envelope[Any]], Any]") -> None:
            async for item in stream(self._transport, event):
                await settled(handler(item))

        async with asyncio.TaskGroup() as group:
            for event, handler in self._handlers:
                group.create_task(follow(event, handler))
`;
