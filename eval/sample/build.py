"""`python -m eval.sample.build` makes the sample library from its sources, byte for byte."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from eval.sample.markup import Source, read_source
from eval.sample.pdf import write_pdf
from eval.sample.register import read_register
from eval.sample.web import write_html
from eval.sample.word import write_docx
from eval.sample.workbook import write_workbook

HERE = Path(__file__).parent
SOURCES, LIBRARY = HERE / "sources", HERE / "library"

WRITERS: dict[str, Callable[[Source, Path], None]] = {
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".html": write_html,
}


def build(target: Path = LIBRARY) -> list[Path]:
    """Make every report, `reports.yaml` and the registers under `target`; returns the files."""
    target.mkdir(parents=True, exist_ok=True)
    sources = [read_source(path) for path in sorted(SOURCES.glob("*.md"))]
    made = []
    for source in sources:
        path = target / source.file
        WRITERS[path.suffix](source, path)
        made.append(path)
    made.append(_write_catalogue(sources, target / "reports.yaml"))
    register = read_register()
    for version in register.versions:
        made.append(target / f"register-{version}.xlsx")
        write_workbook(register, version, made[-1])
    return made


def _write_catalogue(sources: list[Source], target: Path) -> Path:
    """What the documents do not say of themselves."""
    reports: list[dict[str, Any]] = [
        {
            "file": source.file,
            "title": _full_title(source),
            "published": source.published,
            "inspectorate": source.inspectorate,
            "kind": source.kind,
        }
        | {
            name: source.extra[name]
            for name in ("place", "withdrawn", "supersedes")
            if name in source.extra
        }
        for source in sources
    ]
    head = "# What the documents may not say of themselves. Made by eval/sample/build.py.\n"
    body = yaml.safe_dump({"reports": reports}, sort_keys=False, allow_unicode=True, width=100)
    target.write_text(head + body, encoding="utf-8", newline="\n")
    return target


def _full_title(source: Source) -> str:
    subtitle: str = source.extra.get("subtitle", "")
    if not subtitle or ": " in source.title:
        return source.title
    mark = "" if source.title.endswith("?") else ":"
    return f"{source.title}{mark} {subtitle if mark == '' else subtitle[0].lower() + subtitle[1:]}"


if __name__ == "__main__":
    for file in build():
        sys.stdout.write(f"{file.relative_to(HERE)}\n")
