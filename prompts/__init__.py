"""The prompts that a language model is given, each a file that states its variables.

A prompt is a Markdown file of this folder: front matter in YAML (`purpose`, and `variables` with
what each is), then the text as a Jinja template. A value is put in as it stands and never read as
a template itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FENCE = "---\n"
# Prompts are plain text for a model: escaping for HTML would change what it reads.
_jinja = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


class PromptError(ValueError):
    """A prompt doesn't exist, is badly written, or is given other variables than it states."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as it is written."""

    name: str
    purpose: str
    variables: Mapping[str, str]
    """Name -> what it is."""
    body: str
    digest: str
    """SHA-256 of the whole file, by which an answer says what it was made with."""


def render(name: str, **variables: object) -> str:
    """Return the prompt with its variables filled in.

    Raises:
        PromptError: there is no such prompt, or a variable is missing or surplus.
    """
    prompt = _load(name)
    missing = sorted(prompt.variables.keys() - variables.keys())
    surplus = sorted(variables.keys() - prompt.variables.keys())
    if missing or surplus:
        raise PromptError(
            f"The prompt “{name}” takes {', '.join(sorted(prompt.variables)) or 'no variables'}; "
            f"missing: {', '.join(missing) or 'none'}; surplus: {', '.join(surplus) or 'none'}."
        )
    try:
        return _template(name).render(variables)
    except TemplateError as error:
        raise PromptError(f"The prompt “{name}” can't be filled in: {error}.") from error


def digest(name: str) -> str:
    """Return the SHA-256 of a prompt's file.

    Raises:
        PromptError: there is no such prompt.
    """
    return _load(name).digest


def variables(name: str) -> Mapping[str, str]:
    """Return what a prompt must be given: name -> what it is.

    Raises:
        PromptError: there is no such prompt.
    """
    return _load(name).variables


def parse(name: str, text: str) -> Prompt:
    """Read a prompt's file.

    Raises:
        PromptError: it has no front matter, or its text uses other variables than that states.
    """
    opening, _, rest = text.partition(_FENCE)
    head, closing, body = rest.partition("\n" + _FENCE)
    if opening or not closing:
        raise PromptError(f"The prompt “{name}” doesn't begin with front matter between “---”.")
    try:
        stated: Any = yaml.safe_load(head)
        used = meta.find_undeclared_variables(_jinja.parse(body))
    except (yaml.YAMLError, TemplateSyntaxError) as error:
        raise PromptError(f"The prompt “{name}” can't be read: {error}.") from error
    if not isinstance(stated, dict) or not isinstance(stated.get("variables"), dict):
        raise PromptError(f"The front matter of the prompt “{name}” states no variables.")
    if used != stated["variables"].keys():
        raise PromptError(
            f"The prompt “{name}” states {sorted(stated['variables'])} and uses {sorted(used)}."
        )
    return Prompt(
        name=name,
        purpose=str(stated.get("purpose", "")),
        variables={str(key): str(value) for key, value in stated["variables"].items()},
        body=body.strip("\n") + "\n",
        digest=sha256(text.encode()).hexdigest(),
    )


@cache
def _load(name: str) -> Prompt:
    file = files("prompts").joinpath(f"{name}.md")
    if not name.isidentifier() or not file.is_file():
        raise PromptError(f"There is no prompt “{name}”.")
    return parse(name, file.read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    return _jinja.from_string(_load(name).body)
