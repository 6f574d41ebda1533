"""Words that must not be passed over: those that deny or compare, and names that nobody knows."""

from assistant.understanding.sheet import Sheet
from assistant.understanding.vocabulary import Vocabulary

TELLING = frozenset(
    [
        "more",
        "than",
        "same",
        "between",
        "before",
        "after",
        "until",
        "above",
        "below",
        "most",
        "fewest",
        "least",
        "few",
        "updated",
        "late",
        "gone",
        "waiting",
        "queue",
        "raised",
        "issued",
        "became",
        "become",
        "becomes",
        "becoming",
        "went",
        "furthest",
        "farthest",
        "days",
        "long",
        "delegates",
        "priorities",
        "kept",
        "committed",
        "numbers",
        "notes",
        "taken",
        "shared",
        "departments",
        "nobody",
        "nothing",
    ]
)
"""Small words that change an answer where no rule has taken them."""


def unknown_name(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a word is written as a name and the register has no such word."""
    return any(
        token.text[0].isupper()
        and not token.text.isupper()
        and token.start > 0
        and token.word not in vocabulary.text_words
        and token.word not in vocabulary.words
        and token.stem not in vocabulary.text_stems
        for token in sheet.tokens[first:last]
    )


NEGATION = frozenset({"not", "no", "never", "without", "none", "nor", "neither", "non"})
