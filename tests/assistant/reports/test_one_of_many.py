import pytest

from assistant.reports.matching.one_of_many import marks_asked, marks_said, without_marks


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many were waiting in Force D?", (("force", "d"),)),
        ("spo applications force j?", (("force", "j"),)),
        ("What is Region 2's figure?", (("region", "2"),)),
        ("How many square miles in Force III?", (("force", "iii"),)),
        ("Compare Force B with Force C", (("force", "b"), ("force", "c"))),
        # Words, not marks.
        ("Is the force a good one?", ()),
        ("What did the force do in 2022?", ()),
    ],
)
def test_one_of_many_is_told_from_the_question(question, asked):
    assert marks_asked(question) == asked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Forces H, J and L have one.", {"h", "j", "l"}),
        ("In Force AA the median was longer.", {"aa"}),
        ("Force III", {"iii"}),
        ("Forces I, II, III and IV", {"i", "ii", "iii", "iv"}),
        ("The force has one.", set()),
    ],
)
def test_every_one_that_a_text_names_is_found_whole(text, said):
    assert marks_said(text) == said


def test_what_only_names_one_of_many_is_no_subject_of_the_question():
    terms = ["prevention", "interviews", "force", "y"]
    assert without_marks(terms, "How many prevention interviews in Force Y?") == [
        "prevention",
        "interviews",
    ]
    assert without_marks(["force", "y"], "Force Y?") == ["force", "y"]
    assert without_marks(terms, "How many prevention interviews?") == terms
