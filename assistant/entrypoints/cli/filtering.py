"""The register's filters as options of a command."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from assistant.entrypoints.cli.dates import Day
from assistant.register.filters import Filters


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command that has an option for each filter before its own options.

    Args:
        command: Takes the filters first, by whatever name.
    """

    @wraps(command)
    def filtering(**given: Any) -> None:
        chosen = {name: given.pop(name) for name in Filters.model_fields}
        command(_filters(chosen), **given)

    own = list(signature(command).parameters.values())[1:]
    options = [_option(name, field) for name, field in Filters.model_fields.items()]
    # Typer reads a command's options from its signature.
    filtering.__signature__ = Signature([*options, *own])  # type: ignore[attr-defined]
    return filtering


def _filters(chosen: dict[str, Any]) -> Filters:
    try:
        return Filters(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as error:
        (wrong, *_) = error.errors()
        option = _flag(str(wrong["loc"][0]))
        raise typer.BadParameter(f"{wrong['msg']}.", param_hint=f"'{option}'") from error


def _option(name: str, field: FieldInfo) -> Parameter:
    if field.annotation is bool:
        kind: Any = Annotated[bool, typer.Option(_flag(name), help=field.description)]
    elif field.annotation == str | None:
        kind = Annotated[str | None, typer.Option(metavar="X", help=field.description)]
    else:
        kind = Annotated[date | None, typer.Option(metavar="D", parser=Day, help=field.description)]
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=field.default, annotation=kind)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")
