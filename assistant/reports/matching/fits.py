"""What rules a sentence out as an answer, however near the question it is."""

import re

from assistant.domain.sources import PassageKind
from assistant.language.words import fold
from assistant.reports.evidence.in_turn import told_in_turn
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.changes import tells_change
from assistant.reports.matching.claims import is_reason_asked
from assistant.reports.matching.duties import asks_duty, is_of_others, says_duty
from assistant.reports.matching.leaves_out import leaves_out
from assistant.reports.matching.measured_against import TYPED, Wanted
from assistant.reports.matching.number_fits import is_of_another
from assistant.reports.matching.offices import holds_another_office
from assistant.reports.matching.opposites import grades_in

_MOST = (
    r"most|highest|largest|biggest|greatest|longest|slowest|oldest|best|worst|quickest|fastest"
    r"|fewest|lowest|smallest|least|shortest|earliest|latest|commonest"
)
_UTMOST = re.compile(
    rf"\b(?:which|what|who|whose|where)\b.*?\b(?P<word>{_MOST})\b(?! (?:likely|recent|of the time))"
    r"|(?<!throughout )\b(?:most|majority) of\b"
)
_SAYS_UTMOST = re.compile(
    rf"\b(?:{_MOST}|majority|more than half|nearly all|almost all|nearly half|top|first|alone"
    r"|peak(?:ed|s)?|maximum|minimum|main(?:ly)?|principally|chiefly|height"
    r"|importantly"
    r"|only|\w{4,}est)\b|\b(?:more|fewer|better|worse) than any\b"
)
_GRADE_ASKED = re.compile(
    r"\bgrad(?:e|es|ed|ings?)\b|\brat(?:ed|ing|ings)\b|\bjudged? (?:to be|as|overall)\b"
)
_ATTRIBUTE = re.compile(
    r"\b(?:good|outstanding|adequate) (?!(?:at|in|for|overall|and|or|to|but|with)\b|judg|grad|rat)"
    r"[a-z]+"
)
"""A grade's word that only describes: "good progress" grades nothing."""
_FOR_EACH = re.compile(
    r"\bhow (?:many|much|long|often)\b.*\b(?:each|per|average|typical(?:ly)?)\b"
    r"|\b(?:each|per|average|median) (?:\w+ ){0,3}\b(?:number|time|wait|caseload|cost|rate"
    r"|length)\b"
)
_SAYS_FOR_EACH = re.compile(
    r"\b(?:each|per|average|averaged|median|mean|typical(?:ly)?|every"
    r"|a (?:day|week|month|year|head))\b"
)
_OWN = re.compile(r"\b(?:the )?(?:inspectorate|inspectors|hmi\w*)'s? own\b|\binspectorate's\b")
_OURS = re.compile(r"\b(?:we|our|us|inspectorate)\b")
_REASON = re.compile(
    r"\b(?:because|since(?! (?:then|the|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|19|20|20\d\d|19\d\d)\b)|so that|due to(?! (?:be|open))|owing to"
    r"|as a result|result(?:s|ed|ing)? (?:of|from|in)|reasons?|explanation|explain\w*"
    r"|(?<!a )caus(?:e|es|ed)(?! (?:of|for) concern)|led to|arose|arises|therefore|thus"
    r"|in order to|stems?|means? that|meant that|for fear|thanks to|attribut\w+|contribut\w+"
    r"|motivat\w+|depends? (?:up)?on|why|so|to (?:meet|avoid|prevent|make|protect|save|allow"
    r"|ensure|check)|too (?:few|many|little)|lacked|lack of|could not|cannot|can't|couldn't"
    r"|not enough|unable|for an? [\w-]+ to|vacan\w+)\b"
)

_SENTENCE_ENDS = re.compile(r"[a-z]{2}\. [A-Z][a-z]+ [a-z]")
_PROSE = 2
"""Sentences that end within the rows of what is no table of cells."""
_OF_ONE = re.compile(r"\b(?:did|was|were|has|had)\b")
_OF_NAMED = re.compile(r"^\W*(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave) (?:the force\b|[A-Z])")
_OF_ANY = re.compile(r"^(?:an?|any|each|every) (?:[\w-]+ ){1,3}(?:is|are|may|must|can)\b")
"""A rule for all of a kind: it tells nothing of what became of one."""


_RESPONSE_ASKED = re.compile(
    r"\b(?:respon(?:se|d|ded)|react(?:ion|ed)?|repl(?:y|ied)) to (?:the|our|its|their|this)\b"
    r"(?! (?:survey|questionnaire))\b.*"
    r"\b(?:reports?|inspections?|letters?|findings?|recommendations?|visits?)\b"
)
_RESPONDS = re.compile(
    r"\b(?:accept\w*|agreed|respon(?:ded|se to|d to)|replied|reply|in answer"
    r"|action plan|improvement plan|since (?:our|the|then)|has (?:since|now|begun)|rejected)\b"
)
"""Says what came of a report, which is seldom told in it."""
_LABEL = 2
"""Spaces of a sentence; with fewer it says nothing."""
_SO_MANY = re.compile(r"\bwhat (?:are|were) the (?:two|three|four|five|six|seven)\b")
_ENUMERATES = re.compile(r"[:;]|, .+ (?:and|or) |\w\) and ")


def rules_out(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence can't answer, by the form of the question or what it leaves out."""
    return (
        _is_title(wanted, unit)
        or _is_label(unit)
        or _is_torn_prose(unit)
        or _of_other_form(wanted, unit.text)
        or _says_no_duty(wanted, unit, text)
        or _names_too_few(wanted, unit, text)
        or holds_another_office(fold(wanted.asked), fold(unit.text))
        or leaves_out(wanted, unit, text)
        or is_of_another(wanted, unit, text)
    )


def _names_too_few(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence names but one thing, where several are asked for by their number."""
    several = _SO_MANY.search(fold(wanted.asked)) is not None
    return several and not _ENUMERATES.search(unit.text) and not told_in_turn(unit, text)


def _says_no_duty(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence asks nothing of anyone, where it is asked what one has to do."""
    if not asks_duty(fold(wanted.asked)):
        return False
    if is_of_others(fold(unit.text), fold(wanted.asked)):
        return True
    lead = text.lead_in(unit) if unit.listed else None
    return not says_duty(
        fold(unit.text), fold(lead.text) if lead else "", fold(" ".join(unit.passage.heading))
    )


def _is_torn_prose(unit: Unit) -> bool:
    """Say whether a row is a line of two columns of prose that were read as a table."""
    table = unit.passage.kind is PassageKind.TABLE
    return table and len(_SENTENCE_ENDS.findall(unit.passage.text)) >= _PROSE


def _gives_grade(said: str) -> bool:
    return bool(grades_in(_ATTRIBUTE.sub(" ", said)))


def _is_label(unit: Unit) -> bool:
    """Say whether a sentence only names what its paragraph is about: "Strip search."."""
    plain = not unit.listed and unit.passage.kind is not PassageKind.TABLE
    return plain and unit.text.count(" ") < _LABEL and not re.search(r"[\d:]", unit.text)


def _is_title(wanted: Wanted, unit: Unit) -> bool:
    """Say whether a line only prints the report's title, where a fact is asked for."""
    return bool(TYPED & set(wanted.wants)) and fold(unit.text) in fold(unit.report.title)


def _of_other_form(wanted: Wanted, sentence: str) -> bool:
    """Say whether a sentence can't answer, by the form of the question.

    A change is not told without then and now. The most of many
    is not told where nothing is said to be the most, a grade not where none is given, what is the
    inspectorate's own not where it doesn't speak of itself, a reason not by a bare statement.
    """
    asked, said = fold(wanted.asked), fold(sentence)
    why = is_reason_asked(asked)
    return (
        (_UTMOST.search(asked) is not None and not _SAYS_UTMOST.search(said))
        or (bool(_GRADE_ASKED.search(asked)) and not why and not _gives_grade(said))
        or (_FOR_EACH.search(asked) is not None and not _SAYS_FOR_EACH.search(said))
        or (wanted.change and not tells_change(sentence))
        or (_OWN.search(asked) is not None and not _OURS.search(said))
        or (why and not _REASON.search(said))
        or (why and bool(_OF_ONE.search(asked) and _OF_ANY.match(said)))
        or (_RESPONSE_ASKED.search(asked) is not None and not _RESPONDS.search(said))
        or (_OF_NAMED.match(wanted.asked) is not None and _OF_ANY.match(said) is not None)
    )
