"""Words of which the names of periods are made, as patterns."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


NUMBER = (
    r"(?:\d{1,4}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|ninety|couple\s+of|few)"
)


UNIT = r"(?:day|week|fortnight|month|quarter|year)s?"


COMMITTEE = (
    r"(?:(?:joint\s+)?(?:independent\s+)?audit\s+(?:committee|panel)s?|committees?|jacs?|jiac|jasp"
    r"|jarap)(?:\s+(?:meeting|paper|report|update)s?)?|meetings?|paper"
)


SEVERAL = r"(?:committees|jacs|meetings|committee\s+meetings|jac\s+meetings)"


LATE_BY = (
    rf"(?P<more>(?:by\s+|for\s+)?(?:more\s+than|over|at\s+least|less\s+than|under|fewer\s+than"
    rf"|up\s+to|no\s+more\s+than)|by|for)?\s*"
    rf"(?P<number>{NUMBER})\s+(?P<unit>{UNIT})"
)


EDGE_OF = (
    r"(?:(?:the|this|next|last)\s+)*(?:(?:calendar|financial|fiscal)\s+)?(?:year|quarter|month"
    rf"|week|fy|q[1-4](?:\s+20\d\d(?:/\d\d)?)?|20\d\d(?:/\d\d)?|{MONTH}(?:\s+20\d\d)?)"
)
