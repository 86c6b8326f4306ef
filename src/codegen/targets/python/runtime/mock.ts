export const MOCK_IMPORTS = [
  'import json',
  'from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence',
  'from typing import Any, TypeVar',
] as const;
export const MOCK_NAMES = [
  'BrokerError',
  'Envelope',
  'Event',
  'Method',
  'NotFoundError',
  'ProviderError',
  'settled',
] as const;

export const MOCK = `
_MI = TypeVar("_MI")
_MO = TypeVar("_MO")
_MP = TypeVar("_MP")


def _over_wire(value: Any) -> Any:
    return json.loads(json.dumps(value))


class MockTransport:
    """A broker in memory. Values travel as JSON, as they do over a wire."""

    retry_seconds = 0.0
    takes_idempotency_keys = True

    def __init__(self, local: "Mapping[str, Any] | None" = None) -> None:
        self.calls: "list[tuple[str, Any]]" = []
        """What was called, in order: target and payload."""
        self.emitted: "list[tuple[str, Any]]" = []
        self.idempotency_keys: "list[str | None]" = []
        """The key of each call and each emit, in order; None where there was none."""
        self._local = dict(local or {})
        self._handlers: "dict[str, Callable[[Any], Any]]" = {}
        self._log: "list[Envelope[Any]]" = []
        self._codecs: "dict[str, Any]" = {}

    def on(self, method: "Method[_MI, _MO]", handler: "Callable[[_MI], _MO | Awaitable[_MO]]") -> "MockTransport":
        """Answers a method with what the handler gives or raises."""
        self._handlers[method.target] = handler
        self._codecs[method.target] = method.codec
        return self

    def send(self, event: "Event[_MP]", payload: _MP, *, time: "str | None" = None) -> str:
        """Sends an event to every stream of its target; gives its id."""
        value = event.codec.encode("payload", payload) if event.codec else payload
        return self._add(event.target, value, time)

    async def broker_call(self, target: str, payload: Any, /, *, idempotency_key: "str | None" = None) -> Any:
        payload = _over_wire(payload)
        self.idempotency_keys.append(idempotency_key)
        self.calls.append((target, payload))
        handler = self._handlers.get(target)
        if handler is None:
            return self._from_local(target, payload)
        codec = self._codecs[target]
        try:
            result = await settled(handler(codec.decode("input", payload) if codec else payload))
        except BrokerError:
            raise
        except Exception as error:
            raise ProviderError(target, str(error)) from error
        return _over_wire(codec.encode("output", result) if codec else result)

    async def broker_emit(self, target: str, payload: Any, /, *, idempotency_key: "str | None" = None) -> None:
        self.idempotency_keys.append(idempotency_key)
        self.emitted.append((target, _over_wire(payload)))
        self._add(target, payload, None)

    async def broker_stream(
        self, targets: "Sequence[str]", last_event_id: "str | None", /
    ) -> "AsyncIterator[Envelope[Any]]":
        import asyncio

        after = len(self._log) if last_event_id is None else int(last_event_id)
        while True:
            while after < len(self._log):
                item = self._log[after]
                after += 1
                if item.target in targets:
                    yield item
            await asyncio.sleep(0.001)

    def _add(self, target: str, payload: Any, time: "str | None") -> str:
        id = str(len(self._log) + 1)
        self._log.append(Envelope(id, target, time, _over_wire(payload)))
        return id

    def _from_local(self, target: str, payload: Any) -> Any:
        """Mocks of .palette/app-services.local.json: of the target and payload, else of the target."""
        key = f"{target} {json.dumps(payload, sort_keys=True, separators=(',', ':'))}"
        for candidate in (key, target):
            if candidate in self._local:
                return _over_wire(self._local[candidate])
        raise NotFoundError(target, "the mock has no handler")
`;
