"""Where sentences stand, and reading no more of a report than is looked at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.reports.evidence.layout import lay_out
from assistant.reports.evidence.units import read_report
from assistant.reports.matching.candidates import MOST_ENCODED, read_text
from assistant.reports.search.retrieve import search
from assistant.reports.search.stores import ReportStores
from tests.builders import a_passage
from tests.fakes_reports import HashedWords, MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports

ALL = tuple(Visibility)
SECTIONS = [
    (
        "Scope",
        ["We visited six sites. They were: ", "- the custody suite. It was cold.", "- a court."],
    ),
    ("Scope", ["Two stood empty. Nobody knew why.", "Dr. Grey did."]),
    ("Findings", ["Records were // kept by hand. No. 4 was missing."]),
    ("Findings", ["- Recommendation 1: keep records.", "- Recommendation 2: count them."]),
]


class Watching:
    """A library that remembers which passages were read one by one or whole."""

    def __init__(self, library):
        self._library = library
        self.read = []

    def __getattr__(self, name):
        return getattr(self._library, name)

    def passages(self, ids):
        found = self._library.passages(ids)
        self.read += [passage.id for passage in found]
        return found

    def passages_at(self, report_id, ordinals):
        found = self._library.passages_at(report_id, ordinals)
        self.read += [passage.id for passage in found]
        return found

    def passages_of(self, report_id):
        found = self._library.passages_of(report_id)
        self.read += [passage.id for passage in found]
        return found


@pytest.fixture
def library():
    made = MemoryLibrary()
    write(made, report("sites", "Six sites"), SECTIONS)
    return made


def stores_over(library):
    plain = stores_of(library)
    watching = Watching(library)
    return ReportStores(watching, plain.dense, plain.words, plain.encoder), watching


def test_a_report_read_bit_by_bit_has_the_sentences_of_one_read_whole(library):
    own = library.report("sites")
    whole = read_report(library, own, library.passages_of("sites"))
    stores, _ = stores_over(library)
    bits = read_text(stores, own, ALL)
    for place in (5, 0, 9, 3, len(whole.units) - 1):
        assert bits.units[place] == whole.units[place]
    assert list(bits.units) == list(whole.units)
    assert [unit.place for unit in whole.units] == list(range(len(whole.units)))
    for unit in whole.units:
        assert bits.before(unit) == whole.before(unit)
        assert bits.after(unit) == whole.after(unit)
        assert bits.lead_in(unit) == whole.lead_in(unit)
        assert bits.items_after(unit) == whole.items_after(unit)
        assert bits.paragraph_before(unit) == whole.paragraph_before(unit)
        assert bits.of_passage(unit.passage.id) == whole.of_passage(unit.passage.id)


def test_only_the_passages_looked_at_are_read(library):
    stores, watching = stores_over(library)
    known = library.passages(["sites-2"])
    text = read_text(stores, library.report("sites"), ALL, known)
    first, *_ = text.of_passage("sites-2")
    assert watching.read == []
    assert first.text == "Records were kept by hand."
    assert text.after(text.of_passage("sites-2")[-1]).passage.id == "sites-3"
    assert watching.read == ["sites-3"]


def test_a_passage_of_another_report_has_no_sentences_here(library):
    write(library, report("other", "Another"), SECTIONS)
    stores, _ = stores_over(library)
    assert read_text(stores, library.report("sites"), ALL).of_passage("other-0") == ()
    assert read_text(stores, library.report("sites"), ALL).of_passage("nowhere") == ()


def test_a_passage_of_another_class_than_its_report_is_never_shown(library):
    secret = a_passage("Named.", id="sites-0", report_id="sites", visibility=Visibility.RESTRICTED)
    stores, watching = stores_over(library)
    watching.passages_at = lambda *_: [secret]
    text = read_text(stores, library.report("sites"), ALL)
    with pytest.raises(StoreUnavailable, match="liaison verify"):
        text.units[0]


def test_a_library_without_layouts_is_read_whole_and_only_what_may_be_seen(library):
    stores, watching = stores_over(library)
    watching.layout = lambda _: None
    own = library.report("sites")
    assert list(read_text(stores, own, ALL).units) == list(
        read_report(library, own, library.passages_of("sites")).units
    )
    assert len(read_text(stores, own, (Visibility.RESTRICTED,)).units) == 0


def test_a_search_reads_no_more_passages_than_it_returns(library):
    stores, watching = stores_over(library)
    found = search(stores, "records kept", classes=ALL, k=2)
    assert [each.passage.id for each in found] == watching.read
    assert len(found) == 2


def test_what_may_not_be_shown_makes_room_for_the_next(library):
    write(library, report("hidden", "Kept", visibility=Visibility.RESTRICTED), SECTIONS)
    plain = stores_of(library)

    class Leaking:
        def nearest(self, vector, k, classes, scope=()):
            return plain.dense.nearest(vector, k, ALL)

        def match(self, text, k, classes, scope=()):
            return plain.words.match(text, k, ALL)

    stores = ReportStores(library, Leaking(), Leaking(), plain.encoder)
    found = search(stores, "records kept by hand", classes=(Visibility.PUBLIC,), k=4)
    assert [each.passage.report_id for each in found] == ["sites"] * 4


class Counting(HashedWords):
    identity = "hashed words, counted"

    def __init__(self):
        self.encoded = []

    def encode(self, texts):
        self.encoded += texts
        return super().encode(texts)


def test_a_question_encodes_itself_and_a_few_sentences_once(library):
    encoder = Counting()
    stores = stores_of(library, encoder)
    encoder.encoded.clear()
    ask_reports(stores, "What did the inspectors say about records kept by hand?")
    assert 1 <= len(encoder.encoded) <= MOST_ENCODED + 1
    assert len(encoder.encoded) == len(set(encoder.encoded))


LINES = st.lists(
    st.text(alphabet="ab .\n!?1N", min_size=1, max_size=60).filter(str.strip),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(LINES)
def test_every_letter_is_in_exactly_one_sentence(texts):
    passages = [a_passage(text, ordinal=place) for place, text in enumerate(texts)]
    layout = lay_out(passages, [])
    for passage in passages:
        held = [
            passage.text[start:end]
            for ordinal, start, end in zip(layout.passages, layout.starts, layout.ends, strict=True)
            if ordinal == passage.ordinal
        ]
        assert "".join("".join(held).split()) == "".join(passage.text.split())
    assert list(layout.lines) == sorted(layout.lines)
