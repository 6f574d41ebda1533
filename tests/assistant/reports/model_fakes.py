"""Models that say what they are told to, and reports for them to say it of."""

import json
import re
from dataclasses import fields, replace
from datetime import date

from assistant.domain.errors import ModelUnavailable
from assistant.domain.plans import ReportQuestion, Want
from assistant.domain.sources import Visibility
from assistant.ports import ModelReply
from assistant.reports.matching.features import Features
from assistant.reports.matching.reading import read
from assistant.reports.model.compose import Composer
from assistant.reports.search.trace import Trace
from tests.builders import an_answer
from tests.fakes_reports import MemoryLibrary, report, stores_of, write

SHOWN = re.compile(r"^\[passage (\w+)\][^\n]*\n(.*?)\n\[end \1\]", re.DOTALL | re.MULTILINE)

VISITS = "In 2025, inspectors found that 14 of the 43 forces recorded custody visits on paper."
LOGS = "Custody visits were logged late in most forces (see the table), which weakened oversight."
NURSES = "However, custody visits by nurses were not recorded in any force that we inspected."
CHIEFS = (
    "By 30 November 2025, chief constables should make sure that custody visits are recorded; "
    "we will return in March 2026."
)
OTHERS = "Custody visits in Harrow Vale were recorded in full, and leaders reviewed them weekly."


class ScriptedModel:
    """Says whatever a function makes of the prompt, or fails as the exception it is given."""

    def __init__(self, say):
        self.say = say
        self.prompts = []

    def complete(self, prompt, *, max_tokens):
        self.prompts.append(prompt)
        if isinstance(self.say, ModelUnavailable):
            raise self.say
        said = self.say(shown_in(prompt)) if callable(self.say) else self.say
        return ModelReply(said, 10, 10, "scripted")


def shown_in(prompt):
    """Return the sentences of a prompt as {sentence: handle}."""
    return {
        sentence: match[1] for match in SHOWN.finditer(prompt) for sentence in match[2].split("\n")
    }


def claim(text, handle, quote):
    return {"text": text, "support": [{"handle": handle, "quote": quote}]}


def reply(*claims):
    return json.dumps({"claims": list(claims)})


def honest(shown):
    """Say every sentence as it stands."""
    return reply(*(claim(sentence, handle, sentence) for sentence, handle in shown.items()))


def a_library():
    library = MemoryLibrary()
    custody = report("custody", "Custody visits", pages=2, published=date(2025, 6, 1))
    write(library, custody, [("Findings", [VISITS, LOGS, "#", NURSES]), ("Next steps", [CHIEFS])])
    secret = report("secret", "Custody visits, internal", visibility=Visibility.RESTRICTED)
    write(library, secret, [("Findings", ["Custody visits are recorded on paper at Quillham."])])
    return library


QUESTION = ReportQuestion(
    text="What did inspectors say about custody visits being recorded?",
    wants=(Want.TEXT,),
    terms=("custody", "visits", "recorded"),
)
AGAINST = {
    "heaviest_missing", "turned", "proposes", "other_year", "missing_near", "opposed", "reason",
}  # fmt: skip
"""Measures that speak against a sentence."""
CLASSES = (Visibility.PUBLIC, Visibility.FORCE)


def read_and_answered(library=None, question=QUESTION, classes=CLASSES):
    """Return the evidence for a question, every sentence answering, and as its answer one."""
    reading = read(question, stores_of(library or a_library()), classes, Trace())
    strong = Features(**{each.name: float(each.name not in AGAINST) for each in fields(Features)})
    found = tuple(replace(candidate, features=strong) for candidate in reading.candidates)
    reading = replace(reading, candidates=found)
    first = next(each.unit for each in found if each.unit.report.id == "custody")
    return reading, an_answer(reading.cite(first))


def weakened(reading, *sentences):
    """Return the reading with these sentences far from answering."""
    weak = Features(**{each.name: float(each.name in AGAINST) for each in fields(Features)})
    found = tuple(
        replace(candidate, features=weak) if candidate.unit.text in sentences else candidate
        for candidate in reading.candidates
    )
    return replace(reading, candidates=found)


def composed(say, library=None):
    reading, answer = read_and_answered(library)
    model = ScriptedModel(say)
    return Composer(model).compose(reading, answer), answer, model


def texts(answer):
    return [statement.text for statement in answer.statements if not statement.remark]


def is_without_model(got, extractive):
    """Say whether an answer is the one without a model, labelled so."""
    return (
        got.statements[:-1] == extractive.statements
        and got.statements[-1].remark
        and "without the language model" in got.statements[-1].text
        and got.provenance == extractive.provenance
        and got.provenance.model is None
    )
