"""English words for what is wanted of entries, as patterns over a question's words.

Named parts are the words that the pattern claims; the rest stays for other rules.
"""

import re

from assistant.domain.queries import Field
from assistant.understanding.words.lexicon import ENTRY_NOUNS, FIELD

_GROUPED = FIELD.replace("|(?:numbers?)", "").replace("publications?", "publications?(?! dates?)")
RANKED = re.compile(r"\b(?:rank|ranking of|league table of|top \w+|(?P<least>bottom \w+))\b")

SORT = re.compile(
    rf"\b(?:(?:sort|order|rank|arrange) (?:\w+ ){{1,4}}?by (?:the )?(?P<by2>due dates?|due"
    rf"|deadlines?|dates?|{_GROUPED})\b|by (?:the )?(?P<published>publication(?: dates?)?"
    r"|dates? of publication|dates? published)"
    r"(?P<down2> descending| latest first| newest first)?"
    rf"|(?:sort|sorted|order|ordered|rank|ranked|arrange[d]?) (?:them )?by (?:the )?"
    rf"(?P<by>due dates?|due|deadlines?|dates?|publication dates?|{_GROUPED})(?P<down> descending"
    rf"| latest first"
    r"| newest first)?|(?P<first>soonest|earliest|oldest|latest|newest) first)\b"
)
GROUP = re.compile(
    rf"\b(?:(?:broken|break|split|group|grouped|count|counted|counts)(?: (?:them|it))?(?: down)? )?"
    rf"(?:by|per|for each|for every|in each|under each|across (?:the |all )?(?:the )?"
    r"|each|of each|every) ?"
    rf"(?P<a>{_GROUPED})(?: (?:and then|and|then|by|x) (?:by |per )?(?P<b>{_GROUPED}))?\b"
    rf"|\b(?P<f>status(?:es)?|priorit(?:y|ies)|types?|kinds?) (?:by|per|for each)"
    rf" (?P<g>{_GROUPED})\b"
    rf"|\b(?P<j>{_GROUPED}) (?:x|by|vs|versus|against) (?P<k>{_GROUPED}) (?:grid|matrix|table)\b"
    rf"|\b(?:table|matrix|grid|heat ?map|cross ?tab\w*)(?: of| with)? (?P<h>{_GROUPED})"
    rf" (?:x|by|vs|versus|against|and) (?P<i>{_GROUPED})\b"
    r"|\b(?P<e>status|priority|type|kind|owner|portfolio|business area|delegate|addressee)"
    r" (?:breakdown|split|mix|distribution|profile|spread|table|chart|totals?|counts?|numbers)\b"
    r"(?: (?:of|for|on|in|across))?"
    r"|\b(?:spread|distributed|distribution|divided|shared|split|allocated|mix|fall|sit)"
    rf" (?:out )?(?:across|among|amongst|between|over) (?:the |all |our )*(?P<c>{_GROUPED})\b"
    r"|\b(?:tally|breakdown|distribution|split|mix|profile|spread|count|counts|summary) of (?:the"
    r" |their |each )?(?P<d>status(?:es)?|priorit(?:y|ies)|kinds?|types?|owners|portfolios"
    r"|business areas|delegates|addressees)\b"
)
GROUP_NOUN = re.compile(
    rf"\b(?:which|what|how many) (?P<noun>{_GROUPED})(?: \w+){{0,2}}? (?:have|has|had|with"
    rf"|contain|got)\b"
    rf"|\b(?:which|what) (?P<noun2>{_GROUPED})\b(?! (?:is|are) (?:the )?(?:most|least) \w+$)"
    rf"(?: (?P<whoverb>carr(?:y|ies|ying)|fac(?:e|es|ing)|accounts? for|sees?|shows?|holding"
    rf"|is carrying|is facing|are carrying|are facing))?.*\b(?:most|fewest|least)\b"
    rf"|\b(?P<noun3>{_GROUPED}) (?:who|that|which)? ?(?:have|has|with)\b"
    rf"|\b(?:which|what) (?P<noun9>{_GROUPED}) (?:are|do|did) (?:they|these|those|each) (?:come )?"
    r"(?:from|in|under|with)\b"
    r"|\bhow many (?:(?P<nounless>different|distinct|separate) )?(?P<noun4>portfolios"
    r"|business areas|boards"
    r"|owners|delegates|priorities|addressees)\b"
    r"|\bhow many (?:(?P<nounless2>different|distinct|separate) )?(?P<noun5>reports)(?: are"
    r"| do we have)?(?: there)?"
    r" (?:in|on) (?:the |our )?(?:register|tracker)\b"
    r"|^(?:please |can you )?(?:list|name|show(?: me)?|give me|what are) (?:all (?:of )?|every )?"
    r"(?:the |our )?(?:different )?"
    r"(?P<noun6>portfolios?|business areas?|boards?|owners?|delegates?|addressees?)$"
    rf"|\b(?:rank|ranking of|league table of) (?:the )?(?P<noun7>{_GROUPED})(?= (?:by|on|for)\b)"
    rf"|^(?:show |list |give |me |the |all )*(?P<noun10>{_GROUPED})"
    r" (?:by (?:the )?(?=(?:number|count)\b)|and (?=(?:how many|number|count)\b)"
    r"|(?=how many (?:\w+ )?each\b))"
    rf"|\b(?:top|bottom) (?:\w+) (?P<noun8>{_GROUPED})(?= (?:by|for|with|on)\b)"
    r"|\b(?P<who>who) (?:has|have|got|has got|owns?|holds?|is|are) .{0,40}\b(?:most|fewest|least)\b"
)
OF_ENTRIES = re.compile(
    rf"\b(?:{ENTRY_NOUNS}|over ?due|open|closed?|outstanding|late|due|owns?|holds?|responsible"
    r"|register|tracker|nothing|progress|most|fewest|least|priority|sign(?:ed)? off|allocated"
    r"|delegat\w+)\b"
)
"""Words without which "how many officers has the force" asks of people, not of owners."""
OF_PEOPLE = re.compile(r"officers|staff|people|individuals?|persons?|teams?|units?|departments?")
BREAKING = re.compile(
    r"\b(?:break|split|divide|group|cut|slice|separate|chart)"
    r"(?: (?:it|that|this|them|those|these))?(?: (?:down|up|out))?\b"
    r"|\b(?:a |the )?breakdown(?: of)?|\b(?:down|up|out)(?= by\b)"
)
"""Verbs for a table of counts, where what it is counted by stands elsewhere."""
MOST = re.compile(r"\b(?:the )?(?P<most>most|fewest|least|(?:highest|largest|biggest) number of)\b")
COUNT = re.compile(
    r"\b(?:how many(?! (?:days|weeks|months)\b)|number of|count of|count|counts|tally"
    r"|total number of|headcount|(?:numbers|totals|figures)(?= (?:for|by|per|of|in|across)\b))\b"
)
SHARE = re.compile(
    r"\b(?:(?:what|which) )?(?:percentage|percent|proportion|portion|share(?= of\b| is\b| are\b)"
    r"|fraction)(?P<of> of)?\b"
    r"(?: (?:the|all|our|my)\b)*"
)
NEXT = re.compile(
    r"\b(?:due next|next (?:up|due|deadlines?|one|to (?:fall |be |come )?due)|up next"
    r"|(?:soonest|nearest|first) (?:due(?: dates?)?|deadlines?|dates?|to (?:fall |be"
    r" )?due)"
    r"|most urgent|due (?:first|soonest|earliest)"
    r"|next(?! (?:inspection|report|visit|review|letter|revisit|paper|publication)))\b"
)
LAST = re.compile(
    r"\b(?:(?:latest|last|furthest|farthest|final) (?:due(?: dates?)?|deadlines?|dates?"
    r"|to (?:fall |be )?due)|due (?:last|latest)|last of(?= .*\bdue\b)"
    r"|last(?= (?:afi|area for improvement|cause of concern|action)\b.*\b"
    r"(?:due|deadline))|last (?:thing|one|entry|rec|recommendation"
    r"|item)(?: to (?:be |fall )?)? ?(?:due)?)\b"
)
OLDEST = re.compile(
    r"\b(?:earliest (?:due(?: dates?)?|deadlines?|dates?)|(?:oldest|longest|worst)(?= (?:over"
    r" ?due|outstanding|late|open))"
    r"|(?<=overdue )(?:the )?longest|(?<=late )(?:the )?longest|longest standing|most(?= over"
    r" ?due\b))"
)
NEWEST = re.compile(r"\b(?:(?:most )?recently published|latest published|newest)\b")
LATEST_CLOSED = re.compile(
    r"\b(?:most recently(?! published| issued)|(?:latest|last|newest)(?= (?:(?:one|entry|thing|rec|"
    r"recommendation) (?:to be |that was |we )?)?(?:closed|completed|signed off)\b))"
)
_OWNING = (
    r"answers? for|answering for|owns?|owners?|owning|leads?|leading|manages?|managing|holds?"
    r"|holding|responsible|accountable|in charge|looks? after|looking after|running|runs"
    r"|deals? with|dealing with|handles?|handling"
    r"|got|working on|has|have"
)
_ACTING = r"act|do|implement|deliver|respond|take|issue|give|comply|carry|set|work"
WANTED: tuple[tuple[re.Pattern[str], Field], ...] = (
    (
        re.compile(
            r"\b(?P<word>(?:hmi\w*|ofsted|cqc|inspectorates?|inspectors?|original|statutory)"
            r" (?:deadlines?|due dates?)|originally(?= (?:due|set|expected|to be)))\b"
            r"|\b(?P<word2>dates?|deadlines?) did (?:the )?(?P<word3>hmi\w*|inspectorates?"
            r"|inspectors?) (?P<word4>(?:originally|first) (?:give|set|fix|ask for))\b"
        ),
        Field.DEADLINE,
    ),
    (
        re.compile(
            rf"\bwho (?:has|have|needs|need|must|should|(?:is|are) (?:supposed|expected|asked"
            rf"|required))"
            rf" (?:to )?(?P<word>{_ACTING})\b"
            r"|\bwho (?:(?:is|are|was|were|s) )?.{0,80}?(?P<word2>addressed to|aimed at"
            r"|directed at)"
            r"|\b(?P<word3>addressed|directed|aimed) (?:to|at) whom?\b|\bto whom\b"
            r"|\bwho (?:is|are) (?:it|they|this|these|that) for\b"
            r"|\b(?:its|their|the|what|which) (?P<word4>addressees?)\b"
        ),
        Field.ADDRESSEE,
    ),
    (
        re.compile(
            rf"\bwho (?:else )?(?:is |are |was |has |have )?(?:the |currently )?"
            rf"(?P<verb>{_OWNING}|(?:took|taken|takes|taking) (?:over|on)|inherited"
            r"|pick(?:s|ed|ing)? up)\b"
            rf"(?! to (?:{_ACTING})\b)"
            r"|\bwhom? (?:else )?(?:do|should|can|would|must) (?:i|we) "
            r"(?:need to |have to )?"
            r"(?P<word>ring|call|chase|contact|ask|speak|talk|email|see|nudge)"
            r"|\bwho (?:is|are|was) (?:the )?(?:\w+ ){1,6}?(?P<word3>lead|(?:strategic )?owner"
            r"|head)s?(?= (?:of|for|on)\b|$)"
            r"|\bwhose\b(?! (?:due|deadline))|\b(?:what|which) owners?\b"
            r"|\bsame (?P<word10>owners?)\b"
            rf"|\b(?:does|do|did|is|has) (?:anyone|anybody|someone|somebody) (?:\w+ ){{0,4}}?"
            rf"(?P<word11>{_OWNING}|own|hold|lead|manage)\b"
            r"|\bowners? (?:of|for)\b"
            r"|\b(?P<word8>owners?)(?= and (?:due|deadline|status|date|delegate|priority))"
            r"|\b(?:dates?|deadlines?|status|priority|portfolio) and (?P<word9>owners?)\b"
            r"|\bwith (?:their|the|its) (?P<word2>owners?)\b|\bowned by whom?\b|\bwho (?:s|is)"
            r" (?:on|it with)\b"
        ),
        Field.OWNER,
    ),
    (
        re.compile(
            r"\bwhen (?:is|are|was|were|does|do|did|must|should|will|s)\b.{0,160}?"
            r"\b(?P<word>due|deadlines?|finish|complete[d]?|done|deliver(?:ed)?|expire|run out)\b"
            r"|\b(?:what|when) (?:is |are |was |were )?(?:the |its |their )?(?P<word2>due"
            r" dates?|deadlines?|target dates?)\b"
            r"|\b(?<!missed the )(?<!missed its )(?<!missed their )(?<!missed )(?<!past the )"
            r"(?P<word3>(?:due )?dates?|deadlines?|target dates?) (?:of|for|on)\b|\bour"
            r" (?P<word10>target)\b"
            r"|\bwhen did .{1,60}?\b(?P<word14>(?:become|go|fall) (?:over ?due|late|due))\b"
            r"|\b(?<!past )(?<!missed )(?<!miss )(?<!beyond )(?:its|their) (?P<word15>due dates?"
            r"|deadlines?|target dates?)$"
            r"|\bhow (?P<word12>long)(?= (?:has|have) .{1,60}\b(?:overdue|late)\b)"
            r"|\bhow many (?P<word8>(?:days|weeks|months)(?: until| till| to)?)\b"
            r"|\bhow (?P<word9>late|long (?:until|till|before)|long(?= (?:is left|left"
            r"|to go)))\b(?! overdue)"
            r"|\b(?P<word11>(?:days|weeks|months|time) (?:left|remaining|to go))\b|\bby"
            r" (?P<word4>when)\b"
            r"|\b(?P<word5>when)(?: exactly| precisely| is (?:it|that)| are (?:they|those))?$"
            r"|\bhow long (?:do|have) (?:we|i)\b"
            r"|\bwith (?:their|the|its) (?P<word6>due dates?|deadlines?|dates)\b"
            r"|\bdoes .{0,100}\bhave an? (?P<word7>due date|deadline)\b"
            r"|\b(?:same|identical) (?P<word13>due dates?|deadlines?)\b"
        ),
        Field.DUE,
    ),
    (
        re.compile(
            r"\b(?<!with a )(?<!in )(?P<word>status(?:es)?|position|progress"
            r"|latest(?: (?:news|word|update|position|state))?|news|updates?)"
            r" (?:of|on|with|for|about)\b"
            r"|\bwhat (?:is )?(?:the )?(?:current |latest )?(?P<word2>status|progress|position)\b"
            r"|\bhow (?:is|are) .{0,100}\b(?P<word3>going|progressing|getting on|coming along"
            r"|doing)\b"
            r"|\b(?:what|which) (?P<word10>stage)\b"
            r"|\bwhere (?:are|is|have) (?:we|things|it) (?:got (?:to )?)?(?:with|on|at|up to)\b"
            r"|\bstate of (?P<word9>play)\b"
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
            r"|\b(?:which|what) (?:\w+ ){0,4}?(?P<word3>(?:published|issued|came out)"
            r" (?:first|last|earlier|later))\b"
        ),
        Field.PUBLISHED,
    ),
    (
        re.compile(
            r"\bwhen (?:was|were|did)\b.{0,160}?\b(?P<word>closed|close|signed off)\b"
            r"|\bwhen did .{1,80}?\b(?P<word2>finish|complete)\b"
        ),
        Field.CLOSED_ON,
    ),
    (
        re.compile(
            r"\b(?P<word>last (?:updated?|reviewed?|touch(?:ed)?|look(?:ed)? at|amend(?:ed)?"
            r"|edit(?:ed)?))\b"
        ),
        Field.UPDATED,
    ),
    (
        re.compile(
            r"\bwhat (?:does|do|did) .{1,160}?\b(?P<word>ask(?:s|ed)?(?: for| of us)?|say"
            r"|require[sd]?|recommend"
            r"|call(?:s|ed)? for|want)\b|\b(?P<word2>wording|full text|text|content|contents) of\b"
            r"|\bwhat .{1,120} (?P<word4>says|asks(?: for)?|requires)$|\bread (?:me|out)\b"
            r"|\bwhat (?:is|are) .{1,160}\b(?P<word3>about)$"
        ),
        Field.TEXT,
    ),
    (
        re.compile(
            r"\b(?:which|what|same) (?P<word>portfolios?)\b|\bthe portfolio of\b"
            r"|\b(?:its|their) (?P<word2>portfolio)$"
        ),
        Field.PORTFOLIO,
    ),
    (
        re.compile(
            r"\b(?:which|what|same) (?P<word>business areas?|areas?(?! for improvement)"
            r"|departments?|teams?|units?)\b"
        ),
        Field.BUSINESS_AREA,
    ),
    (re.compile(r"\b(?:which|what) (?P<word>(?:governance )?boards?)\b"), Field.BOARD),
    (
        re.compile(
            r"\b(?:which|what|how) (?P<word>priority|high a priority)\b|\bthe priority of\b"
            r"|\b(?:its|their|the|what) (?P<word2>priority)$"
        ),
        Field.PRIORITY,
    ),
    (
        re.compile(
            r"\b(?:which|what) (?P<word>delegates?)\b|\bwho is .{0,20}delegate"
            r"|\bwho (?:is |was )?(?P<word3>deputi[sz](?:es?|ed|ing))\b|\bwho (?P<word4>stands?"
            r"|steps?"
            r"|stood) in (?:for|on)\b"
            r"|\b(?<!i )(?<!i the )(?P<word2>delegates?) (?:of|for|on)\b"
            r"|\bwho (?:is |are )?(?P<word5>delegated)$"
            r"|\bwhom? (?:has|have|was|were|is|did) .{1,50}\b(?P<word6>delegated?) to$"
            r"|\bdo(?:es)? .{1,60} have an? (?P<word7>delegate|deputy)\b"
        ),
        Field.DELEGATE,
    ),
    (
        re.compile(r"\b(?:which|what) (?P<word>report|inspection) (?:is|did|does|was|made|do)\b"),
        Field.REPORT,
    ),
    (
        re.compile(
            r"\bwho set\b|\bwhose (?:due dates?|deadlines?)\b(?! (?:is|are|was|were) (?:this|next"
            r"|before|after|in|on|by"
            r"|due|within|past|gone|later|earlier|the|overdue|already|still|not)\b)(?! (?:falls?"
            r"|has|have|passed))|\b(?:dates|deadlines) are (?:ours|hmic\w*|the"
            r" force)"
        ),
        Field.DUE_BASIS,
    ),
)
