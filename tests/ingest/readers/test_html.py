import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import BlockKind, Document
from assistant.domain.errors import InvalidInput
from ingest.readers import read
from tests.ingest.places import assert_places_are_true


def opened(markup: str | bytes, name: str = "report.html") -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    document = read(data, name)
    assert_places_are_true(document)
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


PAGE = """<!doctype html><html><head><title>Fraud - Reports - Inspectorate</title></head><body>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<header><a href="/">Inspectorate</a></header>
<nav><ul><li><a href="/a">Home</a></li></ul></nav>
<main><h1>Fraud: time to act</h1><p>Published on: 5 August 2021</p>
<h2>Findings</h2><p>Forces <b>do</b> well<br>enough.</p>
<script>alert(1)</script></main>
<footer>Crown copyright</footer></body></html>"""


def test_the_report_is_read_without_the_site_around_it() -> None:
    document = opened(PAGE)

    assert texts(document) == [
        "Fraud: time to act", "Published on: 5 August 2021", "Findings", "Forces do well enough.",
    ]  # fmt: skip
    assert document.blocks[3].heading == ("Fraud: time to act", "Findings")
    assert len(document.pages) == 1
    assert "cookies" not in document.pages[0].text


def test_without_a_main_part_navigation_and_banners_still_go() -> None:
    document = opened(
        "<html><body><ul class='breadcrumbs'><li>Home</li></ul><h1>Letter</h1><p>Dear all</p>"
        "<aside>Related</aside><div id='cookie-consent'>Cookies!</div></body></html>"
    )

    assert texts(document) == ["Letter", "Dear all"]


def test_a_class_that_only_sounds_like_furniture_does_not_hide_the_report() -> None:
    document = opened(
        "<html><body><div class='page menu'><h1>Report</h1><p>All of the text.</p></div>"
    )

    assert texts(document) == ["Report", "All of the text."]


def test_the_title_and_date_outside_the_main_part_are_kept() -> None:
    document = opened(
        "<html><body><header><h1>An inspection</h1><p>Published on: 8 March 2023</p></header>"
        f"<main><p>{'Words. ' * 60}</p></main></body></html>"
    )

    assert texts(document)[:2] == ["An inspection", "Published on: 8 March 2023"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>X9</p>",
        '<p style="display:none">X9</p>',
        '<p style="visibility: hidden">X9</p>',
        '<span style="font-size:0">X9</span>',
        '<span style="font-size:1px">X9</span>',
        '<span style="color:#ffffff">X9</span>',
        '<span style="color: white">X9</span>',
        '<font color="#FFFFFF">X9</font>',
        '<div style="position:absolute;left:-9999px">X9</div>',
        '<div style="opacity:0">X9</div>',
        '<div style="height:0;overflow:hidden">X9</div>',
        '<style>.gone{display:none}</style><p class="a gone">X9</p>',
        '<style>#gone{visibility:hidden}</style><p id="gone">X9</p>',
        '<p class="visually-hidden">X9</p>',
        "<template>X9</template><noscript>X9</noscript><!-- X9 -->",
        '<iframe srcdoc="X9">X9</iframe>',
    ],
)
def test_what_a_reader_does_not_see_is_never_text(hidden: str) -> None:
    document = opened(f"<html><body><p>Seen words.</p>{hidden}</body></html>")

    assert texts(document) == ["Seen words."]
    assert "X9" not in document.pages[0].text


def test_hidden_text_is_noted() -> None:
    document = opened('<html><body><p>Seen.</p><p style="display:none">Not.</p></body></html>')

    assert any("hidden text" in note for note in document.notes)


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="background:#1d70b8"><p style="color:white">Shown</p></div>',
        '<table bgcolor="navy"><tr><td><font color="white">Shown</font></td></tr></table>',
        '<p aria-hidden="true">Shown</p>',
        "<style>@media print{.s{display:none}}</style><p class='s'>Shown</p>",
        '<p style="font-size:10px">Shown</p>',
        '<p style="border-color:white;line-height:0.9">Shown</p>',
    ],
)
def test_what_a_reader_does_see_is_kept(shown: str) -> None:
    assert "Shown" in texts(opened(f"<html><body>{shown}</body></html>"))


def test_ordered_lists_print_their_marks() -> None:
    document = opened(
        "<html><body><ol type=I start=3><li>Three<ul><li>inner</li></ul></li><li value=7>Seven</li>"
        "</ol><ol reversed><li>b</li><li>a</li></ol><ol type=a><li>x</li></ol></body></html>"
    )

    assert [(block.marker, block.level, block.text) for block in document.blocks] == [
        ("III.", 1, "Three"),
        ("•", 2, "inner"),
        ("VII.", 1, "Seven"),
        ("2.", 1, "b"),
        ("1.", 1, "a"),
        ("a.", 1, "x"),
    ]


def test_tables_and_definitions_keep_their_cells_and_layout_tables_are_text() -> None:
    document = opened(
        "<html><body><table><caption>Grades</caption><tr><th>Area<th>Grade<tr><td>Victims<td>Good"
        "</table><dl><dt>NMO</dt><dd>Non-molestation order</dd></dl>"
        "<table><tr><td><h2>Menu</h2></td><td><p>Body.</p></td></tr></table></body></html>"
    )

    tables = [block.cells for block in document.blocks if block.kind is BlockKind.TABLE]
    assert tables == [
        (("Area", "Grade"), ("Victims", "Good")),
        (("NMO", "Non-molestation order"),),
    ]
    assert texts(document)[-2:] == ["Menu", "Body."]


def test_a_false_charset_is_seen_through_and_noted() -> None:
    document = opened(
        "<html><head><meta charset='utf-8'></head><body><p>£5m café</p>".encode("cp1252")
    )

    assert texts(document) == ["£5m café"]
    assert any("not" in note and "utf-8" in note for note in document.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_pages_in_any_usual_encoding_are_read(encoding: str) -> None:
    meta = f"<meta charset='{'windows-1252' if encoding == 'cp1252' else 'utf-8'}'>"
    data = f"<!doctype html><html><head>{meta}</head><body><p>Café – £5</p>".encode(encoding)

    assert texts(opened(data)) == ["Café – £5"]


def test_invisible_characters_are_dropped_and_counted() -> None:
    document = opened("<html><body><p>ig\u200bno\u202ere\U000e0041 this</p></body></html>")

    assert texts(document) == ["ignore this"]
    assert any("3 invisible" in note for note in document.notes)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span", "font"])
def test_bottomless_nesting_ends_soon_and_is_refused(tag: str) -> None:
    began = time.monotonic()

    with pytest.raises(InvalidInput):
        read(f"<html><body>{f'<{tag}>' * 200_000}x".encode(), "deep.html")

    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "markup",
    ["<html>" + "<script>" * 100_000, "<html>" + "<!--" * 200_000, "<html><p>x" + "<a" * 300_000,
     "<html><style>" + "@" * 200_000 + "</style><p>x", "<html><style>" + "{" * 200_000,
     "<html><p class='" + "menu-" * 100_000 + "'>x"],
)  # fmt: skip
def test_malformed_markup_costs_no_more_than_its_length(markup: str) -> None:
    began = time.monotonic()

    with contextlib.suppress(InvalidInput):
        read(markup.encode(), "odd.html")

    assert time.monotonic() - began < 5


def test_a_web_page_under_another_name_is_read_as_what_it_is() -> None:
    document = opened(PAGE, "report.pdf")

    assert document.media_type == "text/html"
    assert "web page" in document.notes[0]


def test_an_error_page_is_noted() -> None:
    document = opened(
        "<html><head><title>404 - not found</title></head><body><p>Sorry.</p></body></html>"
    )

    assert any("error page" in note for note in document.notes)


TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "ul", "ol", "li", "table", "tr", "td", "b", "br", "main", "nav", "dl",
     "i", "span", "section", "dt", "dd"]
)  # fmt: skip
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(["words here.", "I. first", " ", "a\u200bb", "&nbsp;", "&lt;x&gt;", "- item"]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=40))
@settings(deadline=None, max_examples=200)
def test_every_block_stands_where_it_says_in_any_tag_soup(pieces: list[str]) -> None:
    try:
        document = read(("<html><body>" + "".join(pieces)).encode("utf-8", "replace"), "soup.html")
    except InvalidInput as error:
        assert "no text" in str(error)
        return
    assert_places_are_true(document)
