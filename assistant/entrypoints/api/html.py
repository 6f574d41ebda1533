"""Pages for people, from templates that escape everything."""

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.language.wording import counted, say_day
from assistant.render.paper_text import printable

FOLDER = Path(__file__).parent / "templates"

_environment = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined
)
_environment.filters["day"] = say_day
_environment.filters["printable"] = printable
_environment.globals["counted"] = counted
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def render(name: str, **variables: Any) -> HTMLResponse:
    """Return the page that the template makes of the variables; a missing one is an error."""
    return HTMLResponse(fragment(name, **variables), headers=_HEADERS)


def fragment(name: str, **variables: Any) -> str:
    """Return what the template makes of the variables; a missing one is an error."""
    return _environment.get_template(name).render(**variables)
