import pytest

from assistant.language.glossary import expand, glossary
from assistant.language.words import fold


def test_every_acronym_has_an_expansion_other_than_itself() -> None:
    assert len(glossary().expansions) > 40
    for acronym, meanings in glossary().expansions.items():
        assert meanings
        assert all(fold(meaning) != fold(acronym) for meaning in meanings)


def test_the_glossary_cannot_be_changed_by_who_reads_it() -> None:
    with pytest.raises(TypeError):
        glossary().expansions["AFI"] = ("anything",)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("What is an NMO?", "Non-Molestation Order"),
        ("how many afis are there", "area for improvement"),
        ("the Crown Prosecution Service's part", "CPS"),
        ("who is the owner of it", "lead"),
        ("national police chiefs’ council", "NPCC"),
    ],
)
def test_terms_are_written_the_other_way(text: str, other: str) -> None:
    assert other in expand(text)


@pytest.mark.parametrize(
    "text", ["send the peel of it", "a mash of words", "", "accused of incapacity"]
)
def test_ordinary_words_are_not_taken_for_acronyms(text: str) -> None:
    assert expand(text) == []


def test_what_the_text_has_already_is_not_given_again() -> None:
    assert "Crown Prosecution Service" not in expand("CPS (Crown Prosecution Service)")
