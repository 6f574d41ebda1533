"""Writes bench.html, bench.md and bench.json."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.bench.growth import plots
from eval.bench.rows import HEADS, Row, cells, document, table
from eval.report.page import TEMPLATES


def write_page(rows: Sequence[Row], setting: dict[str, Any], folder: Path) -> list[Path]:
    """Write what was measured, with plots of how it grows; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    found = document(rows, setting)
    written = {
        "bench.html": _html(rows, setting),
        "bench.md": f"# What Liaison costs\n\n{table(rows, setting)}\n",
        "bench.json": json.dumps(found, ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in written]


def _html(rows: Sequence[Row], setting: dict[str, Any]) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("bench.html").render(
        setting=setting,
        missed=[row for row in rows if row.met is False],
        with_target=[row for row in rows if row.met is not None],
        plots={name: Markup(svg) for name, svg in plots(rows).items()},  # noqa: S704 - our own SVG
        heads=HEADS,
        rows=[(row, cells(row)) for row in rows],
    )
