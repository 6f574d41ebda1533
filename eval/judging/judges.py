"""LlamaIndex's evaluators, asked several times about the same answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from llama_index.core.evaluation import (
    CorrectnessEvaluator,
    FaithfulnessEvaluator,
    RelevancyEvaluator,
)

from eval.answers import Answered
from eval.cases import Case
from eval.doors import Model
from eval.judging.model import JudgingModel
from eval.judging.verdicts import Verdicts, mark_in
from eval.scorers.reports import SAID
from eval.scorers.wording import plain_text

TIMES = 3
"""How often each judge is asked about one answer."""
_DELIMITER = re.compile(
    r"^(\s*)(answer|context|information|question|response|existing answer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
Document = dict[str, Any]


def judge_all(
    cases: Iterable[Case], answers: Mapping[str, Answered], model: Model
) -> Iterator[Verdicts]:
    """Ask every judge about every answer that says something."""
    judges = _judges(JudgingModel(model))
    for case in cases:
        answer = answers.get(case.key)
        if answer is not None and answer.document is not None and answer.status in SAID:
            for name, judge in judges.items():
                yield _asked(name, judge, case, answer.document)


def _asked(name: str, judge: "Judge", case: Case, document: Document) -> Verdicts:
    said, faults = [], []
    for _ in range(TIMES):
        try:
            said.append(judge(case, document))
        except Exception as error:  # noqa: BLE001 - a judge that fails gives no verdict, and the rest go on
            faults.append(f"{type(error).__name__}: {error}")
    return Verdicts(case.key, name, tuple(said), tuple(faults))


Judge = Callable[[Case, Document], str]
"""Returns the judge's own words on one answer."""


def _judges(llm: JudgingModel) -> dict[str, Judge]:
    faithful, relevant = FaithfulnessEvaluator(llm=llm), RelevancyEvaluator(llm=llm)
    correct = CorrectnessEvaluator(llm=llm, parser_function=lambda text: (mark_in(text), text))

    def evaluated(evaluator: Any) -> Judge:
        def judged(case: Case, document: Document) -> str:
            result = evaluator.evaluate(
                query=case.question,
                response=plainly(plain_text(document)),
                contexts=[plainly(each["quote"]) for each in document["citations"]],
                reference="\n".join(case.evidence) or None,
            )
            return str(result.feedback)

        return judged

    return {
        "faithful": evaluated(faithful),
        "relevant": evaluated(relevant),
        "correct": evaluated(correct),
    }


def plainly(text: str) -> str:
    """The text without the words by which the judges' prompts tell their parts apart."""
    return _DELIMITER.sub(r"\1\2 –", text)
