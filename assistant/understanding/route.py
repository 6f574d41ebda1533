"""Tells which way a question goes by its words alone: help, draft, out of scope, reports."""

import re

from assistant.domain.plans import Route

HELP_TEXT = (
    "Ask about the register (“which recommendations do I own?”, “how many are overdue, by"
    " portfolio?”, “what changed since June?”) or about the reports (“what did inspectors say"
    " about stalking?”)."
)
CANNOT_CHANGE = "I can't change the register: its owner does that. I can only say what it states."
CANNOT_AVERAGE = (
    "I can't work out averages. I can count, list, group by field, give shares and compare versions"
    " of the register."
)
CANNOT_JUDGE = (
    "I can't say that: I only answer from the published reports and the register, and give no"
    " opinions or predictions."
)

_HELP = re.compile(
    r"^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?|cheers|help|help me"
    r"|what can you do|what can i ask(?: you)?|how do(?:es)? (?:i use (?:this|you)|this work)"
    r"|who are you|what are you|what do you do)(?: (?:there|all|please|liaison|mate|very much))*$"
)
_DRAFT = re.compile(
    r"^(?:please |can you |could you |would you |help me |i need you to |let us |lets )*(?:to"
    r" )?(?:draft|write|prepare"
    r"|compose|produce|generate|create|make)\b.{0,60}\b(?:paper|report for|update"
    r"|entry for|committee|jac|jiac|briefing|summary for|section|the report)\b"
    r"|\bmissing before i can send\b|^draft\b(?!.{0,20}\b(?:e ?mail|letter|message|reply|response"
    r"|note|text|speech|tweet|post)\b)"
)
_VERB = (
    r"mark|set|change|update|close|delete|remove|reassign|assign|edit|amend|move|extend|approve"
    r"|re ?open|complete|sign off|rename|erase|overwrite|put"
)
_CHANGE = re.compile(
    rf"^(?:please |pls |kindly |can you |could you |would you |will you |you must |i want you to"
    rf"|i need you to |go ahead and |now |just |and )*(?:{_VERB})\b"
    r"(?! (?:on|since|for me|in|at|and|but|queue|stage|list|dates?|by|pending|awaiting"
    r"|requests?|outstanding|status|overdue)\b)"
    rf"|\bignore (?:all |any |your |the |my |previous |prior |these |those )+"
    rf"|\b(?:and|then|now) (?:please )?(?:mark|set|delete|reassign|close)\b (?:it|them|all|the"
    rf"|this|that"
    r"|every|rec)"
    r"|\b(?:disregard|forget) (?:all |your |the |previous )*(?:rules|instructions|prompts?)\b"
)
_SHOWING = re.compile(
    r"^(?:please |can you |could you )*put (?:that|them|it|this|those|these) in(?:to)?"
    r" (?:a table|(?:\w+ ){0,2}order)"
)
_OTHER_TASK = re.compile(
    r"^(?:please |can you |could you |would you )*(?:draft|write|compose|send|type) (?:an? |the "
    r"|him |her"
    r" |them )*(?:e ?mail|letter|message|reply|response|text|speech|tweet|post)\b"
    r"|^(?:please |can you |could you |would you )*(?:book|schedule|email|phone|text|message"
    r"|order|pay|translate|hire)\b"
    r"|^(?:please |can you |could you )*(?:remind|notify|alert|warn|invite|nudge|nag|ring|call"
    r"|chase)"
    r" (?!me\b|us\b|it\b)\w+"
    r"|^(?:please )?tell (?!me\b|us\b)\w+"
)
CANNOT_DO = "I can't do that: I answer questions about the reports and the register, and draft"
" papers."
_AVERAGE = re.compile(
    r"\b(?:average|mean|median) (?:age|time|number|days|length|delay|duration)\b|\bon average\b"
)
_OF_ENTRIES = re.compile(
    r"\b(?:recommendations?|recs?|entries|items|actions?|afis?|open|overdue|closed?|register)\b"
)
_JUDGE = re.compile(
    r"\b(?:will|shall|are|is) (?:we|the force|it) (?:going to |likely to |ever )*(?:leave|get"
    r" out|come out|be"
    r" (?:moved|out|put|graded|rated)|pass|fail|improve|get|go into|exit|meet)\b"
    r"|\bat risk of\b|\blikely to (?:miss|slip|be (?:late|missed|overdue))\b|\bany good\b"
    r"|\bdo you (?:think|believe|reckon|recommend)\b|\bin your (?:opinion|view)\b"
    r"|\bwhat (?:should|do|shall) (?:we|i) (?:tell|say)\b|\bcase file\b|\bcrime (?:number"
    r"|reference)\b"
    r"|^should (?:we|i)\b|\bgood job\b|\bhow (?:do|can|should) (?:i|we) (?:get|go about|request"
    r"|persuade|make)\b"
    r"|\b(?:weather|joke|poem|football|lottery)\b|\bhow (?:good|bad) is (?:inspector|sergeant"
    r"|chief)\b"
    r"|\b(?:will|going to|likely to|likely that)\b.*\b(?:on time|in time|succeed|make it|be"
    r" ready|pass)\b"
    r"|\b(?:predict|forecast|guess)\b|\bshould (?:i|we) (?:worry|be worried)\b|\bwho is to"
    r" blame\b|\bwhose fault\b"
)
DEFINITION = re.compile(
    r"^(?:so |and |please |remind me )*(?:what (?:is|are|was|were) (?:an? |the |a |meant by"
    r" )?(?P<term>.{2,60}?)"
    r"|what do(?:es)? .{1,60} (?:mean|stand for|stands for)(?: .*)?|define .*|meaning of .*"
    r"|(?:what is )?(?:the )?difference between .*|explain .*|.{2,60} difference|who is the"
    r" \w{2,5})$"
)
MADE = re.compile(
    r"\bhow many (?:\w+ ){0,3}(?:recommendations?|recs|afis?|causes?)\b.*\b(?:make|made|contain"
    r"|identif\w+"
    r"|result\w*|issue[ds]?|set out|publish\w*|give[ns]?|raise[ds]?|has|have|come out)\b"
)
NAMES_THE_REGISTER = re.compile(
    r"\b(?:my|mine|i own|do i|am i|register|tracker|(?:have|do|had|are|did) we"
    r"|we (?:have|had|hold|got|still))\b"
)


def route_by_words(line: str) -> tuple[Route, str] | None:
    """Return the route and its sentence where the words alone decide; none otherwise."""
    if not line or _HELP.match(line):
        return Route.HELP, HELP_TEXT
    if _SHOWING.search(line):
        return None
    if _DRAFT.search(line):
        return Route.DRAFT, ""
    for pattern, sentence in _REFUSED:
        if pattern.search(line):
            return Route.OUT_OF_SCOPE, sentence
    if _AVERAGE.search(line) and _OF_ENTRIES.search(line):
        return Route.OUT_OF_SCOPE, CANNOT_AVERAGE
    return None


_REFUSED = (
    (_CHANGE, CANNOT_CHANGE),
    (_OTHER_TASK, CANNOT_DO),
    (_JUDGE, CANNOT_JUDGE),
)
