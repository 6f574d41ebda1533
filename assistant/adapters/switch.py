"""The switch by which an operator silences every channel at once."""

import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain.errors import InvalidUse, StoreUnavailable, SwitchedOff

FLAG = "switched-off"
"""File of the home folder that says so by being there."""


class FileSwitch:
    """Off while the flag file is there. It is looked at for every answer, so it works at once."""

    def __init__(self, home: Path, contact: str = "the liaison team") -> None:
        self._flag = home / FLAG
        self._contact = contact

    def check(self) -> None:
        """Let an answer pass.

        Raises:
            SwitchedOff: the service is switched off.
        """
        if self.is_off():
            raise self.refusal()

    def refusal(self) -> SwitchedOff:
        """Return what is said in place of an answer."""
        return SwitchedOff(
            f"Liaison is switched off and answers nothing for now. Ask {self._contact}."
        )

    def is_off(self) -> bool:
        """Whether the service is switched off; so too where that can't be told."""
        try:
            self._flag.lstat()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True

    def off(self, why: str) -> None:
        """Switch off.

        Raises:
            StoreUnavailable: the flag can't be written.
        """
        document = {"why": why, "since": datetime.now(UTC).isoformat(timespec="seconds")}
        try:
            self._flag.parent.mkdir(parents=True, exist_ok=True)
            self._flag.write_text(json.dumps(document), encoding="utf-8")
        except OSError as error:
            raise StoreUnavailable(
                f"{self._flag} can't be written: {error.strerror}. Make a file of that name."
            ) from error

    def on(self) -> None:
        """Switch on.

        Raises:
            InvalidUse: it isn't off.
            StoreUnavailable: the flag can't be removed.
        """
        try:
            self._flag.unlink()
        except FileNotFoundError as error:
            raise InvalidUse("Liaison is not switched off.") from error
        except OSError as error:
            raise StoreUnavailable(f"{self._flag} can't be removed: {error.strerror}.") from error
