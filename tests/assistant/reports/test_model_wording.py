import random

import pytest

from assistant.reports.model.wording import shortens

SENTENCE = (
    "However, by 30 November 2025, thirteen police forces (some of them small) should tell the "
    "council what they found, including how long it took."
)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.removesuffix("."),
        SENTENCE.removeprefix("However, ").capitalize().replace("november", "November"),
        SENTENCE.replace("thirteen", "13"),
        SENTENCE.replace(" (some of them small)", ""),
        SENTENCE.replace(", including how long it took", ""),
        "By 30 November 2025, 13 police forces should tell the council what they found.",
    ],
)
def test_a_sentence_may_lose_its_opening_its_brackets_and_its_ending(text):
    assert shortens(text, SENTENCE)


@pytest.mark.parametrize(
    "text",
    [
        "By 30 November 2025, the council should tell thirteen police forces what they found.",
        "By 30 November 2025, thirteen police forces should tell the council.",
        "Thirteen police forces should tell the council what they found.",
        "By 30 November 2025, thirteen police forces must tell the council what they found.",
        "By 30 November 2025, thirty police forces should tell the council what they found.",
        "By 30 November 2024, thirteen police forces should tell the council what they found.",
        "By 30 November 2025, thirteen police forces should not tell the council what they found.",
        "By 30 November 2025, thirteen big police forces should tell the council what they found.",
        "Yes, by 30 November 2025, thirteen police forces should tell the council what they found.",
        "By 30 November 2025, thirteen police forces should tell the council. What they found.",
        "By 30 November 2025, thirteen police forces should tell the council what they found 👍",
        "By 30 November 2025: thirteen police forces should tell “the council” what they found.",
        "By 30 November 2025, 13% police forces should tell the council what they found.",
        "The council",
        "",
    ],
)
def test_nothing_is_added_moved_or_otherwise_left_out(text):
    assert not shortens(text, SENTENCE)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "The force closed all its custody suites; however, two were opened again.",
            "The force closed all its custody suites.",
        ),
        (
            "Officers may search the house, including the garden only if the owner agrees.",
            "Officers may search the house.",
        ),
        ("No force inspected had a plan for this; or a budget.", "No force inspected had a plan."),
        (
            "The force trained all its officers (according to its own figures).",
            "The force trained all its officers.",
        ),
        (
            "The forces in the north, which were small, failed the victims.",
            "The forces in the north.",
        ),
        (
            "If leaders agree to it, the force will close its suites.",
            "The force will close its suites.",
        ),
        ("The force plans to close its suites.", "The force to close its suites."),
        ("Few forces had closed their suites.", "A few forces had closed their suites."),
        ("A few forces had closed their suites.", "Few forces had closed their suites."),
        (
            "No force inspected had a plan for custody, such as a written rota.",
            "No force inspected had a plan for custody.",
        ),
        ("Did the force close its suites?", "The force close its suites."),
        ("Did the force close its suites?", "Did the force close its suites."),
        (
            "In 2018, 12 forces failed and in 2021, 20 forces failed.",
            "In 2018, 20 forces failed and in 2021, 12 forces failed.",
        ),
        ("Kent was graded good and Essex inadequate.", "Kent was graded inadequate."),
        ("Overall 20% of its records were wrong.", "Overall 20 of its records were wrong."),
        ("Spending changed by -5 million pounds.", "Spending changed by 5 million pounds."),
        ("The WHO said that it would help.", "The who said that it would help."),
        ("Officers and/or staff should be trained.", "Officers and or staff should be trained."),
    ],
)
def test_what_changes_the_meaning_is_no_shortening(sentence, text):
    assert not shortens(text, sentence)


def test_no_change_of_one_word_is_let_through():
    source = SENTENCE.split()
    chance = random.Random(5)
    let_through = []
    for _ in range(2_000):
        changed = list(source)
        place = chance.randrange(len(changed))
        how = chance.randrange(3)
        if how == 0:
            changed[place] = chance.choice(["nobody", "42", "Kent", "never", "2031"])
        elif how == 1:
            changed.insert(place, chance.choice(["not", "all", "Kent", "7", "unlawfully"]))
        else:
            other = chance.randrange(len(changed))
            changed[place], changed[other] = changed[other], changed[place]
        text = " ".join(changed)
        if changed != source and shortens(text, SENTENCE):
            let_through.append(text)
    # What was changed may lie in the bracket, the opening or the ending, but then it isn't there.
    assert let_through == []
