"""English words for what is wanted of entries, as patterns over a question's words.

Named parts are the words that the pattern claims; the rest stays for other rules.
"""

import re

from assistant.domain.plans import Manner
from assistant.domain.queries import Change, Field
from assistant.understanding.lexicon import FIELD

_GROUPED = FIELD.replace("|(?:numbers?)", "")

MANNERS = (
    (re.compile(r"\bwho else\b|\b(?:anyone|anybody|someone) else\b"), Manner.ELSE),
    (
        re.compile(
            r"\bhow (?:do|does) .{1,80}\b(?P<differ>differ|compare)\b|\b(?P<diff>differences?)"
            r" between\b"
            r"|^(?P<comp>compare|comparing)\b"
        ),
        Manner.COMPARE,
    ),
    (
        re.compile(
            r"\b(?P<why>why)\b|\bwhat (?:is |are )?(?P<holding>(?:holding|stopping|blocking"
            r"|delaying)(?: up| back)?)\b|\b(?P<reason>reasons?)"
            r" (?:for|why)"
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
        re.compile(r"^(?:and |so |ok |but )?(?:is|are|was|were|has|have|did|does|do|am)\b"),
        Manner.WHETHER,
    ),
)

SORT = re.compile(
    rf"\b(?:(?:sort|sorted|order|ordered|rank|ranked|arrange[d]?) (?:them )?by (?:the )?"
    rf"(?P<by>due dates?|due|deadlines?|dates?|{_GROUPED})(?P<down> descending| latest first"
    r"| newest first)?|(?P<first>soonest|earliest|oldest|latest|newest) first)\b"
)
GROUP = re.compile(
    rf"\b(?:(?:broken|break|split|group|grouped|count|counted|counts)(?: (?:them|it))?(?: down)? )?"
    rf"(?:by|per|for each|for every|in each|under each|across (?:the |all )?(?:the )?|each|every) ?"
    rf"(?P<a>{_GROUPED})(?: (?:and then|and|then|by|x) (?:by |per )?(?P<b>{_GROUPED}))?\b"
)
GROUP_NOUN = re.compile(
    rf"\b(?:which|what|how many) (?P<noun>{_GROUPED})(?: \w+){{0,2}}? (?:have|has|had|with"
    rf"|contain|got)\b"
    rf"|\b(?:which|what) (?P<noun2>{_GROUPED}) (?:is|are)\b.*\b(?:most|fewest|least)\b"
    rf"|\b(?P<noun3>{_GROUPED}) (?:who|that|which)? ?(?:have|has|with)\b"
    r"|\b(?P<who>who) (?:has|have|owns?|holds?|is|are) .{0,40}\b(?:most|fewest|least)\b"
)
MOST = re.compile(r"\b(?:the )?(?P<most>most|fewest|least|(?:highest|largest|biggest) number of)\b")
COUNT = re.compile(
    r"\b(?:how many|number of|count of|count|counts|tally|total number of|headcount)\b"
)
SHARE = re.compile(
    r"\b(?:(?:what|which) )?(?:percentage|percent|proportion|share|fraction)(?P<of> of)?\b"
    r"(?: (?:the|all|our|my)\b)*"
)
NEXT = re.compile(
    r"\b(?:due next|next (?:up|due|deadlines?|one|to (?:fall |be |come )?due)|up next"
    r"|(?:soonest|earliest|nearest|first) (?:due(?: dates?)?|deadlines?|dates?|to (?:fall |be"
    r" )?due)"
    r"|most urgent|due (?:first|soonest|earliest)|next)\b"
)
LAST = re.compile(
    r"\b(?:(?:latest|last|furthest|farthest|final) (?:due(?: dates?)?|deadlines?|dates?"
    r"|to (?:fall |be )?due)|due (?:last|latest))\b"
)
OLDEST = re.compile(
    r"\b(?:(?:oldest|longest|worst)(?= (?:over ?due|outstanding|late|open))"
    r"|(?<=overdue )(?:the )?longest|(?<=late )(?:the )?longest|longest standing|most(?= over"
    r" ?due$))\b"
)
NEWEST = re.compile(r"\b(?:(?:most )?recently published|latest published|newest)\b")
COLUMNS = re.compile(
    r"\b(?:risk (?:ratings?|scores?|levels?)|rag (?:ratings?|status)|b?rag|risks?(?= (?:on|of|for))"
    r"|(?<=how much will )costs?|how much .{0,40}\bcosts?|budgets?|price"
    r"|sign off levels?|priority ratings?|severity|importance)\b"
)

NOTES = re.compile(
    r"\b(?P<word>notes?|comments?|remarks?) (?:on|of|for|against|about)\b"
    r"|\b(?:what|any|the|read) (?:do |does |is |are )?(?:the"
    r" )?(?P<word2>notes?|comments?|remarks?)\b"
)

CHANGES: tuple[tuple[re.Pattern[str], tuple[Change, ...]], ...] = (
    (
        re.compile(
            r"\bwhat (?:has |have |is |s )?(?:been )?(?P<word>changed|different|happened|moved"
            r" on)\b"
            r"|\b(?:any|what|the|all|show|list)(?: me)?(?: the| all)? (?P<word2>changes?)\b(?! to)"
            r"|\b(?P<word3>changes?|differences?) (?:since|from|in|to the register)\b"
            r"|\b(?:has|have|did) (?:anything|something|it|things) (?P<word4>changed?)\b"
        ),
        (),
    ),
    (
        re.compile(
            r"\b(?:what|anything|whats)(?: is| s)? (?P<word>new)\b|\b(?P<word2>new|newly added)\b"
            r"(?= (?:\w+ ){0,3}(?:since|this|last|in))|\b(?P<word3>added)\b(?= (?:since|this"
            r"|last|in|to))"
            r"|\bwhich (?:\w+ ){0,2}(?:are|is) (?P<word4>new)\b|\b(?P<word5>new)(?= (?:rec"
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
    (re.compile(r"\b(?P<word>brought forward|moved forward|accelerated)\b"), (Change.EARLIER,)),
    (
        re.compile(
            r"\bowners? (?P<word9>changed)\b|\b(?P<word>reassigned|re assigned|changed hands"
            r"|reallocated|handed over)\b"
            r"|\b(?P<word2>moved|changed)(?= (?:owners?|portfolios?|business"
            r" areas?|areas?|boards?))"
            r"|\bnew (?P<word3>owners?)\b|\bwho (?P<word4>owned|held|had|led|managed)"
            r" .{1,80}(?P<word5>before)\b"
            r"|\b(?P<word6>previous|former) (?P<word7>owners?)\b|\bwho used to (?P<word8>own"
            r"|hold|lead)\b"
        ),
        (Change.REASSIGNED,),
    ),
    (
        re.compile(r"\b(?P<word>reworded|rephrased|rewritten|changed wording|wording changed)\b"),
        (Change.REWORDED,),
    ),
    (
        re.compile(r"\b(?P<word>removed|dropped|taken off|deleted|disappeared)\b"),
        (Change.REMOVED,),
    ),
    (re.compile(r"\b(?P<word>re ?opened)\b"), (Change.REOPENED,)),
    (
        re.compile(
            r"\bchanged? (?:in )?(?P<word>status)\b|\bstatus (?:has |have )?(?P<word2>changed)\b"
        ),
        (Change.CLOSED, Change.REOPENED, Change.STATUS),
    ),
    (re.compile(r"\b(?P<word>changed?|moved)\b(?= (?:\w+ ){0,3}(?:since|between))"), ()),
    (
        re.compile(
            r"\bwhat (?:has |have )?(?:been )?(?P<word>closed|completed|finished|signed off)(?="
            r" (?:since|in|this|last|between|during))"
            r"|\b(?P<word2>closed|completed|finished|signed off) (?:since)\b"
        ),
        (Change.CLOSED,),
    ),
)

_OWNING = (
    r"owns?|owners?|owning|leads?|leading|manages?|managing|holds?|holding|responsible|accountable"
    r"|in charge|looks? after|looking after|running|runs|deals? with|dealing with|handles?|handling"
    r"|got|working on|has|have"
)
_ACTING = r"act|do|implement|deliver|respond|take|issue|give|comply|carry|set|work"
WANTED: tuple[tuple[re.Pattern[str], Field], ...] = (
    (
        re.compile(
            r"\b(?P<word>(?:hmi\w*|ofsted|cqc|inspectorates?|inspectors?|original|statutory)"
            r" (?:deadlines?|due dates?))\b"
        ),
        Field.DEADLINE,
    ),
    (
        re.compile(
            rf"\bwho (?:has|have|needs|need|must|should|(?:is|are) (?:supposed|expected|asked"
            rf"|required))"
            rf" (?:to )?(?P<word>{_ACTING})\b"
            r"|\bwho (?:is|are|was|were) .{0,80}?(?P<word2>addressed to|aimed at|directed at)"
            r"|\b(?P<word3>addressed|directed|aimed) (?:to|at) whom?\b|\bto whom\b"
            r"|\bwho (?:is|are) (?:it|they|this|these|that) for\b"
        ),
        Field.ADDRESSEE,
    ),
    (
        re.compile(
            rf"\bwho (?:else )?(?:is |are |was )?(?:the |currently )?(?P<verb>{_OWNING})\b"
            rf"(?! to (?:{_ACTING})\b)"
            r"|\bwhom? (?:else )?(?:do|should|can|would|must) (?:i|we) "
            r"(?P<word>ring|call|chase|contact|ask|speak|talk|email|see|nudge)"
            r"|\bwho (?:is|are|was) (?:the )?(?:\w+ ){1,6}?(?P<word3>lead|owner|head)s?(?= (?:of"
            r"|for|on)\b|$)"
            r"|\bwhose\b(?! (?:due|deadline))|\b(?:what|which) owners?\b|\bowners? (?:of|for)\b"
            r"|\bwith (?:their|the|its) (?P<word2>owners?)\b|\bowned by whom?\b|\bwho (?:s|is)"
            r" (?:on|it with)\b"
        ),
        Field.OWNER,
    ),
    (
        re.compile(
            r"\bwhen (?:is|are|was|were|does|do|must|should|will)\b.{0,160}?"
            r"\b(?P<word>due|deadlines?|finish|complete[d]?|done|deliver(?:ed)?|expire|run out)\b"
            r"|\b(?:what|when) (?:is |are |was |were )?(?:the |its |their )?(?P<word2>due"
            r" dates?|deadlines?|target dates?)\b"
            r"|\b(?P<word3>due dates?|deadlines?|target dates?) (?:of|for|on)\b"
            r"|\bby (?P<word4>when)\b|\b(?P<word5>when)$|\bhow long (?:do|have) (?:we|i)\b"
            r"|\bwith (?:their|the|its) (?P<word6>due dates?|deadlines?|dates)\b"
            r"|\bdoes .{0,100}\bhave an? (?P<word7>due date|deadline)\b"
        ),
        Field.DUE,
    ),
    (
        re.compile(
            r"\b(?P<word>status|position|progress|latest|updates?) (?:of|on|with|for)\b"
            r"|\bwhat (?:is )?(?:the )?(?:current |latest )?(?P<word2>status|progress|position)\b"
            r"|\bhow (?:is|are) .{0,100}\b(?P<word3>going|progressing|getting on|coming along"
            r"|doing)\b"
            r"|\bwhere (?:are|is) (?:we|things|it) (?:with|on|at|up to)\b"
            r"|\b(?:has|have|did|is) (?:the |any )?(?:work|anything|progress)\b.{0,100}\b"
            r"(?P<word4>started|commenced|begun|begin|start|made|under way|underway)\b"
            r"|\b(?:has|have) .{0,100}\b(?P<word5>started|commenced|begun)\b|\bany"
            r" (?P<word6>progress)\b"
            r"|\bwith (?:their|the|its) (?P<word7>status(?:es)?)\b|\b(?P<word8>status)$"
            r"|\bprogress (?:has|have)\b|\bwhat progress\b"
        ),
        Field.STATUS,
    ),
    (
        re.compile(
            r"\bwhen (?:was|were|did)\b.{0,160}?\b(?P<word>published|issued|released|come out"
            r"|came out)\b"
            r"|\b(?P<word2>publication date)\b"
        ),
        Field.PUBLISHED,
    ),
    (
        re.compile(r"\bwhen (?:was|were|did)\b.{0,160}?\b(?P<word>closed|close|signed off)\b"),
        Field.CLOSED_ON,
    ),
    (re.compile(r"\b(?P<word>last updated|last reviewed)\b"), Field.UPDATED),
    (
        re.compile(
            r"\bwhat (?:does|do|did) .{1,160}?\b(?P<word>ask(?:s|ed)?(?: for| of us)?|say"
            r"|require[sd]?|recommend"
            r"|call(?:s|ed)? for|want)\b|\b(?P<word2>wording|full text|text|content|contents) of\b"
            r"|\bread (?:me|out)\b|\bwhat (?:is|are) .{1,160}\b(?P<word3>about)$"
        ),
        Field.TEXT,
    ),
    (re.compile(r"\b(?:which|what) (?P<word>portfolios?)\b|\bportfolio of\b"), Field.PORTFOLIO),
    (
        re.compile(
            r"\b(?:which|what) (?P<word>business areas?|areas?(?! for improvement)"
            r"|departments?|teams?|units?)\b"
        ),
        Field.BUSINESS_AREA,
    ),
    (re.compile(r"\b(?:which|what) (?P<word>(?:governance )?boards?)\b"), Field.BOARD),
    (
        re.compile(r"\b(?:which|what|how) (?P<word>priority|high a priority)\b|\bpriority of\b"),
        Field.PRIORITY,
    ),
    (
        re.compile(
            r"\b(?:which|what) (?P<word>delegates?)\b|\bwho is .{0,20}delegate"
            r"|\b(?P<word2>delegates?) (?:of|for|on)\b"
        ),
        Field.DELEGATE,
    ),
    (
        re.compile(r"\b(?:which|what) (?P<word>report|inspection) (?:is|did|does|was|made|do)\b"),
        Field.REPORT,
    ),
    (
        re.compile(
            r"\bwho set\b|\bwhose (?:due |dead)|\b(?:dates|deadlines) are (?:ours|hmic\w*|the"
            r" force)"
        ),
        Field.DUE_BASIS,
    ),
)
