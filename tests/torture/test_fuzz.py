"""Made-up inputs by the thousand: nothing falls over, and what must hold still holds.

Run with another seed by `--hypothesis-seed=N`; a failure prints the input that it was found with.
"""

import json
import re
import string
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error

from assistant.domain.catalogue import SourceFile
from assistant.domain.errors import InvalidInput, LiaisonError
from assistant.domain.people import LOCAL
from assistant.domain.register import DueBasis, Status
from assistant.domain.sources import Visibility
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.slack.guards import question_of
from assistant.grounding.quotations import quote_stands
from assistant.grounding.verdict import ground
from assistant.language.dates import find_dates
from assistant.language.deadlines import find_deadline
from assistant.language.numbers import find_numbers
from assistant.language.sentences import sentences
from assistant.language.words import fold, quotable, stems, words
from assistant.render.slack_answer import render_answer
from assistant.service import Assistant, Question
from assistant.settings import Settings
from ingest.cut import cut
from ingest.readers import read
from ingest.register.load import load_register
from tests.index_fakes import BagOfWords
from tests.ingest.places import assert_places_are_true
from tests.ingest.readers.word_files import paragraph, word_file
from tests.slack.bot import VIEWER
from tests.slack.test_rendering import _bombed, _safe

pytestmark = pytest.mark.torture
MANY = settings(
    deadline=None,
    max_examples=2_500,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    database=None,
)

MADE_OF = yaml.safe_load((Path(__file__).parent / "fuzz_words.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(MADE_OF["written"].split())
LINE = st.lists(WORDS, max_size=14).map(" ".join)
TEXT = st.lists(st.one_of(LINE, st.text(max_size=40)), min_size=1, max_size=12)


def whole_way(data: bytes, name: str) -> None:
    """Read, describe, split and search for findings, and check all places."""
    try:
        document = read(data, name)
    except InvalidInput:
        return
    assert_places_are_true(document)
    file = SourceFile(name.encode(), name, 1, 1, 1, 1, 1, 2, "0" * 64, "r1")
    try:
        reading = cut(file, document, None, BagOfWords())
    except InvalidInput:
        return
    pages = {page.number: page.text for page in document.pages}
    for passage in reading.passages:
        for part in passage.parts:
            shown = quotable(pages[part.page][part.page_start : part.page_end])
            assert quotable(passage.text[part.start : part.end]) in (shown, quotable(shown)) or (
                not shown.isascii()
            )
    for finding in reading.findings:
        assert finding.text.strip()
        assert set(finding.passage_ids) <= {passage.id for passage in reading.passages}


@MANY
@given(TEXT, st.sampled_from(["txt", "md"]))
def test_any_text_is_cut_where_it_stands(lines: list[str], ending: str) -> None:
    whole_way("\n\n".join(lines).encode("utf-8", "replace"), f"report.{ending}")


@MANY
@given(
    TEXT, st.lists(st.sampled_from(["p", "li", "h1", "h2", "td", "div", "span", "b"]), min_size=1)
)
def test_any_web_page_is_cut_where_it_stands(lines: list[str], tags: list[str]) -> None:
    body = "".join(
        f"<{tags[place % len(tags)]}>{line}</{tags[(place * 7) % len(tags)]}>"
        for place, line in enumerate(lines)
    )
    whole_way(f"<html><body><main>{body}</main></body></html>".encode("utf-8", "replace"), "r.html")


@MANY
@given(TEXT)
def test_any_word_file_is_cut_where_it_stands(lines: list[str]) -> None:
    kept = "".join(c for line in lines for c in (*line, "\n") if c == "\n" or c.isprintable())
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").split("\n")
    whole_way(word_file(*(paragraph(line) for line in escaped)), "r.docx")


@MANY
@given(st.text(max_size=200) | LINE)
def test_any_text_has_dates_numbers_and_sentences_where_they_stand(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
        assert found.day is None or isinstance(found.day, date)
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end
    assert fold(fold(text)) == fold(text)
    assert quotable(quotable(text)) == quotable(text)
    assert isinstance(words(text), list)
    assert isinstance(stems(text), list)
    deadline = find_deadline(text, date(2026, 3, 2))
    assert deadline is None or deadline.text in text


HEADERS = st.sampled_from(MADE_OF["headers"])
CELLS = st.one_of(
    st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=15),
    st.sampled_from(MADE_OF["cells"]),
)


@MANY
@given(
    st.lists(HEADERS, min_size=3, max_size=10), st.lists(st.lists(CELLS, max_size=11), max_size=6)
)
def test_any_register_is_loaded_with_every_row_or_refused(
    tmp_path_factory: pytest.TempPathFactory, header: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    quoted = (
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]
    )
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8", newline="")
    try:
        version = load_register(
            path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
        ).version
    except InvalidInput:
        return
    assert len({entry.id for entry in version.entries}) == len(version.entries)
    for entry in version.entries:
        assert entry.ref
        assert entry.due_basis is DueBasis.NONE or entry.due
        if entry.status is Status.CLOSED:
            assert not re.search(r"\bnot\b|\?", entry.status_text.lower())


ASKED = st.lists(
    st.sampled_from(MADE_OF["asked"].split()) | st.text(string.printable, max_size=6),
    min_size=1,
    max_size=18,
).map(" ".join)


@settings(MANY, max_examples=1_500)
@given(question=ASKED)
def test_any_question_is_answered_from_what_is_there_or_refused(
    sample_assistant: Assistant, question: str
) -> None:
    try:
        answer = sample_assistant.ask(Question(question, LOCAL))
    except LiaisonError:
        return
    for statement in answer.statements:
        for source in statement.sources:
            page = getattr(source, "page", None)
            if page is not None:
                text = sample_assistant.page(source.report_id, page, LOCAL).page.text
                assert quote_stands(source.quote, text), (question, source.quote)


@MANY
@given(LINE, st.lists(LINE, max_size=3), st.integers(1_000, 9_999))
def test_no_number_that_the_quotations_lack_is_grounded(
    said: str, quotes: list[str], number: int
) -> None:
    assert ground(said, quotes) is not None
    if str(number) not in " ".join(quotes) and f"{number:,}" not in " ".join(quotes):
        assert not ground(f"{said} {number} items were lost.", quotes).grounded


@settings(MANY, max_examples=1_000)
@given(
    st.text(max_size=120)
    | st.sampled_from(["<!channel>", "<@U1>", "<http://x|y>", "&lt;!here&gt;", "<!date^1^{d}|x>"])
    | LINE
)
def test_any_slack_text_stays_text(text: str) -> None:
    assert "<" not in question_of(f"<@U1BOT> {text}") or "<" in text.replace("&lt;", "<")
    for each in render_answer(_bombed(text), "id", VIEWER).messages:
        _safe(each)
        assert json.dumps(list(each.blocks))


def test_the_service_keeps_to_what_it_describes_at_length(
    sample_assistant: Assistant, sample_settings: Settings, record_property: Callable[..., None]
) -> None:
    described: Any = schemathesis.openapi.from_asgi(
        "/openapi.json", build_app(sample_assistant, sample_settings)
    )
    sent = 0
    for result in described.get_all_operations():

        @settings(MANY, max_examples=150, phases=[Phase.generate])
        @given(case=result.ok().as_strategy())
        def keeps(case: Any) -> None:
            nonlocal sent
            sent += 1
            case.call_and_validate(checks=[not_a_server_error])

        keeps()
    record_property("tried", sent)
    record_property("survived", sent)
