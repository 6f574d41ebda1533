"""Reads questions for the reports on which progress is recorded: the register knows, by status."""

import re

from assistant.domain.plans import Manner, Plan, Route
from assistant.domain.queries import Ask, RegisterQuery
from assistant.language.words import STOPWORDS, words
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.courtesy import without_courtesy

_REPORTS = frozenset(words("reports inspections publications thematics recommendations actions"))
_PROGRESS = re.compile(
    r"(?<!in )\bprogress(?:ed)?\b|\bbeing (?:worked on|progressed)\b"
    r"|\bwork\b.*\b(?:start(?:ed)?|begun|began|commenced|under ?way)\b"
)
_KNOWN = frozenset(
    words(
        """which what paper report register tracker committee describe describes described show
        shows shown mention mentions mentioned record records recorded see seen say says tell list
        give name any some progress progressed work worked started start begun began commenced under
        way underway already made far so yet being towards inspection thematic hmicfrs"""
    )
)
_PROGRESS_OF = "reports whose recommendations the register records progress on, by their status"


def progress_plan(text: str, vocabulary: Vocabulary) -> Plan | None:
    """Return the plan for a question that asks which reports there is progress on.

    None where a word of it asks for more, or no register is loaded.
    """
    asked = without_courtesy(text)
    tokens = [word.removesuffix("'s") for word in words(asked)]
    opens = _OPENS.match(" ".join(tokens)) is not None
    if not vocabulary.has_register or not opens or not _REPORTS & set(tokens):
        return None
    if not _PROGRESS.search(" ".join(tokens)):
        return None
    if any(word not in _KNOWN | _REPORTS | STOPWORDS for word in tokens):
        return None
    return Plan(
        Route.REGISTER,
        _PROGRESS_OF,
        register=RegisterQuery(Ask.LIST),
        manner=Manner.PROGRESS,
    )


_OPENS = re.compile(r"(?:(?:for|on|in|of|with) )?(?:which|what)(?: of the| of our)?\b")
