"""What can go wrong, each with a sentence for the person and an exit code for programs."""

from typing import ClassVar


class LiaisonError(Exception):
    """Base of all our errors. The message says what happened, to what, and what to do."""

    exit_code: ClassVar[int] = 1


class InvalidInput(LiaisonError):
    """A file or row was refused; everything else went on."""


class InvalidUse(LiaisonError):
    """Bad arguments or settings."""

    exit_code = 2


class StoreUnavailable(LiaisonError):
    """A store that is needed cannot be reached, or is damaged."""

    exit_code = 3


class ModelUnavailable(LiaisonError):
    """An embedding or language model that is needed cannot be loaded or reached."""

    exit_code = 3


class Busy(LiaisonError):
    """Another process is doing this, or too many are waiting. Try again later."""


class TooMany(Busy):
    """One person or place asks or tries too often. Others are served."""


class SwitchedOff(LiaisonError):
    """An operator has switched the service off. It answers nobody until it is switched on."""

    exit_code = 3


class NotIdentified(LiaisonError):
    """No proof of who asks, or one that does not hold."""


class NotPermitted(LiaisonError):
    """The person may not do or see this."""


class NotFound(LiaisonError):
    """There is no such thing, or the person may not know of it."""


class OutOfSpace(StoreUnavailable):
    """The disk is full. Everything stands as it was before."""

    exit_code = 1
