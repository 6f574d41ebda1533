"""English words for columns that are no field of ours: risk ratings, costs, notes."""

import re

COLUMNS = re.compile(
    r"\b(?:risk (?:ratings?|scores?|levels?)|rag (?:ratings?|status)|b?rag|risks?(?= (?:on|of|for))"
    r""
    r"|sign off levels?|priority ratings?|severity|importance)\b"
)

MISSING = re.compile(
    r"\bhow much\b.{0,60}\b(?P<word>costs?|spent|spend)\b|\b(?P<word2>budgets?|phone"
    r" numbers?|email addresses)\b"
)

NOTES = re.compile(
    r"\bwhat did (?:we|they|you) (?P<word3>(?:last |most recently )?(?:say|write|record|note))"
    r" (?:about|on|of)\b|"
    r"\b(?P<word>notes?|comments?|remarks?) (?:on|of|for|against|about)\b"
    r"|\b(?:what|any|the|read) (?:do |does |is |are )?(?:the"
    r" )?(?P<word2>notes?|comments?|remarks?)\b"
)
