"""English words for how a question is put and for what changed, as patterns over its words.

Named parts are the words that the pattern claims; the rest stays for other rules.
"""

import re

from assistant.domain.plans import Manner
from assistant.domain.queries import Change

MANNERS = (
    (
        re.compile(
            r"\bwhich (?P<version>version)\b|\bhow (?:old|fresh|current|up to date) is (?:the"
            r"|this|that)"
            r" (?:register|data|tracker)\b|\bwhen was the (?:register"
            r"|tracker) (?:last )?(?P<loaded>loaded"
            r"|updated|made)\b"
            r"|\bwhat (?:date|day) is the register\b|\bregister (?:is )?as at when\b"
        ),
        Manner.VERSION,
    ),
    (
        re.compile(
            r"^(?P<since>since|given that|given|seeing that|seeing as|now that|because)\b"
            r"(?=.*\b(?:owns?|is|are|was|were|has|have)\b.*\b(?:when|who|what|why|which|how)\b)"
        ),
        Manner.CONFIRM,
    ),
    (re.compile(r"\bwho else\b|\b(?:anyone|anybody) else\b"), Manner.ELSE),
    (
        re.compile(
            r"\bhow (?:do|does) .{1,80}\b(?P<differ>differ|compare)\b|\b(?P<diff>differences?)"
            r" between\b"
            r"|^(?P<comp>compare|comparing)\b"
            r"|\b(?:the )?(?P<same>same|identical) (?=(?:due dates?|deadlines?|owners?"
            r"|status|portfolios?|business areas?|priority)\b)"
            r"|\b(?:has|have|had|got|owns?|holds?|with) (?:got )?(?P<more>more|fewer)\b(?! than)"
            r"(?:.{1,50}?\b(?P<than>than)\b(?! \d))?"
            r"|\b(?:owns?|has|have|got|holds?) (?P<more2>more|fewer) (?P<than2>than)\b"
            r"(?! (?:\d|one|two|three|four|five|six|ten|a|half)\b)"
        ),
        Manner.COMPARE,
    ),
    (
        re.compile(
            r"\b(?P<why>why)\b|\bwhat (?:is |are )?(?P<holding>(?:holding|stopping|blocking"
            r"|delaying)(?: up| back)?)\b|\b(?P<reason>reasons?)"
            r" (?:for|why)|\bwhat (?:is |are |s )?(?:the )?"
            r"(?P<blocker>blockers?|hold ?ups?|obstacles?|sticking points?)\b"
        ),
        Manner.WHY,
    ),
    (
        re.compile(
            r"^(?:please )?(?:can you )?(?:please )?(?P<confirm>confirm|verify|check)\b"
            r"|\bis it (?P<true>true|right|correct)\b|\bam i (?P<right>right)\b"
        ),
        Manner.CONFIRM,
    ),
    (
        re.compile(
            r"\b(?:is|are|do|does|have|has) (?:there |we |i |you )?(?:got |have |hold )?"
            r"(?P<any>any|anything|anyone|some)\b|^(?:any|anything|is there|are there)\b"
        ),
        Manner.ANY,
    ),
    (
        re.compile(
            r"^(?:(?:please )?(?:tell me|let me know) )?(?:and |so |ok |but )?"
            r"(?:is|are|was|were|has|have|did|does|do|am)\b"
        ),
        Manner.WHETHER,
    ),
)

_OF_A_FIELD = (
    r" (?:of|in) (?:the |any )?(?:due |target )?(?:owners?|ownership|dates?|deadlines?|portfolios?"
    r"|business areas?|wording|text|status|delegates?)\b"
)
CHANGES: tuple[tuple[re.Pattern[str], tuple[Change, ...]], ...] = (
    (
        re.compile(
            r"\bwhat (?:has |have |is |s )?(?:been )?(?P<word>changed|different|happened|moved"
            r" on)\b"
            r"|\b(?:any|what|the|all|show|list)(?: me)?(?: the| all)? (?P<word2>changes?)\b(?! to)"
            rf"(?!{_OF_A_FIELD})"
            rf"|\b(?P<word5>changes?)(?!{_OF_A_FIELD.replace('of|in', 'of|in|to', 1)})"
            r"(?= (?:to|for|on|of) .{1,60}\b(?:since|between)\b)"
            r"|\b(?P<word3>changes?|differences?) (?:since|from|in|to the register)\b"
            r"|\b(?:has|have|did) (?:anything|something|it|things) (?P<word4>changed?)\b"
        ),
        (),
    ),
    (
        re.compile(
            r"\b(?:did|have|has) (?:we|they|anyone|anybody|you) (?:\w+ )?(?P<word6>add(?:ed)?)\b"
            r"|\b(?:what|anything|whats)(?: is| s)? (?P<word>new)\b|\b(?P<word2>new(?! (?:due"
            r" |target )?(?:dates?|deadlines?|targets?|owners?))|newly added)\b"
            r"(?= (?:\w+ ){0,3}(?:since|this|last|in))|\b(?P<word3>added)\b(?= (?:since|this"
            r"|last|in|to|between|after|during|from))"
            r"|\bwhich (?:\w+ ){0,2}(?:are|is|were|was) (?P<word4>new)\b|\b(?P<word5>new)(?= (?:rec"
            r"|recommendation|"
            r"entr|afi|item|one))"
        ),
        (Change.NEW,),
    ),
    (
        re.compile(
            r"\b(?P<word>slip(?:s|ped)?|put back|pushed back|moved back|delayed|extended"
            r"|slippage|deferred"
            r"|postponed|slipping)\b|\b(?P<word2>moved|changed)(?= (?:due )?(?:dates?|deadlines?))"
        ),
        (Change.LATER,),
    ),
    (
        re.compile(r"\b(?P<word>new) (?:due |target )?(?P<word2>dates?|deadlines?)\b"),
        (Change.LATER, Change.EARLIER),
    ),
    (
        re.compile(r"\bin the \w+ (?P<word>register|version) (?P<word2>but not)\b"),
        (Change.NEW,),
    ),
    (re.compile(r"\b(?P<word>brought forward|moved forward|accelerated)\b"), (Change.EARLIER,)),
    (
        re.compile(
            r"\b(?:owner|portfolio|business area|board|delegate) of .{1,60}?(?P<word10>changed?"
            r"|moved?)\b"
            r"|\bowners? (?P<word9>changed?)\b|\b(?P<word>reassigned|re assigned|changed hands"
            r"|reallocated|handed over)\b"
            r"|\b(?P<word2>moved|changed)(?= (?:owners?|portfolios?|business"
            r" areas?|areas?|boards?))"
            r"|\b(?P<word11>new) (?P<word3>owners?)\b|\bwho (?P<word4>owned|held|had|led|managed)"
            r" .{1,80}(?P<word5>before)\b"
            r"|\b(?P<word6>previous|former) (?P<word7>owners?)\b|\bwho used to (?P<word8>own"
            r"|hold|lead)\b"
        ),
        (Change.REASSIGNED,),
    ),
    (
        re.compile(
            r"\b(?P<word2>changes?) (?:to|of|in) (?:the |any )?(?P<word>owners?|ownership"
            r"|portfolios?|business areas?)\b"
        ),
        (Change.REASSIGNED,),
    ),
    (
        re.compile(
            r"\b(?P<word2>changes?) (?:to|of|in) (?:the |any )?(?P<word>(?:due "
            r"|target )?(?:dates?|deadlines?))\b"
        ),
        (Change.LATER, Change.EARLIER),
    ),
    (
        re.compile(r"\b(?P<word2>changes?) (?:to|of|in) (?:the |any )?(?P<word>wording|text)\b"),
        (Change.REWORDED,),
    ),
    (
        re.compile(
            r"\bwording (?:\w+ ){0,2}?(?:been )?(?P<word4>changed|altered|amended|edited|tweaked)\b"
            r"|\b(?P<word>reworded|rephrased|rewritten|changed wording|wording changed)\b"
            r"|\b(?P<word2>wording|text) of .{1,60}? (?P<word3>changed?)\b"
        ),
        (Change.REWORDED,),
    ),
    (
        re.compile(r"\b(?P<word>removed|dropped|taken off|deleted|disappeared)\b"),
        (Change.REMOVED,),
    ),
    (
        re.compile(
            r"\b(?:was|were) (?:still )?(?P<word>open)\b.*\b(?:is|are|been) (?:now"
            r" )?(?P<word2>closed)\b"
        ),
        (Change.CLOSED,),
    ),
    (re.compile(r"\b(?P<word>re ?opened)\b"), (Change.REOPENED,)),
    (
        re.compile(
            r"\bchanged? (?:in )?(?P<word>status)\b|\bstatus (?:has |have )?(?P<word2>changed)\b"
        ),
        (Change.CLOSED, Change.REOPENED, Change.STATUS),
    ),
    (
        re.compile(
            r"\b(?:due )?(?:dates?|deadlines?) (?:have |has |were )?(?P<word>changed?|moved?"
            r"|shift(?:ed)?)\b"
        ),
        (Change.LATER, Change.EARLIER),
    ),
    (
        re.compile(
            r"\b(?P<word>differences?) between\b(?=.*\b(?:registers|versions)\b)"
            r"|\b(?P<word2>difference) (?:between|from) .*\bregister\b"
        ),
        (),
    ),
    (
        re.compile(r"^(?P<word>compare|comparing)\b.*\b(?P<word2>registers|versions)\b"),
        (),
    ),
    (re.compile(r"\b(?P<word>changed?|moved)\b(?= (?:\w+ ){0,3}(?:since|between))"), ()),
    (
        re.compile(
            r"\bwhat (?:has |have )?(?:been )?(?P<word>closed|completed|finished|signed off)(?="
            r" (?:since|in|this|last|between|during))"
            r"|\b(?P<word2>closed|completed|finished|signed off) (?:since)\b"
            r"|\b(?P<word3>closed|completed|finished|signed off)(?= between (?:the )?\w+ (?:and|to)"
            r" (?:the )?\w+ (?:registers|versions)\b)"
        ),
        (Change.CLOSED,),
    ),
)
