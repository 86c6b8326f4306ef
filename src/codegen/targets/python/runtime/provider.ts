/** Answers calls: handlers by method, over whatever server the app has, or through the SDK. */
export const PROVIDER = `
Handler = Callable[[Any, _I], Awaitable[_O]]
"""Answers a method: it is given the app's context and the input."""

_STATUS = {
    "unavailable": 503,
    "denied": 403,
    "not_found": 404,
    "timeout": 504,
    "invalid_input": 422,
    "provider_error": 500,
    "internal": 500,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the broker is answered: the status, and the JSON value of the body."""

    status: int
    body: "dict[str, Any]"


class Provider:
    """The handlers of an app."""

    def __init__(self) -> None:
        self._handlers: "dict[str, tuple[Method[Any, Any], Callable[[Any, Any], Any]]]" = {}

    def provide(self, method: "Method[_I, _O]", /) -> "Callable[[Handler[_I, _O]], Handler[_I, _O]]":
        """Takes the function that it decorates as the method's handler."""

        def register(handler: "Handler[_I, _O]") -> "Handler[_I, _O]":
            self._handlers[method.target] = (method, handler)
            return handler

        return register

    async def answer(self, target: str, payload: Any, ctx: Any = None, /) -> Any:
        """The handler's answer. Raises BrokerError."""
        if target not in self._handlers:
            raise NotFoundError(target, "this app has no such method")
        method, handler = self._handlers[target]
        try:
            result = await settled(handler(ctx, method.codec.decode("input", payload) if method.codec else payload))
            return method.codec.encode("output", result) if method.codec else result
        except BrokerError:
            raise
        except Exception as error:
            raise ProviderError(target, "the provider failed") from error

    async def handle(self, target: str, payload: Any, ctx: Any = None, /) -> Reply:
        """Answers one request of the broker. A handler that fails says no more than that it did."""
        try:
            return Reply(200, {"result": await self.answer(target, payload, ctx)})
        except BrokerError as error:
            code = error.provider_code or error.code
            detail: "dict[str, Any]" = {"code": code, "message": error.message, "retryable": error.retryable}
            if error.detail is not None:
                detail["detail"] = error.detail
            return Reply(_STATUS.get(code, 409), {"detail": detail})

    def broker_call(self, target: str, payload: Any, /) -> Any:
        """A provider is a transport too, for clients in the same process."""
        return self.answer(target, payload)

    def broker_emit(self, target: str, payload: Any, /) -> Any:
        raise UnavailableError(target, "a provider alone carries no events")


def provide(method: "Method[_I, _O]", /) -> "Callable[[Handler[_I, _O]], Handler[_I, _O]]":
    """Registers the function that it decorates with palette_sdk, as @service does, with the method's own scope."""

    def register(handler: "Handler[_I, _O]") -> "Handler[_I, _O]":
        service = import_module("palette_sdk").service
        service(method.name, scope=method.scope, label=method.name, description=(handler.__doc__ or "").strip())(handler)
        return handler

    return register


def on(
    event: "Event[_P]", /
) -> "Callable[[Callable[[Any, _P], Awaitable[None]]], Callable[[Any, _P], Awaitable[None]]]":
    """Registers the function that it decorates with palette_sdk.events.on; it is given the context and the payload."""

    def register(handler: "Callable[[Any, _P], Awaitable[None]]") -> "Callable[[Any, _P], Awaitable[None]]":
        import_module("palette_sdk").events.on(event.target)(handler)
        return handler

    return register
`;
