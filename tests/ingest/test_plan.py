"""The difference between what is remembered and what is there."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.catalogue import SourceFile
from assistant.domain.errors import InvalidInput
from ingest.discover import Discovery
from ingest.plan import check_drop, make_plan, slug, twins

ROOT = Discovery(roots=[Path("/reports")])


def a_file(path: str, digest: str = "d", **changes: Any) -> SourceFile:
    name = path.rpartition("/")[2]
    file = SourceFile(path.encode(), name, 1, 1, 1, 1, 1, 2, digest, reader="1", declared="")
    return replace(file, **changes)


def known(*files: SourceFile) -> dict[bytes, SourceFile]:
    return {f.path: replace(f, report_id=f.path.decode()) for f in files}


def test_new_changed_unchanged_vanished_and_unnamed_files_are_told_apart() -> None:
    before = known(
        a_file("/reports/same.md"),
        a_file("/reports/other.md"),
        a_file("/reports/gone.md"),
        a_file("/elsewhere/stays.md"),
        a_file("/reports-2/stays.md"),
    )
    now = [a_file("/reports/same.md"), a_file("/reports/other.md", "e"), a_file("/reports/new.md")]
    plan = make_plan(now, before, ROOT)
    assert [f.name for f in plan.added] == ["new.md"]
    assert [f.name for f in plan.changed] == ["other.md"]
    assert [f.name for f in plan.unchanged] == ["same.md"]
    assert [f.name for f in plan.removed] == ["gone.md"]
    assert [f.path for f in plan.elsewhere] == [b"/elsewhere/stays.md", b"/reports-2/stays.md"]
    assert plan.changed[0].report_id == "/reports/other.md"
    assert not plan.is_empty


@pytest.mark.parametrize("changes", [{"reader": "2"}, {"declared": "x"}, {"digest": "e"}])
def test_bytes_reader_and_declaration_each_mean_reading_again(changes: dict[str, str]) -> None:
    plan = make_plan([a_file("/reports/a.md", **changes)], known(a_file("/reports/a.md")), ROOT)
    assert [f.name for f in plan.changed] == ["a.md"]


def test_times_alone_mean_nothing() -> None:
    now = a_file("/reports/a.md", mtime_ns=5, ctime_ns=5, inode=5, seen_ns=9)
    assert make_plan([now], known(a_file("/reports/a.md")), ROOT).is_empty


def test_full_reads_all_that_is_found_and_keeps_the_rest() -> None:
    before = known(a_file("/reports/a.md"), a_file("/elsewhere/b.md"))
    plan = make_plan([a_file("/reports/a.md")], before, ROOT, full=True)
    assert [f.name for f in plan.changed] == ["a.md"]
    assert [f.name for f in plan.elsewhere] == ["b.md"]


def test_what_is_in_a_folder_that_cannot_be_listed_is_not_taken_for_gone() -> None:
    blind = Discovery(roots=[Path("/reports")], unreadable=[Path("/reports/locked")])
    before = known(a_file("/reports/locked/a.md"), a_file("/reports/b.md"))
    plan = make_plan([], before, blind)
    assert [f.name for f in plan.removed] == ["b.md"]


def test_ids_tell_what_they_stand_for_and_differ() -> None:
    paths = [
        "/reports/Gŵyr revisit.pdf",
        "/reports/x/y.pdf",
        "/reports/z/x/y.pdf",
        "/reports/!.pdf",
    ]
    plan = make_plan([a_file(path) for path in paths], {}, ROOT)
    ids = [f.report_id or "" for f in plan.added]
    assert len(set(ids)) == 4
    assert any(name.startswith("gwyr-revisit-") for name in ids)
    assert any(name.startswith("report-") for name in ids)


def test_a_library_that_moves_as_a_whole_keeps_its_ids() -> None:
    one = make_plan([a_file("/a/reports/x.pdf")], {}, Discovery(roots=[Path("/a")]))
    two = make_plan([a_file("/b/c/reports/x.pdf")], {}, Discovery(roots=[Path("/b")]))
    assert one.added[0].report_id == two.added[0].report_id


def _losing(gone: int, left: int) -> None:
    files = [a_file(f"/reports/{n}.md") for n in range(gone + left)]
    check_drop(make_plan(files[gone:], known(*files), ROOT))


@pytest.mark.parametrize(("gone", "left"), [(1, 1), (10, 5), (11, 44), (0, 0), (0, 3)])
def test_a_few_or_a_fifth_may_vanish(gone: int, left: int) -> None:
    _losing(gone, left)


@pytest.mark.parametrize(("gone", "left"), [(1, 0), (11, 43), (40, 32)])
def test_more_or_all_may_not(gone: int, left: int) -> None:
    with pytest.raises(InvalidInput, match=f"{gone} of the {gone + left} reports"):
        _losing(gone, left)


def test_replacing_the_only_report_by_another_is_no_loss() -> None:
    plan = make_plan([a_file("/reports/new.md")], known(a_file("/reports/old.md")), ROOT)
    check_drop(plan)


def test_files_with_the_same_content_are_named_together() -> None:
    files = [a_file("/r/b.md"), a_file("/r/a.md"), a_file("/r/c.md", "e"), a_file("/r/d.md", "f")]
    refused = [a_file("/r/x.md", "f", reason="No text.")]
    assert twins([*files, *refused]) == [("a.md", "b.md")]


def test_slugs_are_plain() -> None:
    assert slug("Fraud: “Time to Choose” (revisit)") == "fraud-time-to-choose-revisit"
    assert slug("日本") == "report"


FILES = st.lists(
    st.builds(
        a_file,
        st.sampled_from(
            [f"/{folder}/{name}.md" for folder in ("reports", "other") for name in "abcd"]
        ),
        st.sampled_from("de"),
    ),
    unique_by=lambda file: file.path,
)


@settings(deadline=None)
@given(now=FILES, before=FILES, full=st.booleans())
def test_every_file_is_in_one_part_and_repeating_the_plan_does_nothing(
    now: list[SourceFile], before: list[SourceFile], full: bool
) -> None:
    now = [file for file in now if file.path.startswith(b"/reports/")]
    plan = make_plan(now, known(*before), ROOT, full=full)
    parts = (plan.added, plan.changed, plan.unchanged, plan.removed, plan.elsewhere)
    paths = Counter(file.path for part in parts for file in part)
    assert set(paths) == {file.path for file in now} | {file.path for file in before}
    assert set(paths.values()) <= {1}
    after = {file.path: file for file in (*plan.to_keep, *plan.to_read)}
    assert len({file.report_id for file in after.values()}) == len(after)
    assert make_plan(now, after, ROOT).is_empty
