"""Sources: are they the right pages, do they say what is quoted, and does the statement follow?

The original files are read by code of our own, so that a fault of the assistant's readers shows.
"""

from typing import Any

from eval.answers import Answered
from eval.cases import Case
from eval.numbers import not_in
from eval.scorers.reports import SAID, is_expected
from eval.scoring import Material, Measure, Score, Scores, Unscored, yes

MEASURES = (
    Measure("cited", "every statement of an answer has a source"),
    Measure("verbatim", "every quotation stands word for word on the page or in the row named"),
    Measure("follows", "numbers, dates and words of statements from reports stand in their quotes"),
    Measure("page_precision", "share of the pages cited on which the answer stands", "mean"),
    Measure("page_recall", "a page on which the answer stands is cited"),
)
WORDS_IN_QUOTES = 0.6
"""Share of a statement's longer words that its quotations must hold."""
Document = dict[str, Any]


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Check the sources of one answer; of a refusal there is nothing to check."""
    found = answer.document
    if found is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    if found["status"] not in SAID:
        return {}
    scores: Scores = {}
    if found["citations"]:
        scores["verbatim"] = _verbatim(found, material)
    if found["kind"] == "report":
        scores["cited"] = _cited(found)
        scores["follows"] = _follows(found)
    elif found["entries"]:
        scores["cited"] = _cited(found)
    return scores | _pages(case, found)


def _cited(found: Document) -> Score:
    bare = [s["text"] for s in _stated(found) if not s["citations"]]
    return yes(not bare, f"no source for “{bare[0][:120]}”" if bare else "")


def _stated(found: Document) -> list[Document]:
    return [each for each in found["statements"] if not each.get("remark", False)]


def _verbatim(found: Document, material: Material) -> Score | Unscored:
    known = [c for c in found["citations"] if c["source"] in material.originals]
    if not known:
        return Unscored("the files that are cited are not here to be read")
    false = [c for c in known if not stands(c, material)]
    return yes(not false, "; ".join(_named(each) for each in false[:3]))


def stands(citation: Document, material: Material) -> bool:
    """Whether what is quoted stands word for word where the citation says."""
    quote, name = citation["quote"], citation["source"]
    if citation["kind"] == "register":
        return material.originals.stands_in_row(quote, name, citation["sheet"], citation["row"])
    return material.originals.stands_on(quote, name, citation["page"])


def _named(citation: Document) -> str:
    where = (
        f"row {citation['row']}" if citation["kind"] == "register" else f"page {citation['page']}"
    )
    return f"“{citation['quote'][:100]}” isn't in {citation['source']}, {where}"


def _follows(found: Document) -> Score:
    cited = {citation["key"]: citation for citation in found["citations"]}
    for statement in _stated(found):
        sources = [cited[key] for key in statement["citations"]]
        missing = not_in(statement["text"], _said_by(sources), WORDS_IN_QUOTES)
        if missing:
            return yes(False, f"“{statement['text'][:120]}”: sources lack {', '.join(missing[:6])}")
    return yes(True)


def _said_by(sources: list[Document]) -> str:
    """What the sources say: the quotations, and the title and date under which they stand."""
    parts = []
    for each in sources:
        parts.append(each["quote"])
        if each["kind"] == "passage":
            parts += [each["title"], str(each["published"] or ""), *each["heading"]]
            parts.append(f"{each['source']} {each['page']} {each['page_label'] or ''}")
        else:
            parts.append(each["ref"])
    return "\n".join(parts)


def _pages(case: Case, found: Document) -> Scores:
    if not case.expected_pages or not found["citations"]:
        return {}
    expected = [is_expected(case, citation) for citation in found["citations"]]
    return {
        "page_precision": Score(sum(expected) / len(expected)),
        "page_recall": yes(any(expected), "none of the pages cited"),
    }
