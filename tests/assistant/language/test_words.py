import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.words import STOPWORDS, fold, quotable, stem, stems, words

ANY_TEXT = st.text(max_size=80)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ynys Môn", "ynys mon"),
        ("the force’s  “plan” – a\u00a0draft", 'the force\'s "plan" - a draft'),
        ("co\u00adoperate\n\tnow", "cooperate now"),
        ("ﬁndings", "findings"),
    ],
)
def test_folding_leaves_only_what_the_eye_compares(written: str, plain: str) -> None:
    assert fold(written) == plain


@given(ANY_TEXT)
@settings(deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_keep_numbers_whole_and_take_hyphenated_words_apart() -> None:
    assert words("Pre-charge bail: 13,732 cases, see 2.14; they don’t") == [
        "pre", "charge", "bail", "13,732", "cases", "see", "2.14", "they", "don't",
    ]  # fmt: skip


def test_stems_bring_forms_of_a_word_together_and_leave_out_words_without_a_subject() -> None:
    assert stems("What is recommended?") == [stem("recommended")]
    assert stem("recommendations") == stem("recommendation")
    assert stems("the force's") == [stem("force")]


def test_negation_is_never_a_stopword() -> None:
    assert not STOPWORDS & {"no", "not", "never", "without", "none", "nor"}


def test_stemming_is_right_in_many_threads_at_once() -> None:
    vocabulary = [f"{root}{end}" for root in ("polic", "inspect", "record") for end in
                  ("ing", "ed", "s", "ings", "ions")] * 200  # fmt: skip
    alone = {word: stem(word) for word in vocabulary}
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem, vocabulary)) == [alone[word] for word in vocabulary]


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("safeguarding children", "safe-\nguarding   children"),
        ("safe-guarding", "safeguarding"),
        ("the force’s “plan”", 'the force\'s "plan"'),
        ("2019–20", "2019-20"),
        ("offi\u00adcers", "officers"),
        ("efficient ﬁles", "ef-\nficient files"),
    ],
)
def test_a_quotation_is_the_same_however_the_page_breaks_its_lines(
    quotation: str, page: str
) -> None:
    assert quotable(quotation) == quotable(page)


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("12 forces", "21 forces"),
        ("should not act", "should act"),
        ("1-2", "12"),
        ("Home Office", "home office"),
        ("by 3.5%", "by 35%"),
        ("café", "cafe"),
    ],
)
def test_a_quotation_with_other_words_or_figures_differs(quotation: str, page: str) -> None:
    assert quotable(quotation) != quotable(page)


@given(ANY_TEXT)
@settings(deadline=None)
def test_the_form_for_quotations_is_stable(text: str) -> None:
    assert quotable(quotable(text)) == quotable(text)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), max_size=8))
@settings(deadline=None)
def test_white_space_never_counts_in_a_quotation(parts: list[str]) -> None:
    assert quotable(" ".join(parts)) == quotable("\n\t".join(parts)) == quotable("".join(parts))


@given(st.text(st.characters(codec="latin-1", categories=["Lu", "Ll", "Nd"])))
@settings(deadline=None)
def test_no_letter_or_digit_is_lost_from_a_quotation(text: str) -> None:
    assert quotable(text) == unicodedata.normalize("NFKD", text)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="aé1-‐\u00ad\u200b `‘.\n\x1f\u2003ﬁ_", max_size=14))
def test_a_hyphen_counts_in_a_quotation_unless_it_stands_between_letters(text: str) -> None:
    plain = text
    for _ in range(2):
        plain = "".join(each for each in plain if each not in "\u00ad\u200b" and not each.isspace())
        plain = unicodedata.normalize("NFKD", plain)
    plain = plain.replace("‐", "-").replace("‘", "'").replace("`", "'")
    kept = []
    for place, each in enumerate(plain):
        before = plain[:place].rstrip("-")[-1:]
        after = plain[place:].lstrip("-")[:1]
        if not (each == "-" and _is_letter(before) and _is_letter(after)):
            kept.append(each)
    assert quotable(text) == "".join(kept)


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdigit()
