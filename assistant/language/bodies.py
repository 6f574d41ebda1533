"""Names of the bodies and offices that act in policing and child protection."""

import re

_NPCC = r"(?:NPCC|National\s+Police\s+Chiefs['’]?\s+Council)(?:['’]s)?"
_LEAD = (
    rf"(?:{_NPCC}|CPS|Crown\s+Prosecution\s+Service|national\s+policing|national|policing|force)"
    r"\s+(?i:(?:strategic\s+)?leads?|co-?ordinators?|portfolio\s+leads?)"
    r"(?:\s+(?:for|on)\s+(?P<subject>(?:(?!\bshould\b)[^,;:])+?))?"
)
_NAMED = r"(?:[A-Z][\w&.’'-]*(?:\s+(?:of|and|on|upon|the|&|[A-Z][\w&.’'-]*))*\s+)"
_BODIES = "|".join(
    (
        r"(?i:(?:deputy\s+|assistant\s+)?chief\s+(?:constable|officer|executive|fire\s+officer)s?)"
        r"(?:\s+of\s+(?:the\s+)?[A-Z][\w&’'-]*(?:\s+(?:and\s+|of\s+|&\s+)?[A-Z][\w&’'-]*)*)?",
        r"(?i:(?:police\s+|home\s+office\s+|territorial\s+)?forces)",
        r"(?i:(?:police\s+)?force)",
        r"(?i:law\s+enforcement(?:\s+(?:agencies|bodies))?)",
        r"(?i:police\s+(?:services?|(?:,\s*fire)?\s*and\s+crime\s+commissioners?|leaders))",
        r"(?i:police(?:,\s*fire)?\s+and\s+crime\s+commissioners?|local\s+policing\s+bod(?:y|ies))",
        r"(?i:PCCs?|PFCCs?|OPCCs?|NPCC|NCA|ROCUs?|SIUs?|IOPC|HMICFRS|CPS(?:\s+Areas?)?|MPS|ICBs?|HMPPS|Ofsted)",
        r"(?i:national\s+police\s+chiefs['’]?\s+council)",
        r"(?i:college\s+of\s+policing|home\s+office|home\s+secretary|cabinet\s+office|ministry\s+of\s+justice)",
        r"(?i:HM\s+(?:treasury|prison(?:\s+and\s+probation)?\s+service)|(?:UK\s+)?government|parliament|mayors?(?:['’]s\s+office)?)",
        r"(?i:secretary\s+of\s+state(?:\s+for\s+[a-z ]+)?|lord\s+chancellor|attorney\s+general)",
        r"(?i:department\s+(?:for|of)\s+[a-z]+(?:\s+and\s+[a-z]+(?:\s+[a-z]+)?)?)",
        r"(?i:crown\s+prosecution\s+service(?:\s+areas?)?|national\s+crime\s+agency)",
        r"(?i:regional\s+(?:organised\s+crime|sensitive\s+intelligence)\s+units?)",
        r"(?i:(?:HM\s+)?inspectorates?|HM\s+inspectorate\s+of\s+[a-z]+)",
        r"(?i:independent\s+office\s+for\s+police\s+conduct|care\s+quality\s+commission)",
        r"(?i:CJS\s+agencies|criminal\s+justice\s+(?:agencies|partners|system)|policing)",
        r"(?i:(?:all\s+)?(?:support|partner|statutory|safeguarding|local|relevant|public\s+sector|third\s+sector|voluntary"
        r"|other)\s+(?:services|agencies|partners|partnerships|bodies|organisations|authorities))",
        r"(?i:agencies|partners|partnerships?|services|local\s+authorit(?:y|ies)|councils?)",
        r"(?i:directors?\s+of\s+(?:children|adult|public|social)[’']?s?[’']?(?:\s+(?:social\s+)?(?:services|care|health))?)",
        r"(?i:children[’']s\s+social\s+care|youth\s+(?:offending|justice)\s+(?:services?|teams?)"
        r"|(?:national\s+)?probation\s+services?|health\s+(?:services|providers|partners))",
        r"(?i:(?:independent\s+)?(?:chair|chairs)\s+of\s+(?:the\s+)?)[A-Z][\w’' -]*?",
        rf"{_NAMED}(?:Police(?:\s+Service)?|Constabulary|(?:[A-Za-z]+\s+)?[Cc]ouncil"
        r"|[Ll]ocal\s+[Aa]uthority|[Pp]artnership|(?:Safeguarding\s+)?[Bb]oard"
        r"|(?:NHS\s+)?(?:Foundation\s+)?Trust|Commission|Agency|Service|Authority)",
        r"London\s+Borough\s+of\s+[A-Z]\w+(?:\s+(?:upon|and|of)\s+\w+|\s+[A-Z]\w+)*",
        r"Police\s+(?:Scotland|Service\s+of\s+Northern\s+Ireland)|City\s+of\s+London\s+Police",
        r"(?i:police)",
    )
)
_DETERMINER = (
    r"(?:(?i:all|each|every|both|any|those|these|the|their|its|individual|relevant|local|other"
    r"|remaining|affected)\s+(?:of\s+the\s+)?)*"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|as\s+well\s+as)\s+(?:also\s+)?|\s*/\s*)"
_NAME_END = r"(?![\w’'-]|\s+(?:officers?|staff|control|custody|policy|policies|response|data)\b)"
_ONE = rf"{_DETERMINER}(?:{_LEAD}|{_BODIES}){_NAME_END}"
_NEXT = re.compile(_JOIN)
_ONE_AT = re.compile(_ONE)
_SUBJECT_ENDS = re.compile(
    rf"{_JOIN}(?={_DETERMINER}(?:{_LEAD.replace('(?P<subject>', '(?:')}|{_BODIES}){_NAME_END})"
)
_QUALIFIER = re.compile(
    r"(?i:,?\s+(?:who|that|which|whose|with(?:out|in)?|in|across|at|responsible|where|using|not|of|for"
    r"|involved|concerned|yet|named|listed|to\s+whom)\b)|\s*,\s*$|\s*$"
)
_LEADING = re.compile(
    r"(?i:(?:all|each|every|both|any|those|these|the|their|its)\s+(?:of\s+the\s+)?)+"
)


def body_list(text: str, *, open_ended: bool = False) -> list[str] | None:
    """Return the bodies that a text names, if it is a list of them and nothing else.

    Qualifiers ("in England and Wales", "that haven't done so") may follow the last one; anything
    at all may, where `open_ended`. Articles and "all" are left out, except in "the force".
    """
    text = text.strip()
    names: list[str] = []
    position = 0
    while match := _ONE_AT.match(text, position):
        position = _lead_end(text, match)
        names.append(_named(text[match.start() : position]))
        joined = _NEXT.match(text, position)
        if joined is None or not _ONE_AT.match(text, joined.end()):
            break
        position = joined.end()
    if not names or not (open_ended or _QUALIFIER.match(text, position)):
        return None
    return names


def _lead_end(text: str, match: re.Match[str]) -> int:
    """Return where a name ends; a lead's subject runs on to the next body or the end."""
    if match["subject"] is None:
        return match.end()
    start = match.start("subject")
    ends = [len(text)]
    for pattern in (_SUBJECT_ENDS, re.compile(r"[,;:]")):
        if found := pattern.search(text, start):
            ends.append(found.start())
    return min(ends)


def _named(text: str) -> str:
    leading = _LEADING.match(text)
    short = text[leading.end() if leading else 0 :].strip()
    if short.lower() in {"force", "police force"}:
        return text.strip()
    return short
