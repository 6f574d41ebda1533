"""English words for the register's fields and states, as patterns over a question's words."""

import re

from assistant.domain.queries import Field

FIELD_NOUNS: tuple[tuple[str, Field], ...] = (
    (r"portfolios?", Field.PORTFOLIO),
    (
        r"(?:business|policy) areas?|departments?|teams?|units?|areas?(?! for improvement)",
        Field.BUSINESS_AREA,
    ),
    (r"(?:governance )?boards?", Field.BOARD),
    (r"delegates?|action owners?", Field.DELEGATE),
    (r"(?:strategic )?owners?|person|people|individuals?|officers|staff", Field.OWNER),
    (r"reports?|inspections?|thematics?|publications?", Field.REPORT),
    (r"(?:printed status|status wording)", Field.STATUS_TEXT),
    (r"status(?:es)?", Field.STATUS),
    (r"kinds?|types?(?: of finding)?", Field.KIND),
    (r"priorit(?:y|ies)", Field.PRIORITY),
    (r"addressees?", Field.ADDRESSEE),
    (r"numbers?", Field.NUMBER),
)
FIELD = "|".join(f"(?:{pattern})" for pattern, _ in FIELD_NOUNS)

ENTRY_NOUNS = (
    r"(?:recommendations?|reccomm?endations?|recomm?endations?|recs?|afis?|areas? for improvement"
    r"|causes? (?:of|for) concern|actions?|entries|entry|items?|findings?|ones?|rows?|things?"
    r"|deadlines?|obligations?|tasks?|commitments?)"
)

CANONICAL_STATUS: tuple[tuple[str, str], ...] = (
    (
        r"(?:nobody|no ?one) (?:has |have )?(?:yet )?(?:finished|closed|completed|done|signed off"
        r"|delivered)",
        "open",
    ),
    (r"(?:still owes?|owes?(?= us\b))(?: us)?", "open"),
    (r"working on$|working on(?= (?:now|currently|at the moment))", "open"),
    (r"(?:(?<=we )|(?<=i )|(?<=they ))sign(?:ed)? off", "closed"),
    (
        r"(?:wait(?:ing|s)?|still|yet|pending|needs?|needing) to be allocated|allocation pending",
        "not allocated",
    ),
    (
        r"(?:await(?:ing|s)?|wait(?:ing)? (?:for|on)) (?:the )?(?:hmi\w*|inspectorates?"
        r"|inspectors?)"
        r" to (?:sign(?:ed)? off|verify|approve|confirm|close(?: them| it)?)",
        "awaiting sign-off",
    ),
    (
        r"(?:been )?submitted(?! (?:the|this|that) (?:\w+ )?(?:report|paper))"
        r"(?: for (?:sign off|signoff|compliance|closure))?",
        "awaiting sign-off",
    ),
    (
        r"(?:complete[d]?|done|finished|closed)(?: by us)?,? (?:but|yet|and)"
        r" (?:(?:is|are|it is|they are) )?(?:(?:still|just|now|currently) )?"
        r"(?:with|await(?:ing|s)?|wait(?:ing)? (?:for|on)|pending)(?: the)?"
        r" (?:hmi\w*|inspectorates?|inspectors?|sign(?:ing)? ?off|signoff|verif\w+|approv\w+)",
        "awaiting sign-off",
    ),
    (
        r"(?:complete[d]?|done|finished) (?:but|and) not (?:yet )?(?:been )?(?:signed off|closed)",
        "awaiting sign-off",
    ),
    (
        r"(?:needs? |needing )?(?:hmi\w*|inspectorates?|inspectors?) to"
        r" (?:sign|close|verify|approve)"
        r"(?: (?:them|it|these|this))?(?: off)?",
        "awaiting sign-off",
    ),
    (
        r"(?:await(?:ing|s)?|pending|wait(?:ing)? (?:for|on)|ready for|out for|up for|with)"
        r" (?:the )?(?:hmi\w*|inspectorates?|inspectors?)?"
        r" ?(?:s )?(?:to )?(?:sign(?:ed)? off?|signoff|closure|verif\w+|approv\w+|confirm\w+)",
        "awaiting sign-off",
    ),
    (
        r"(?:await(?:ing|s)?|pending|wait(?:ing)? (?:for|on)|sitting with|submitted to|with)"
        r" (?:the )?(?:hmi\w*|inspectorates?|inspectors?)",
        "awaiting sign-off",
    ),
    (r"(?:needs? |wants? )?(?:signing off|to be signed off)"
     r"|(?:for |at |in )?(?:the )?(?:sign ?offs?|signoffs?)(?: queue| stage| list)?",
     "awaiting sign-off"),
    (r"no further action(?: (?:needed|required))?|nfa|superseded|withdrawn|subsumed",
     "no further action"),
    (r"not (?:for us|ours|our (?:job|responsibility|problem)|for the force|for this force)",
     "not applicable"),
    (r"not applicable|(?:no longer|not) appl(?:y|ies|icable)(?: to us)?", "not applicable"),
    (r"(?:await(?:ing|s)?|pending) allocation|not (?:yet )?(?:been )?allocated|unallocated"
     r"|to be allocated", "not allocated"),
    (r"in progress|on ?going|under ?way|being (?:progressed|worked on|actioned)|progressing",
     "in progress"),
    (r"(?:been )?(?<!be )(?:signed off|closed(?: off| down)?|completed?"
        r"|(?<!review )(?<!inspection )(?<!report )(?<!thematic )done|finished|discharged"
    r"|resolved"
     r"|implemented|delivered)|closures?|(?<!to )(?<!can )(?<!could )(?<!may )(?<!must )"
     r"(?<!should )(?<!we )(?<!i )close$|(?<=did we )close|(?<=did i )close|(?<=did they )close",
     "closed"),
    (r"pending", "awaiting sign-off"),
    (r"(?:(?<=what )|(?<=what is )|(?<=which are )|(?<=still )|(?<=is there )|(?<=are )"
     r"|(?<=anything )|(?<=got )|(?<=recs )|(?<=recommendations )|(?<=ones )|(?<=much ))"
     r"left\b(?! (?:out|off))"
     r"|left(?= to do|$)|(?:still )?(?:got|have|has) (?:left )?to do|left to do|(?:still"
    r" |left )?(?:open|outstanding|(?:(?<=are )|(?<=is ))live"
     r"|live(?! (?:in|with|at|on|outside|within|there|near|alone)\b)|incomplete|unfinished"
     r"|unresolved|unclosed)"
     r"|still to do|remaining|(?<=what )(?:still )?remains|still active|active", "open"),
    (r"(?:no|without a?|blank) status|status (?:is )?(?:blank|not stated|missing)", "not stated"),
    (r"(?:unknown|unrecognised) status(?:es)?"
     r"|status(?:es)? (?:is |are )?(?:unknown|unclear|not recognised)", "unknown"),
)  # fmt: skip

OVERDUE = re.compile(
    r"\b(?:over ?due|late|(?:(?:gone|went|going|run|slipped) )?past (?:its |their |the )?(?:due(?:"
    r" dates?)?|deadlines?|dates?|target(?: dates?)?)"
    r"|missed(?= [a-z]*\d[\w-]*)|miss(?:ed)?(?= (?:in|last|this|during)\b|$)|(?:running |fallen "
    r"|falling )?behind(?: schedule)?(?= (?:on|with|for|in|by)\b|$)|behind schedule"
    r"|(?:(?<=date )|(?<=dates )|(?<=deadline )|(?<=deadlines )|(?<=target )"
    r"|(?<=targets ))(?:that |which )?(?:has|have|had|is|are) (?:already |long |also |now |since )*"
    r"(?:been and gone|gone|passed|expired|elapsed)"
    r"|already (?:been and )?(?:gone|passed|expired|elapsed)"
    r"(?! (?:to|through|from|on|into|up)\b)"
    r"|(?:due )?(?:dates?|deadlines?) (?:that )?(?:(?:is|are) )?in the past"
    r"|(?:should|ought to) (?:already )?have been (?:done|finished|completed|closed)(?: by"
    r" now)?|miss(?:ed|es|ing)? (?:its |their |the |any |our |some )?"
    r"(?:due dates?|deadlines?|(?<=its )dates?|(?<=their )dates?|(?<=its )targets?"
    r"|(?<=their )targets?)|out of time"
    r"|lapsed)\b"
)
IMMEDIATE = re.compile(
    r"\b(?:(?:straight|right) away|without delay|immediate(?:ly)?|with immediate effect"
    r"|urgent(?:ly)?)\b"
)
_BLANK_NOUNS = (
    (r"(?:named )?(?:owners?|ownership|one (?:owning|responsible|leading))|lead(?: officer)?s?",
     Field.OWNER),
    (r"delegates?", Field.DELEGATE),
    (r"portfolios?", Field.PORTFOLIO),
    (r"(?:business )?areas?", Field.BUSINESS_AREA),
    (r"boards?", Field.BOARD),
    (r"(?:clos(?:ing|ure|ed)|completion) dates?|dates? of clos(?:ing|ure)", Field.CLOSED_ON),
    (r"(?:hmi\w*|inspectorates?|inspectors?|original|statutory|official)(?: s)? (?:own )?"
     r"(?:due )?(?:dates?|deadlines?)", Field.DEADLINE),
    (r"(?:due |target )?(?:dates?|deadlines?)(?! in the past)|due(?= |$)", Field.DUE),
    (r"priorit(?:y|ies)", Field.PRIORITY),
    (r"addressees?", Field.ADDRESSEE),
    (r"numbers?", Field.NUMBER),
    (r"notes?|updates?", Field.TEXT),
    (r"status(?:es)?(?! of)", Field.STATUS),
)  # fmt: skip
_LACK = (
    r"(?P<lack>(?:still )?(?:with no|with out|without|have no|has no|having no|lack(?:s|ing)?"
    r"|(?:still )?need(?:s|ing)?(?= an? )"
    r"|missing|(?:have |has )?(?:neither|nor)|no|not (?:got|have|had)|not have|not given|nobody"
    r"|blank)(?: an?| any| the| yet)*)"
)
_HAVE = r"(?P<have>(?:with|have|has|having|given|that have|got)(?: both)?(?: an?| any| the)*)"
BLANK_NOUNS = "|".join(nouns for nouns, _ in _BLANK_NOUNS)


def blank_noun(noun: str) -> Field:
    """Return the field that a noun names after "without" or "with"."""
    return next(field for nouns, field in _BLANK_NOUNS if re.fullmatch(nouns, noun))


_GOT_DUE = "|due(?= |$)"
"""No noun after "have": what someone "has got due" has more to it than a date."""
BLANKS: tuple[tuple[re.Pattern[str], Field, bool], ...] = tuple(
    (
        re.compile(rf"\b{opening} (?:{nouns if lacking else nouns.replace(_GOT_DUE, '')})\b"),
        field,
        lacking,
    )
    for nouns, field in _BLANK_NOUNS
    for opening, lacking in ((_LACK, True), (_HAVE, False))
)
NOBODY = re.compile(
    r"\b(?:(?:nobody|no ?one|not anyone) (?:(?:has )?(?:picked up|taken on|owns?|holds?|leads?"
    r"|manages?)|has(?! (?:\w+ed|done|begun|made|put|set|given|seen|written)\b))"
    r"|(?:nobody|no ?one|no)(?: s)? names? (?:is )?(?:against|on|beside|next to|down for"
    r"|attached to)(?: (?:it|them|these|those))?|unowned|unassigned"
    r"|ownerless|owned by (?:nobody|no ?one|none)"
    r"|not (?:yet )?(?:been )?(?:assigned|owned)(?: (?:by|to) (?:anyone|anybody)|(?! (?:by|to)\b))"
    r"|owner ?(?:is )?(?:blank|missing|not stated))\b"
)
UNDATED = re.compile(
    r"\b(?:undated|not dated|(?:due )?dates? (?:is |are )?(?:blank|missing|not stated))\b"
)

ME = re.compile(
    r"\b(?:mine|my(?! (?:(?:own )?(?:team|unit|department|section|squad|division|directorate"
    r"|branch|business area|portfolio|command|district|patch|area|people|staff|officers|direct"
    r"|lot|guys|reports)\b|colleague|boss|manager|audit|meeting|briefing|paper|notes|records"
    r"|purposes|boss|understanding|view|opinion))|myself"
    r"|(?<!could )(?<!can )(?<!may )(?<!who do )(?<!whom do )(?<!who should )"
    r"i (?:am |have |ve )?(?:the )?(?:own|owned"
    r"|owner|have|hold|holding|lead|leading|manage|managing|run"
    r"|responsible|accountable|got|need to|must|should|down for|on the hook|assigned|late|behind"
    r"|due"
    r"|supposed to|look after|clos(?:e|ed|ing)|completed?|finish(?:ed)?|done|miss(?:ed)?"
    r"|delegated|inherited|picked up|taken on|owe|been (?:given|assigned|allocated)"
    r"|(?:still|also|currently|already) (?:own|have|hold|owe|lead|manage|need to|must))"
    r"|(?<!who )(?<!whom )(?<!else )(?:am|do|have|must|should|need|will|did) i(?: personally)?"
    r"|(?:assigned|given|allocated|belongs?|belonging|delegated|down|coming|heading|passed|handed"
    r"|moved|transferred|left|falls?|falling) to me|(?:by|against|under"
    r"|on|with) me\b(?! please)|(?:owned|held|led|managed) by me"
    r"|who am i (?:the )?(?:delegate|deputy) (?:for|to)|who (?:do|did) i deputise for"
    r"|names? me(?: personally)?|on my plate|against me|against my name)\b"
)
ADDRESS_CUE = re.compile(
    r"\b(?:exclud(?:e|es|ing)|except(?:ing)?|apart from|other than|but not|ignoring|minus"
    r"|address(?:ed|es)?(?: (?:to|at))?|aimed (?:at|to)|directed (?:at|to)|targeted at"
    r"|nam(?:e|es|ed|ing)|involv(?:e|es|ed|ing)|ask(?:s|ed)? of|for|must|should|has to"
    r"|have to|tasked|made to|on the"
    r"|(?:recommendations?|recs?|afis?|actions?|anything|everything|something|directed|given) to)\b"
)
NEGATOR = re.compile(
    r"\b(?:(?P<other>(?:all|everything|everyone|anything|anyone|anybody|everybody|any|those|none)"
    r" but(?! not\b)|with the exception of"
    r"|(?P<instead>rather than|instead of|as opposed to)|barring"
    r"|discounting|other than|besides|apart from|aside from|not counting|leaving aside"
    r"|disregarding"
    r"|save for|except(?:ing)?(?: for)?|excluding|exclude|bar"
    r"|but not|drop|ignore|skip|hide|(?:tak|leav|stripp?|filter)(?:e|ing)? out|not including"
    r"|outside(?: of)?|ignoring|minus)"
    r"|(?P<plain>not|no longer|never|non|neither|nor|without|no|none|cannot))\b"
)

_FILLER = """
    told personally everywhere ought
    says saying meeting briefing shared furthest farthest purpose purposes
    went became become becomes becoming compared comparison someone waiting
    onwards onward kept
    responsibility responsibilities take taken takes picture situation overview job jobs duty duties
    stuff bits desk hands lists workload colleague colleagues nowadays anymore really honestly
    probably possibly apparently obviously asap fyi btw folks guys mate meant chasing remain remains
    existing sorry afternoon evening question quickly trying hoping wonder wondering interested
    appreciate grateful regards sitting lying
    deal deals dealing involve involves involving touch touches printed days long late play state
    came comes out already according queue still got
    delegate delegates
    v stuck fell
    delegated deputising deputise deputises deputised marked vs versus
    paper papers commit commits committed
    run runs addressed aimed directed nudge ring call chase contact speak ask asks asked asking
    against combined together
    a about above accountable across action actions actually afi afis after again all allocated
    along alright also altogether am among amongst an and any anybody anyone anything applies
    apply are area areas around as asap assigned at basically be been before being belong
    belonging belongs bit board boards both brief briefly business but by can chase check cheers
    come coming commitments concern concerned concerning contain contains could cover covered
    covers current currently date dates deadline deadlines department departments detail detailed
    details did display do does doing down due each either else entire entries entry even ever
    every everyone everything exactly exist exists expect expected face facing fall falling falls
    far few find finding findings fine for force forces from full get gets getting give given go
    goes going gone good got had happen happening has have having he head held hello help her here
    hers hey hi him his hmic hmicfrs hold holding holds hook how i id ids if in including info
    information inspection inspections inspector inspectorate inspectorates inspectors into
    involved is issue issued it item items its just keep kind kindly kinds know lead leading leads
    led let liaison like list listed ll look looking lot made make manage managed manages many
    matter may maybe me mention mentioned mentioning mentions might moment
    monitor monitored monitoring
    monitors morning most much must
    my name named names need needed needs note notes now number numbers obligations of off officer
    officers ok okay on one ones only or other others our ours out outline over overall own owned
    owner owners owning owns part particular parts people perhaps person plate please point
    portfolio portfolios present presently print priorities priority progress pull put quick
    quickly quite raise raised re read really rec recommendation recommendations record recorded
    records recs ref refer reference references referring refers refs regarding register
    registered registers relate related relating remind report reports require required requires
    responsible right row rows running s say see send set shall she should show showing sit sits
    sitting so some somebody someone something specific specifically stand stands status still
    such sum summarise summary supposed t table talk talks task tasks team teams tell text texts
    thank thanks that the their theirs them then there these they thing things this those though
    through to too total totals tracker trackers type types under unit units until up update
    updated updates upon us ve very want wanted wants was way we well were what whatever when
    where whether which while who whole whom whose why will wish with within worded wording work
    working would yes yet you your
"""
FILLER = frozenset(_FILLER.split())
"""Words that change nothing where no other rule wants them."""
