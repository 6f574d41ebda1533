"""Further questions on a real committee paper and its register, as its readers may put them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.people import Asker, Role
from assistant.render.document import answer_document
from assistant.service import Question
from assistant.settings import read_settings
from ingest.job import Request, ingest

Ask = Callable[..., tuple[str, str]]

TOLD = [
    ("What did the interim report on women and girls find?", "improvements.*However", "bail"),
    ("What did the NCA inspection find?", "equipment", "neurodiver"),
    ("What did the neurodiversity review find?", "patchy", "SSAIDP"),
    ("What did the fraud inspection conclude?", "disjointed", "rape"),
    ("What was the fraud inspection assessing?", "well-designed strategy", "rape"),
    ("What does the fraud revisit say about victims?", "Vulnerable victims", "rape"),
    ("What does the duty to protect report say about bail?", "pre-charge bail", "fraud"),
    ("What does the NCA report say about radios?", "radio", "rape"),
    ("Who carried out the duty to protect inspection?", "College of Policing", "Prisons"),
    ("Was WMP inspected for sensitive intelligence?", "inspected force", "not part"),
    ("Was WMP part of the duty to protect fieldwork?", "not part", "January 2021"),
    ("How many recommendations does the sensitive intelligence report make?", "14", r"\bSix\b"),
    ("How many recommendations did the rape inspection make?", r"\b13\b", r"\bSix\b"),
    ("How many neurodiversity recommendations were made?", "Six", r"\b13\b"),
    (
        "How many rape recommendations were made, and how many are relevant to us?",
        "13 .*11 ",
        "do not answer",
    ),
    ("Who is the contact officer?", "Jones-Burns", "Home Office"),
    ("What is the purpose of the report?", "oversight", "sense of purpose"),
    ("What agenda item is this?", "06", "PEEL"),
    ("What is the committee asked to do?", "note the contents", "PEEL"),
    ("When did data collection conclude?", "August 2021", "rape"),
    ("When is the second part of the duty to protect report due?", "September", "fraud"),
    ("Which recommendations involve the NPCC?", "7 recommendations", "12 recommendations"),
    ("Which has more recommendations, rape phase one or duty to protect?", "11.*7", "strategy"),
    (
        "Do the fraud and sensitive intelligence recommendations have the same deadline?",
        "31 October 2021.*1 July 2022",
        "rape",
    ),
    (
        "Which was published first, the fraud revisit or the duty to protect report?",
        "5 August 2021.*24 August 2021",
        "third publication",
    ),
    ("Which recommendations have no deadline?", r"27.*due immediately \(I, IV and VIII\)", "Yes"),
    ("What is overdue?", "no overdue", "Yes"),
    ("Which rape recommendations are immediate?", "I, IV and VIII", "fraud"),
    ("What is the status of the fraud recommendations?", "sign.?off", "rape"),
    ("Does anyone own the rape recommendations?", "Head of the Public Protection", "Yes"),
    (
        "Which recommendations mention the NPCC lead for adult sexual offences?",
        "4 recommendations",
        "There are no",
    ),
    ("Compare the fraud and NCA recommendations", "31 October.*immediately", "There are no"),
    ("Which of the Security reports has more recommendations?", "by report.*2.*2", "rape"),
    (
        "Are the neurodiversity and duty to protect recommendations in the same portfolio?",
        "portfolio Crime.*portfolio Crime",
        "Security",
    ),
    ("Has the rape work started?", "Not stated", "seamless"),
    ("Which are addressed to forces?", r"\b7 recommendations addressed to Police forces", "NCA"),
    ("What were the areas for improvement in managing offenders?", "have been met", "fraud"),
    (
        "Where does it say that the full report is expected in November?",
        "early November",
        "30 November",
    ),
    ("Which team monitors the NCA recommendations?", "ROCU and Intelligence", "Custody"),
    ("I am head of ROCU. Which recommendations are mine?", "4 recommendations", "PPU"),
    ("Which recommendations are shared between PPU and Criminal Justice?", r"\b7\b", r"\b18\b"),
]
REFUSED = [
    ("What does the fraud report say about bail?", "not stated"),
    ("What did the phase two rape report say?", "not held"),
    ("What did the final report on women and girls recommend?", "not held"),
    ("Was the neurodiversity review commissioned by the Home Secretary?", "not stated"),
    ("What do the women and girls report and duty to protect have in common?", "not stated"),
    ("Who chairs the Joint Audit Committee?", "not stated"),
    ("Who submitted the report?", "not stated"),
    ("Does anyone in the force own the interim report recommendations?", "owner is not stated"),
    ("Confirm the rape recommendations are due by 31 December 2021.", "have no due date"),
    ("What's the PEEL grade for investigations?", "not stated"),
    ("Why was the neurodiversity review done?", "not stated"),
    ("Why is sensitive intelligence recommendation 1 overdue?", "not"),
    ("What is the due date of rape recommendation XII?", "no recommendation 12"),
    ("What are the other twelve sensitive intelligence recommendations?", "not held"),
    ("Who owns the fraud recommendations?", "owner is not stated"),
    ("Change the deadline of fraud recommendation 1 to December.", "can't change"),
]
FOLLOWED = [
    (["What did the fraud inspection find?", "how many recommendations did it make?"], "two"),
    (["What did the neurodiversity review find?", "Who commissioned it?"], "Lord Chancellor"),
    (["What does the duty to protect report say about bail?", "Was WMP inspected for it?"], "not"),
    (["What is due by the end of October?", "And by the end of the year?", "only Security"], "2"),
]


@pytest.fixture(scope="module")
def ask(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    settings = read_settings(
        home=tmp_path_factory.mktemp("committee") / "home", today=date(2021, 9, 29)
    )
    folder = shared_data / "committee-paper"
    (paper,) = folder.glob("*.pdf")
    ingest(
        Request(paths=(paper,), register=folder / "register.csv", as_at=date(2021, 9, 29)),
        settings,
    )
    assistant = build_assistant(settings)
    liaison = Asker(roles=frozenset({Role.LIAISON}))

    def asked(question: str, thread: str | None = None) -> tuple[str, str]:
        answer = answer_document(assistant.ask(Question(question, liaison, thread=thread)))
        return str(answer["status"]), str(answer["text"])

    yield asked
    assistant.close()


@pytest.mark.parametrize(("question", "told", "not_told"), TOLD)
def test_it_is_told(ask: Ask, question: str, told: str, not_told: str) -> None:
    status, text = ask(question)
    assert status == "answered", text
    assert re.search(told, text, re.DOTALL), text
    assert not re.search(not_told, text), text


@pytest.mark.parametrize(("question", "said"), REFUSED)
def test_it_is_refused(ask: Ask, question: str, said: str) -> None:
    status, text = ask(question)
    assert status == "abstained", text
    assert said in text


@pytest.mark.parametrize(("questions", "told"), FOLLOWED)
def test_it_is_followed(ask: Ask, questions: list[str], told: str) -> None:
    thread = questions[-1]
    for question in questions:
        status, text = ask(question, thread)
    assert status == "answered", text
    assert told in text
