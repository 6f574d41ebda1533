"""Brings the library and the register up to date with the files: look, plan, read, build."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from assistant.bootstrap import generation_writer, register_versions
from assistant.domain.catalogue import SourceFile
from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput, InvalidUse, StoreUnavailable
from assistant.ports import Encoder, GenerationWriter
from assistant.settings import Settings
from ingest.cut import cut, reader_version
from ingest.declarations import Declarations, digest_of
from ingest.discover import Discovery, Found, Refusal, discover, look
from ingest.opening import Limits
from ingest.patience import within
from ingest.plan import Plan, check_drop, make_plan, twins
from ingest.report import IngestReport, RegisterLoad
from ingest.sandbox import read_many

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be ingested; either kind alone will do, and what isn't named stays."""

    paths: tuple[Path, ...] = ()
    """Documents, or folders of them."""
    register: Path | None = None
    as_at: date | None = None
    """The day that the register shows; found in the file when not given."""
    profile: Path | None = None
    full: bool = False
    """Read every named file again, and take nothing over from a damaged index."""
    dry_run: bool = False
    """Say what would be done, and change nothing."""
    accept_drop: bool = False
    """Let any number of reports or entries vanish."""


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def ingest(
    request: Request,
    settings: Settings,
    progress: Progress = silent,
    encoder: Callable[[], Encoder] | None = None,
    limits: Limits | None = None,
) -> IngestReport:
    """Index documents and load a register; what can't be read is in the report, the rest goes on.

    Args:
        request: What to ingest.
        settings: The settings.
        progress: Told how far each stage is.
        encoder: Makes another encoder than the one that the settings name.
        limits: What reading one file may take.

    Raises:
        InvalidUse: nothing was named.
        InvalidInput: nothing of what was named is there, the register can't be read, or more
            would vanish than is likely to be meant. Nothing was changed.
        Busy: another ingest is running.
        StoreUnavailable: the index can't be written. Nothing was changed.
        ModelUnavailable: the embedding model can't be used. Nothing was changed.
    """
    if not request.paths and request.register is None:
        raise InvalidUse("Name a folder or a file to ingest, or a register with --register.")
    with generation_writer(settings, encoder) as writer:
        return _Run(request, settings, writer, progress, limits or Limits()).run()


class _Run:
    """One run, while it holds the writer's lock."""

    def __init__(
        self,
        request: Request,
        settings: Settings,
        writer: GenerationWriter,
        progress: Progress,
        limits: Limits,
    ) -> None:
        self._request = request
        self._settings = settings
        self._writer = writer
        self._progress = progress
        self._limits = limits
        self._report = IngestReport(dry_run=request.dry_run)
        self._failed: set[bytes] = set()

    def run(self) -> IngestReport:
        with self._timed("total"):
            known = self._known()
            with self._timed("look"):
                discovery, declarations, plan = self._look(known)
            self._load_register()
            if not self._request.dry_run:
                self._carry_out(plan, declarations)
            self._describe(plan, discovery, declarations)
        return self._report

    def _known(self) -> Mapping[bytes, SourceFile]:
        if not self._request.full:
            return self._writer.files
        try:
            self._writer.check()
        except StoreUnavailable as error:
            self._writer.start_afresh()
            self._report.notes.append(
                "Nothing was taken over from the index before, so what isn't under the named paths "
                f"has to be ingested again. {error}"
            )
        return self._writer.files

    def _look(self, known: Mapping[bytes, SourceFile]) -> tuple[Discovery, Declarations, Plan]:
        discovery = discover(self._request.paths, skip=self._settings.home)
        self._refuse(discovery.refused)
        self._check_roots(discovery)
        declarations = Declarations(discovery.declarations)
        self._refuse(declarations.refused)
        now = list(self._look_at_all(discovery, declarations, known))
        plan = make_plan(now, known, discovery, full=self._request.full)
        if not self._request.accept_drop:
            check_drop(plan)
        return discovery, declarations, plan

    def _check_roots(self, discovery: Discovery) -> None:
        empty = [
            root
            for root in discovery.roots
            if root.is_dir() and not any(f.path.is_relative_to(root) for f in discovery.files)
        ]
        if not self._request.accept_drop:
            for root in empty:
                discovery.roots.remove(root)
                reason = "There are no documents in this folder. Nothing of it was removed."
                self._report.refused.append((str(root), reason))
        if self._request.paths and not discovery.roots and self._request.register is None:
            raise InvalidInput("\n".join(f"{name}: {why}" for name, why in self._report.refused))

    def _look_at_all(
        self,
        discovery: Discovery,
        declarations: Declarations,
        known: Mapping[bytes, SourceFile],
    ) -> Iterator[SourceFile]:
        trusted = {} if self._request.full else known
        reader = f"{reader_version()}, {self._writer.encoder.identity}"
        for place, found in enumerate(discovery.files, 1):
            file = look(found, trusted, self._limits.file_bytes)
            self._progress("looking", place, len(discovery.files))
            if isinstance(file, SourceFile):
                file = replace(file, reader=reader, declared=digest_of(declarations.of(found.path)))
                file = _held_back(file, found, declarations, known)
            if isinstance(file, Refusal):
                self._refuse([file])
            else:
                yield file

    def _load_register(self) -> None:
        if self._request.register is None:
            return
        # Reading a spreadsheet takes a library that reports alone don't need.
        from ingest.register.load import load_register
        from ingest.register.profile import dump_profile

        path = self._request.register
        if not path.is_file():
            raise InvalidInput(f"There is no register {path}. Check the path.")
        with self._timed("register"):
            loaded = load_register(
                path,
                as_at=self._request.as_at,
                profile=self._request.profile,
                default_visibility=self._settings.register_visibility,
                progress=lambda done: self._progress("reading the register", done, 0),
            )
            version = loaded.version
            proposed = (
                None if self._request.profile else dump_profile(loaded.profile, lists_inline=True)
            )
            is_new = not self._request.dry_run and register_versions(self._settings).keep(
                version, path.read_bytes(), accept_drop=self._request.accept_drop
            )
        self._report.register = RegisterLoad(
            version=version.id,
            source=version.source,
            as_at=version.as_at,
            entries=len(version.entries),
            is_new=is_new,
            issues=version.issues,
            profile=proposed,
        )

    def _carry_out(self, plan: Plan, declarations: Declarations) -> None:
        if plan.is_empty and not self._request.full and self._writer.is_current():
            return
        for file in plan.to_keep:
            if file.reason is None:
                self._writer.keep(file)
            else:
                self._writer.refuse(file)
        with self._timed("read"):
            for file, outcome in self._read(plan):
                self._take(file, outcome, declarations)
        published = self._writer.publish(self._progress)
        self._report.is_new = True
        self._report.encoded = published.encoded
        self._report.took_s |= published.took_s

    def _read(self, plan: Plan) -> Iterator[tuple[SourceFile, Document | InvalidInput]]:
        files = {_path(file): file for file in plan.to_read}
        outcomes = read_many(list(files), self._limits)
        for place, (path, outcome, digest) in enumerate(outcomes, 1):
            file = files[path]
            yield replace(file, digest=digest or file.digest), outcome
            self._progress("reading", place, len(files))

    def _take(
        self, file: SourceFile, outcome: Document | InvalidInput, declarations: Declarations
    ) -> None:
        try:
            if isinstance(outcome, InvalidInput):
                raise outcome
            declared = declarations.of(_path(file))
            with within(self._limits.seconds, "Working out what the file holds"):
                reading = cut(file, outcome, declared, self._writer.encoder)
            self._writer.add(file, reading)
        except InvalidInput as error:
            self._writer.refuse(replace(file, report_id=None, reason=str(error)))
            self._report.refused.append((file.name, str(error)))
            self._failed.add(file.path)

    def _describe(self, plan: Plan, discovery: Discovery, declarations: Declarations) -> None:
        report = self._report
        report.added = [file.name for file in plan.added if file.path not in self._failed]
        report.changed = [file.name for file in plan.changed if file.path not in self._failed]
        report.unchanged = [file.name for file in plan.unchanged if file.reason is None]
        report.removed = [file.name for file in plan.removed if file.reason is None]
        report.refused += [
            (file.name, file.reason) for file in plan.unchanged if file.reason is not None
        ]
        report.ignored = discovery.ignored
        report.notes += declarations.unused(discovery.files)
        for names in twins((*plan.to_keep, *plan.to_read)):
            report.notes.append(f"{' and '.join(names)} have the same content; both are kept.")
        report.generation = self._writer.current()
        for name, count in self._writer.counts().items():
            if hasattr(report, name):
                setattr(report, name, count)

    def _refuse(self, refusals: list[Refusal]) -> None:
        self._report.refused += [(refusal.name, refusal.reason) for refusal in refusals]

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self._report.took_s[stage] = round(perf_counter() - start, 3)


def _path(file: SourceFile) -> Path:
    return Path(os.fsdecode(file.path))


def _held_back(
    file: SourceFile, found: Found, declarations: Declarations, known: Mapping[bytes, SourceFile]
) -> SourceFile | Refusal:
    """Where `reports.yaml` can't be read, a known file keeps what was declared; others wait."""
    if not declarations.is_broken_for(found.path):
        return file
    before = known.get(file.path)
    if before is not None and before.digest == file.digest:
        return replace(file, declared=before.declared, reader=before.reader)
    return Refusal(found.name, "What reports.yaml says of it can't be read, so it was left out.")
