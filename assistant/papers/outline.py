"""The outline of the paper, which the force may replace: its sections, texts and limits."""

import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.domain.errors import InvalidUse

TEMPLATES = Path(str(files("prompts")))
"""The outline and the Word template that come with the program."""
MANDATORY = "attention"
SECTIONS = (
    "purpose",
    "programme",
    "thematic",
    "published",
    "position",
    MANDATORY,
    "upcoming",
    "recommendation",
    "contact",
    "background",
)
"""What code can fill a section with."""
_PLACE = re.compile(r"\{(\w*)\}")
_PLACES = frozenset({"force", "committee", "since", "until"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OutlineSection(_Part):
    """A section as the outline has it."""

    name: str
    heading: str = Field(min_length=1, max_length=200)
    text: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> "OutlineSection":
        if self.name not in SECTIONS:
            raise ValueError(f"“{self.name}” is no section; they are {', '.join(SECTIONS)}")
        for text in self.text:
            for place in _PLACE.findall(text):
                if place not in _PLACES:
                    raise ValueError(f"“{{{place}}}” is not known; use {', '.join(_PLACES)}")
        return self


class Quotations(_Part):
    """How much is quoted of each report."""

    findings: int = Field(default=5, ge=0, le=50)
    scope: int = Field(default=3, ge=0, le=50)
    force: int = Field(default=4, ge=0, le=50)


class Rows(_Part):
    """How many rows tables may have."""

    table: int = Field(default=15, ge=1)
    annex: int = Field(default=150, ge=0)


class Statutory(_Part):
    """How section 55 of the Police Act 1996 is applied."""

    duty_of: str = "the police and crime commissioner"
    not_for: tuple[str, ...] = ()


class Outline(_Part):
    """The whole outline."""

    title: str = Field(min_length=1, max_length=200)
    sections: tuple[OutlineSection, ...]
    quotations: Quotations = Quotations()
    rows: Rows = Rows()
    due_next_days: int = Field(default=92, ge=1, le=3660)
    timeline_months: int = Field(default=12, ge=1, le=120)
    findings_headings: tuple[str, ...] = ()
    scope_headings: tuple[str, ...] = ()
    skip_headings: tuple[str, ...] = ()
    statutory: Statutory = Statutory()
    digest: str = ""

    @model_validator(mode="after")
    def _once(self) -> "Outline":
        names = [each.name for each in self.sections]
        twice = sorted({each for each in names if names.count(each) > 1})
        if twice:
            raise ValueError(f"the section “{twice[0]}” stands twice")
        return self

    def whole(self) -> tuple[OutlineSection, ...]:
        """Return the sections, the mandatory one put in where it was left out."""
        names = [each.name for each in self.sections]
        if MANDATORY in names:
            return self.sections
        at = names.index("recommendation") if "recommendation" in names else len(names)
        added = OutlineSection(name=MANDATORY, heading="Matters for attention")
        return (*self.sections[:at], added, *self.sections[at:])


def read_outline(path: Path | None) -> Outline:
    """Return the outline of the file, else the one that comes with the program.

    Raises:
        InvalidUse: the file can't be read or isn't an outline; the message says where.
    """
    source = path or TEMPLATES / "paper_outline.yaml"
    try:
        data = source.read_bytes()
        held = yaml.safe_load(data)
        if not isinstance(held, dict):
            raise InvalidUse(f"The outline {source} doesn't hold named parts such as `sections`.")
        return Outline(**{**held, "digest": sha256(data).hexdigest()})
    except OSError as error:
        raise InvalidUse(f"The outline {source} can't be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidUse(f"The outline {source} is no YAML file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise InvalidUse(f"The outline {source} can't be used: {where}: {first['msg']}.") from error


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text of the outline with its places filled, white space folded."""
    return " ".join(_PLACE.sub(lambda match: values[match[1]], text).split())
