"""Words by which a question shows which side it asks: the register, or the reports.

Three strengths, in the order in which they are weighed: what surely speaks of entries, what may
speak of them, and what speaks of the reports.
"""

import re

OF_ENTRIES = re.compile(
    r"\b(?<!their )(?<!its )(?<!our )(?<!my )(?<!his )(?<!her )(?:own|owns|owned|owner|overdue)\b"
    r"|^(?:how many|what|whats|what is|what are|anything|which|who is)(?: \w+)? due\b(?! to\b)"
    r"|^due\b(?! to\b)"
    r"|^(?:is|are) (?:there )?(?:any|anything|some)\b.{0,30}"
    r"\b(?:started|commenced|begun|under ?way)$"
    r"|\b(?:closed|open|overdue|due) per (?:day|week|month|quarter|year)\b"
    r"|^how many (?:more|fewer) (?:\w+ ){0,3}(?:open|overdue|closed)\b"
    r"|^how many (?:are |come |came |is there |are there )?(?:from|out of|in) (?:the )?.{2,60}"
    r"\b(?:report|register|review|inspection|letter|thematic)$"
    r"|\b(?:asked|told|required|recommended|supposed|have|has) to do$"
    r"|^(?:and |so )?(?:how many|which|what)(?: of (?:them|these|those|ours))?"
    r"(?: open| overdue| closed)? (?:mention|refer to|talk about|contain)\b"
    r"|^(?:and |so )?(?:do|does) any(?:thing|one)?(?: of (?:them|these|those|ours))?"
    r" (?:mention|refer to|talk about|contain)\b"
    r"|^(?:and |so )?how many (?:are |open |overdue |closed )*(?:about|regarding|concerning)\b"
    r"|^which (?:ones? )?(?:of (?:them|these|those) )?(?:are|is|have|has|were|was|do|need|still)\b"
)
"""Words by which a question surely speaks of entries of the register without naming any."""
MAY_BE_OF_ENTRIES = re.compile(
    r"\b(?:register|tracker|overdue|due|late|deadlines?|own|owns|owned|owners?|portfolios?|status"
    r"|open|closed?|outstanding|delegat\w+|priority|everything|anything|business area|in progress"
    r"|responsible|accountable|sign(?:ed)?[- ]off|lead|leads|dates?|moved|changed|added|updated"
    r"|evidence|versions?|recorded|holds?|(?:held|managed|led) by|(?:asked|told|required) to do"
    r"|progress|addressed|any mention"
    r"|(?:how many|which|what) (?:mention|refer to|talk about|contain)|how many about"
    r"|got left|what (?:still )?remains"
    r"|do(?:es)? any(?:thing)? (?:mention|refer to)|what(?:'?s| is|'re| are)? for the"
    r"|(?:whats|what is|what's) in"
    r"|(?:has|have|is|did) (?:the |any )?(?:\w+ ){0,4}?work\b.{0,60}"
    r"\b(?:start(?:ed)?|commenced|begun|under ?way|finished))\b"
)
"""Words by which it may: the register is asked first, and kept to where it holds something."""
REPORT_SUBJECT = re.compile(
    r"\b(?:inspectors?|inspectorates?|hmic\w*|ofsted|reports?|paper|papers|letters?|debrief"
    r"|inspections?"
    r"|publication|review|they|it) (?:\w+ ){0,3}?(?:say|says|said|find|finds|found"
    r"|conclude[ds]?|describe[sd]?"
    r"|note[ds]?|identif\w+|highlight\w*|mention(?:s|ed)?|explain\w*"
    r"|(?<!or )(?<!and )(?<!the )report(?:s|ed)?"
    r"|see|saw"
    r"|think|thought"
    r"|make of|criticise\w*|praise\w*|recommend(?:s|ed)?|stat(?:e|es|ed))\b"
    r"|\b(?:did|does|do) (?:the )?(?:\w+ ){1,8}?(?:say|find|conclude|describe|identify|highlight"
    r"|explain)\b"
    r"|\b(?:main|key|headline) findings?\b|\bfindings? (?:on|of(?! each| every)|about|in|from)\b"
)
"""Forms in which a report, or those who wrote it, says something."""
REPORT_WORDS = re.compile(
    r"\b(?:inspectors?|evidence|page|paragraph|chapter|annex|appendix|definition|defined|fieldwork"
    r"|inspected|commissioned|the paper|this paper|papers|graded?|grades?|judgements?|debrief"
    r"|good practice"
    r"|background|found|say about|said about|stands? for|hot debrief|expected"
    r"|inspection reports?|how many forces|agenda|committee only"
    r"|who (?:submitted|prepared|presented|commissioned) (?:the|this|that)"
    r"|(?:why|when|how) (?:was|were) (?:the |this |a )?(?:\w+ ){0,6}?(?:reports?|reviews?"
    r"|inspections?|thematics?) (?:done|made|carried out|undertaken|started))\b"
)
"""Words of reports that no register has, unless entries are spoken of beside them."""
