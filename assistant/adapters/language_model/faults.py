"""Why a call of the endpoint came to nothing."""


class EndpointFault(Exception):
    """The endpoint gave no usable reply. The message is a sentence for a person."""

    may_have_run = False
    """The model may have done its work, and be charged for."""


class Unreachable(EndpointFault):
    """No connection, or it broke before a reply came. Worth trying once more."""


class Refused(EndpointFault):
    """The endpoint replied with a status that says no."""

    def __init__(self, status: int) -> None:
        super().__init__(_SAID.get(status, f"The language model's endpoint replied {status}."))
        self.status = status

    @property
    def passing(self) -> bool:
        """Whether the same call may well succeed in a moment."""
        return self.status == _TOO_MANY or self.status >= _SERVER_FAULTS


class TooSlow(EndpointFault):
    """The reply took longer than it may."""

    may_have_run = True


class TooLong(EndpointFault):
    """The reply has more bytes than it may."""

    may_have_run = True


class Unreadable(EndpointFault):
    """The reply isn't of the endpoint's own protocol."""

    may_have_run = True


_TOO_MANY = 429
_SERVER_FAULTS = 500
_SAID = {
    401: "The language model's endpoint doesn't accept the key (401).",
    403: "The language model's endpoint doesn't permit this (403).",
    404: "The language model's endpoint doesn't know the model or the address (404).",
    _TOO_MANY: "The language model's endpoint has too much to do (429).",
}


def fault_in(error: BaseException) -> EndpointFault | None:
    """Return the fault that an error of some client library was made from, if it was."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        if isinstance(at, EndpointFault):
            return at
        seen.add(id(at))
        at = at.__cause__ or at.__context__
    return None
