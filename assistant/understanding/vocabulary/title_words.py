"""Words that many titles share, and that name no report alone."""

from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.tokens import phrase_stems

GENERIC = frozenset(
    phrase_stems(
        "report reports inspection inspections review thematic publication letter paper study one"
    )
)
"""Words for any report: they go with a name, and count in its favour where the title has them."""


WEAK = GENERIC | frozenset(
    phrase_stems(
        "police policing force forces constabulary response use using case cases measure evidence"
        " summary national joint system progress assess assessment decision action function area"
        " improvement recommendation recommendations effective effectively effectiveness how"
        " involve involving engage manage managing support work working make take get part"
        " offence investigate investigating relate relating service services public local"
        " authority authorities phase final further due date open closed who own owner next"
        " inspector inspectors agency agencies law enforcement reduction no council not"
        " well good better best time"
    )
)
"""Too common to name a report alone; they may stand beside the words that do."""


JOINING = SMALL_WORDS | {"against", "into", "by", "from"}
