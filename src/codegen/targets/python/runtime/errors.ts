/** What goes wrong with any call, and the base of what a contract declares. */
export const ERRORS = `
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
`;
