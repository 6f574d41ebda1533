"""Reading what a language model returned: claims in the agreed form, or nothing."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.grounding.draft import DraftStatement, Support
from assistant.reports.model.text import tidy

MOST_CLAIMS = 12
_MOST_SUPPORT = 4
_LONGEST_TEXT = 1_000
_LONGEST_QUOTE = 3_000
_LONGEST_REPLY = 100_000
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*)\n\s*```\s*", re.DOTALL | re.IGNORECASE)

_Text = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_TEXT)]
_Quote = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_QUOTE)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Support(_Strict):
    handle: _Text
    quote: _Quote


class _Claim(_Strict):
    text: _Text
    support: Annotated[list[_Support], Field(min_length=1, max_length=_MOST_SUPPORT)]


class _Reply(_Strict):
    claims: Annotated[list[_Claim], Field(max_length=MOST_CLAIMS)]


def read_claims(reply: str) -> list[DraftStatement] | None:
    """Return the claims of a reply; none where it isn't in the agreed form.

    A fence of Markdown around the whole is forgiven; nothing else is mended. Links, mentions,
    mark-up and control characters are taken out of the text of claims.
    """
    if len(reply) > _LONGEST_REPLY:
        return None
    fenced = _FENCED.fullmatch(reply)
    try:
        parsed = _Reply.model_validate_json(fenced["inside"] if fenced else reply)
    except (ValidationError, UnicodeEncodeError):
        return None
    return [
        DraftStatement(
            tidy(claim.text), tuple(Support(each.handle, each.quote) for each in claim.support)
        )
        for claim in parsed.claims
    ]
