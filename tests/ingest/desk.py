"""A folder of reports, a home, and how to run ingest over them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.domain.sources import Visibility
from assistant.settings import Settings
from ingest.job import Request, ingest
from ingest.report import IngestReport
from tests.index_fakes import BagOfWords


class Desk:
    """A folder of reports, a home, and how to run over them."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.settings = Settings(home=folder / "home")
        self.encoder = BagOfWords()

    def write(self, name: str, *lines: str) -> Path:
        path = self.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(["# Inspection of canals", *(lines or (f"This is said by {name}.",))])
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def run(self, *paths: Path, **options: Any) -> IngestReport:
        named = paths or (() if "register" in options else (self.reports,))
        return ingest(Request(named, **options), self.settings, encoder=lambda: self.encoder)

    def generations(self) -> dict[str, bytes]:
        folder = self.settings.home / "generations"
        return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    def library(self, read: Callable[[Any], Any]) -> Any:
        from assistant.adapters.generation.opening import open_current

        generation = open_current(self.settings.home, exact_below=9, encoder=self.encoder.identity)
        try:
            return read(generation)
        finally:
            generation.close()

    def texts(self) -> str:
        def read(generation: Any) -> str:
            library = generation.library
            return "\n".join(
                passage.text
                for report in library.reports(list(Visibility))
                for passage in library.passages_of(report.id)
            )

        return str(self.library(read))
