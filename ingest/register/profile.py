"""The profile: what a register's headers and words mean."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from assistant.domain.errors import InvalidInput
from assistant.domain.register import Status
from assistant.domain.sources import FindingKind, Visibility
from ingest.register.columns import Column, plain_header


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Headers(_Part):
    """Headers that mean a field."""

    names: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    """Headers that mean it only where no other column does and their values can be it."""
    fitting: tuple[str, ...] = ()
    """Headers that may mean it, or another field: their values tell."""


class StatusWords(_Part):
    """Words of a register that mean one of our statuses."""

    words: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


class Dates(_Part):
    """How dates are written."""

    day_first: bool = True


class Profile(_Part):
    """How to read a register. Keys and meanings are explained in the built-in `profile.yaml`."""

    columns: dict[Column, Headers] = {}
    dates: Dates = Dates()
    separators: tuple[str, ...] = (";", "\n")
    statuses: dict[Status, StatusWords] = {}
    kinds: dict[FindingKind, tuple[str, ...]] = {}
    kind_words: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    markings: dict[Visibility, tuple[str, ...]] = {}
    blanks: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    """Sheets to read; none means every sheet with a header that fits."""
    header_row: int | None = None
    """Row of the header, as the spreadsheet counts; found by itself when not given."""
    hidden: bool = False
    """Also read hidden sheets, rows and columns."""

    @model_validator(mode="before")
    @classmethod
    def _short_columns(cls, given: Any) -> Any:
        """Allow `owner: Lead` and `owner: [Lead, SRO]` for `owner: {names: [Lead, SRO]}`."""
        if not isinstance(given, dict) or not isinstance(given.get("columns"), dict):
            return given
        columns = {
            column: {"names": [headers] if isinstance(headers, str) else headers}
            if isinstance(headers, str | list)
            else headers
            for column, headers in given["columns"].items()
        }
        return given | {"columns": columns}

    @field_validator("separators")
    @classmethod
    def _no_blank_separator(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if "" in given:
            raise ValueError("a separator can't be empty")
        return given


@cache
def builtin_profile() -> Profile:
    """Return the profile that ships with the project."""
    text = files("ingest.register").joinpath("profile.yaml").read_text(encoding="utf-8")
    return Profile.model_validate(yaml.safe_load(text))


def read_profile(path: Path | None) -> Profile:
    """Return the built-in profile with the parts that a file names replaced.

    Raises:
        InvalidInput: the file can't be read, or says something that a profile doesn't know.
    """
    if path is None:
        return builtin_profile()
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        own = Profile.model_validate(given or {})
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"The profile {path} can't be read: {error}.") from error
    except yaml.YAMLError as error:
        raise InvalidInput(f"The profile {path} is no YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ": ".join(str(part) for part in first["loc"])
        raise InvalidInput(
            f"The profile {path} can't be used: {place or 'its content'}: {first['msg']}."
        ) from error
    return _merged(builtin_profile(), own)


def _merged(base: Profile, own: Profile) -> Profile:
    named = own.model_fields_set
    parts: dict[str, Any] = {name: getattr(own, name) for name in named}
    for name in ("columns", "statuses", "kinds", "markings"):
        if name in named:
            parts[name] = getattr(base, name) | getattr(own, name)
    if "columns" in named:
        parts["columns"] = _without_claimed(base, own) | own.columns
    return base.model_copy(update=parts)


def _without_claimed(base: Profile, own: Profile) -> dict[Column, Headers]:
    """Return the built-in headers without those that the file's own profile gives a meaning."""
    claimed = {
        plain_header(name)
        for headers in own.columns.values()
        for name in (*headers.names, *headers.otherwise, *headers.fitting)
    }

    def left(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if plain_header(name) not in claimed)

    return {
        column: Headers(
            names=left(headers.names),
            otherwise=left(headers.otherwise),
            fitting=left(headers.fitting),
        )
        for column, headers in base.columns.items()
    }


def dump_profile(profile: Profile, *, lists_inline: bool = False) -> str:
    """Return a profile as YAML that `read_profile` reads, to be saved and edited."""
    plain = profile.model_dump(mode="json", exclude_defaults=True)
    plain["columns"] = {
        column: headers["names"] if list(headers) == ["names"] else headers
        for column, headers in plain.get("columns", {}).items()
    }
    return yaml.safe_dump(
        _named(plain),
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None if lists_inline else False,
    )


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {_named(key): _named(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value
