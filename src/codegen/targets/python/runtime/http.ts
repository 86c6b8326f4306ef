export const HTTP_IMPORTS = [
  'import json',
  'import urllib.error',
  'import urllib.parse',
  'import urllib.request',
  'from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence',
  'from typing import Any',
] as const;
export const HTTP_NAMES = [
  'BrokerError',
  'Envelope',
  'InvalidOutputError',
  'UnavailableError',
  'error_for',
  'status_code',
] as const;

export const HTTP = String.raw`
_PATH = "/api/v1/os-broker"
_RETRYABLE = (408, 429, 502, 503, 504)
_LONGEST = 8_388_608
"""Characters that one event may have: a stream that never ends a line must not fill the memory."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A broker that answers from elsewhere would be handed the caller's token."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class HttpTransport:
    """
    Talks to a broker over HTTP: calls, emits, and one event stream per subscription. Headers are asked for anew each
    time: where a token belongs. Requests run in threads, so that an app's loop goes on.
    """

    takes_idempotency_keys = True

    def __init__(
        self,
        url: str,
        app: str,
        *,
        headers: "Callable[[], Mapping[str, str]] | None" = None,
        timeout: float = 30.0,
        opener: "urllib.request.OpenerDirector | None" = None,
    ) -> None:
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("a broker has an http or https address")
        self._base = url.rstrip("/") + _PATH
        self._app = app
        self._headers = headers
        self._timeout = timeout
        self._opener = opener or urllib.request.build_opener(_NoRedirects)
        self.retry_seconds = 0.5
        """How long to wait before a stream that broke is opened again; the broker may say otherwise."""

    async def broker_call(self, target: str, payload: Any, /, *, idempotency_key: "str | None" = None) -> Any:
        import asyncio

        text = await asyncio.to_thread(self._post, "/dispatch", target, payload, idempotency_key)
        body = _parsed(text)
        if not isinstance(body, dict) or "result" not in body:
            raise InvalidOutputError(target, "the broker's answer has no result", status=200)
        return body["result"]  # pyright: ignore[reportUnknownVariableType]

    async def broker_emit(self, target: str, payload: Any, /, *, idempotency_key: "str | None" = None) -> None:
        import asyncio

        await asyncio.to_thread(self._post, "/events/emit", target, payload, idempotency_key)

    async def broker_stream(
        self, targets: "Sequence[str]", last_event_id: "str | None", /
    ) -> "AsyncIterator[Envelope[Any]]":
        import asyncio
        import threading

        names = ",".join(targets)
        query = urllib.parse.urlencode({"targets": names, "caller_app_id": self._app})
        headers = {**self._common(), "Accept": "text/event-stream"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = last_event_id
        request = urllib.request.Request(f"{self._base}/events/stream?{query}", headers=headers)
        loop = asyncio.get_running_loop()
        queue: "asyncio.Queue[Envelope[Any] | BaseException | None]" = asyncio.Queue()
        response = await asyncio.to_thread(self._open, names, request, None)

        def hand_over(item: "Envelope[Any] | BaseException | None") -> None:
            try:
                loop.call_soon_threadsafe(queue.put_nowait, item)
            except RuntimeError:
                pass  # The loop is gone, and with it everybody who would read this.

        def read() -> None:
            try:
                if response.headers.get_content_type() != "text/event-stream":
                    raise InvalidOutputError(names, "the broker's answer is no event stream")
                for data, id in _server_events(response, last_event_id, self._retry_after):
                    hand_over(_envelope(names, data, id))
                hand_over(None)
            except BrokerError as error:
                hand_over(error)
            except Exception as error:
                hand_over(UnavailableError(names, str(error) or "the connection broke", retryable=True))

        threading.Thread(target=read, name=f"events {names}", daemon=True).start()
        try:
            while True:
                item = await queue.get()
                if item is None:
                    return
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            _shut(response)

    def _retry_after(self, milliseconds: int) -> None:
        self.retry_seconds = min(milliseconds / 1000, 30.0)

    def _common(self) -> "dict[str, str]":
        return {**(self._headers() if self._headers else {}), "X-Palette-Caller-App": self._app}

    def _post(self, path: str, target: str, payload: Any, idempotency_key: "str | None") -> str:
        body = json.dumps({"target": target, "payload": payload, "caller_app_id": self._app}, allow_nan=False)
        headers = {**self._common(), "Content-Type": "application/json", "Accept": "application/json"}
        if idempotency_key is not None:
            headers["Idempotency-Key"] = idempotency_key
        request = urllib.request.Request(self._base + path, body.encode("utf-8"), headers, method="POST")
        with self._open(target, request, self._timeout) as response:
            try:
                return str(response.read(), "utf-8")
            except OSError as error:
                raise UnavailableError(target, str(error), retryable=True) from error

    def _open(self, target: str, request: urllib.request.Request, timeout: "float | None") -> Any:
        try:
            return self._opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as error:
            with error:
                text = str(error.read(), "utf-8", "replace")
            raise _refusal(target, error.code, text) from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            code = "timeout" if isinstance(reason, TimeoutError) else "unavailable"
            raise error_for(code, target, str(reason), retryable=True) from error


def _refusal(target: str, status: int, text: str) -> BrokerError:
    """{detail: {code, message, detail, retryable}} says what it is; for any other body the status does."""
    body = _parsed(text)
    said: Any = body.get("detail") if isinstance(body, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    code = status_code(status)
    retryable = status in _RETRYABLE
    if isinstance(said, dict):
        told: "dict[str, Any]" = said  # pyright: ignore[reportUnknownVariableType]
        if isinstance(told.get("code"), str):
            again = told.get("retryable")
            message = told.get("message")
            return error_for(
                told["code"],
                target,
                message if isinstance(message, str) else f"the broker answered {told['code']}",
                detail=told.get("detail"),
                retryable=again if isinstance(again, bool) else retryable,
                status=status,
            )
    message = said if isinstance(said, str) else f"the broker answered {status}"
    return error_for(code, target, message, detail=said, retryable=retryable, status=status)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _envelope(targets: str, data: str, id: "str | None") -> "Envelope[Any]":
    body: Any = _parsed(data)
    if not isinstance(body, dict) or not isinstance(body.get("target"), str) or "payload" not in body:  # pyright: ignore[reportUnknownMemberType]
        raise InvalidOutputError(targets, "the broker's answer has an event without target or payload")
    event: "dict[str, Any]" = body  # pyright: ignore[reportUnknownVariableType]
    meta: Any = event.get("meta")
    time: Any = meta.get("occurredAt") if isinstance(meta, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return Envelope(id, event["target"], time if isinstance(time, str) else None, event["payload"])


def _server_events(
    response: Any, last_id: "str | None", retry_after: "Callable[[int], None]"
) -> "Iterator[tuple[str, str | None]]":
    """Messages of an event stream (WHATWG HTML, server-sent events): data and id."""
    id, kind, data = last_id, "", list[str]()
    for line in _lines(response):
        if line == "":
            if data and kind in ("", "message"):
                yield "\n".join(data), id or None
            kind, data = "", list[str]()
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            kind = value
        elif name == "id" and "\0" not in value:
            id = value
        elif name == "retry" and value.isascii() and value.isdigit() and len(value) < 10:
            retry_after(int(value))
        elif name == "data":
            data.append(value)
            if sum(map(len, data)) > _LONGEST:
                raise InvalidOutputError("events", "an event is too long")


def _lines(response: Any) -> "Iterator[str]":
    """Lines that end with LF, CRLF or CR; what follows the last one is no line yet."""
    rest = b""
    while True:
        chunk: bytes = response.read1(65536)
        if not chunk:
            return
        rest += chunk
        # A CR at the very end waits: an LF may follow.
        end = len(rest) - 1 if rest.endswith(b"\r") else len(rest)
        complete = rest[:end].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, last = complete.split(b"\n")
        for line in lines:
            yield line.decode("utf-8")
        rest = last + rest[end:]
        if len(rest) > _LONGEST:
            raise InvalidOutputError("events", "a line is too long")


def _shut(response: Any) -> None:
    """Ends a read that waits in another thread: closing alone would wait for it."""
    import socket

    try:
        socket.socket.shutdown(response.fp.raw._sock, socket.SHUT_RDWR)
    except (AttributeError, OSError):
        pass
`;
