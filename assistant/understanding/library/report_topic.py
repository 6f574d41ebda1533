"""What a question is about that asks for all there is on a topic: "what did they say about X"."""

import re
from collections.abc import Sequence

from assistant.language.words import STOPWORDS, words

_WHO = (
    r"(?:the |your |our |any of the |all the |these )?(?:[\w'’-]+ ){0,3}?(?:inspectors?"
    r"|inspectorates?"
    r"|hmi\w*|ofsted|cqc|estyn|reports?|letters?|they|it|anyone|papers?|re(?:view|visit)s?"
    r"|responses?|inspections?|publications?|assessments?)"
)
_SAYS = (
    r"(?:sa(?:y|ys|id)|finds?|found|conclude[sd]?|report(?:s|ed)?|writ(?:e|es|ten)|wrote"
    r"|tell us|have to say|make of|made of|think|thought|mention(?:s|ed)?|note[sd]?"
    r"|highlight(?:s|ed)?|criticise[sd]?|see|saw|uncover(?:s|ed)?)"
)
_DID = r"(?:did|do|does|have|has|had)"
_VIEWS = r"(?:views?|verdict|opinions?|assessment|take|conclusions?)"
_REMARKS = r"(?:concerns?|comments?|criticisms?|praise|worries|mention)"
_SPEAKS_OF = (
    r"(?:mention|discuss|praise|commend|criticise|criticize|refer to|comment on|talk about|cover"
    r"|touch on|look at|speak about|raise concerns about)"
)
_ABOUT = r"(?:about|on|regarding|concerning|as to|around|of|with regard to|in relation to)"
_FINDINGS = (
    r"(?:the )?(?:main |key |overall |headline )*(?:findings?|points?|messages?|conclusions?)"
)
_NAMES_FINDINGS = re.compile(
    rf"(?:(?:what (?:is|are|were)|what's|list|give me|show me) )?{_FINDINGS} (?:in|from|{_ABOUT}) ",
    re.IGNORECASE,
)
_OF_REPORTS = tuple(
    re.compile(rf"^(?:{pattern}) (?P<topic>.+?)\W*$", re.IGNORECASE)
    for pattern in (
        rf"what (?:did|does|do|have|has|had) {_WHO} (?:\w+ )?{_SAYS} {_ABOUT}",
        rf"what {_WHO} (?:\w+ )?{_SAYS} {_ABOUT}",
        rf"what (?:is|was|has been|have been|were) {_SAYS} {_ABOUT}",
        rf"what(?:['’]s| is| was| were) (?:the )?{_VIEWS} (?:of {_WHO} )?{_ABOUT}",
        rf"what(?:['’]s| is| was| were) {_WHO}['’]?s? {_VIEWS} {_ABOUT}",
        rf"what (?:is|are|was|were) {_WHO}['’]?s? (?:main |key )?{_REMARKS} {_ABOUT}",
        rf"how (?:did|do|does) {_WHO} (?:describe|view|see|find)",
        rf"(?:{_DID} {_WHO}|any|is there|are there|was there|were there) (?:\w+ )?"
        rf"(?:anything|something|any (?:\w+ )?{_REMARKS}|{_REMARKS}) (?:\w+ ){{0,2}}{_ABOUT}",
        rf"{_DID} {_WHO} (?:\w+ )?{_SAYS} (?:anything|something) (?:\w+ )?{_ABOUT}",
        rf"{_DID} {_WHO} (?:\w+ )?{_SPEAKS_OF}",
        r"(?:(?:what (?:is|are|were)|what's|list|give me|show me) )?"
        rf"{_FINDINGS} (?:in|from|{_ABOUT})",
        r"(?:give me (?:a|the) |can you |please |a )*(?:summar(?:y|ise|ize)|overview|outline|gist)"
        r"(?: of| on)?",
    )
)
"""Forms of words that ask the reports."""
_WHAT_ABOUT = re.compile(
    r"^what(?:['’]s| is| was) (?P<topic>(?:the |this |that )?.+? (?:report|inspection|letter|visit"
    r"|revisit|review|assessment)) about\W*$",
    re.IGNORECASE,
)
_OPEN = (
    re.compile(
        r"^(?:tell me|brief me|what do (?:we|you|they) know|anything|is there anything"
        rf"|do (?:you have|we have) anything|something) {_ABOUT} (?P<topic>.+?)\W*$",
        re.IGNORECASE,
    ),
)
"""Forms of words that may ask the register as well."""
_FACT = re.compile(
    r"^(?:how|when|who|whom|whose|which|what|where|why|whether|if)\b"
    r"|\b(?:the )?(?:number|numbers|proportion|percentage|date|deadline|average|total) (?:of|for)\b"
    r"|\b(?:recommend\w*|areas? for improvement|causes? of concern)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 6
"""Content words of a topic; more are a question of its own."""


def topic_of(asked: str) -> str | None:
    """Return the topic of a question that asks for whatever there is on it; else none.

    A question for a fact about it ("about how many victims waited") has no topic, and neither has
    one for recommendations, which are listed whole.
    """
    return _topic(asked, (*_OF_REPORTS, _WHAT_ABOUT, *_OPEN))


def asks_findings(asked: str) -> bool:
    """Whether a question asks for findings by that name, which a report may list."""
    return _NAMES_FINDINGS.match(asked.strip()) is not None


def reported_topic(asked: str) -> str | None:
    """Return the topic that the reports, and not the register, are asked about; else none."""
    return _topic(asked, (*_OF_REPORTS, _WHAT_ABOUT))


def _topic(asked: str, frames: Sequence[re.Pattern[str]]) -> str | None:
    matches = (frame.match(asked.strip()) for frame in frames)
    match = next((each for each in matches if each), None)
    if match is None:
        return None
    topic = match["topic"].strip(" .?!\"'“”")
    content = [word for word in words(topic) if word not in STOPWORDS]
    if _FACT.search(topic) or not 0 < len(content) <= _MOST_WORDS:
        return None
    return topic
