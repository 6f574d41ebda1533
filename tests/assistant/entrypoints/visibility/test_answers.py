import json
import random
from typing import Any

from fastapi.testclient import TestClient

from assistant.domain.people import Asker, Role
from assistant.render.document import answer_document
from assistant.reports.search.trace import Trace
from assistant.service import Assistant, Question
from tests.assistant.entrypoints.visibility.marked import (
    OPEN_REPORT,
    ROWS,
    email_of,
    hidden_from,
    question_of,
    someone,
)


def test_a_thousand_random_questions_show_nobody_what_is_not_theirs(assistant: Assistant) -> None:
    choose = random.Random(20261001)
    shown_something = counted = 0
    for _ in range(1_000):
        asker, question = someone(choose), question_of(choose)
        trace = Trace()
        answer = assistant.ask(Question(question, asker), trace=trace)
        document = answer_document(answer)

        visible = {row.ref for row in ROWS if row.shown_to(asker)}
        assert {entry["ref"] for entry in document["entries"]} <= visible, question
        told = (json.dumps(document) + repr(trace.steps)).lower()
        seen = [
            word
            for word in hidden_from(asker)
            if word.lower() in told and word.lower() not in question.lower()
        ]
        assert seen == [], (question, asker.roles, asker.email)
        if question == "How many recommendations are there?":
            assert document["count"] == len(visible)
            counted += 1
        if question == "What do I own?":
            own = {row.ref for row in ROWS if email_of(row.owner) == asker.email}
            assert {entry["ref"] for entry in document["entries"]} <= own
        shown_something += bool(document["entries"])

    assert shown_something > 300
    assert counted > 20


def _told(assistant: Assistant, question: str) -> dict[str, Any]:
    asker = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    document = answer_document(assistant.ask(Question(question, asker)))
    # The two libraries are of course not the same version.
    del document["provenance"]
    for each in document["citations"]:
        each.pop("version", None)
    return document


def test_for_an_outsider_everything_is_as_if_what_is_restricted_were_not_there(
    assistant: Assistant, without: Assistant
) -> None:
    choose = random.Random(3)
    outsider = Asker("zed@x.example", roles=frozenset({Role.OFFICER}))
    hidden = [row for row in ROWS if not row.shown_to(outsider)]
    named = [
        form.format(row=row)
        for row in (*hidden[:4], *hidden[-2:])
        for form in (
            "What is the status of {row.ref}?",
            "Who owns {row.ref}?",
            "What does {row.owner} own?",
            "Which recommendations are in {row.area}?",
            "Which recommendations mention {row.canary}?",
        )
    ]
    questions = {*named, *(question_of(choose) for _ in range(120))}

    for question in sorted(questions):
        assert _told(assistant, question) == _told(without, question), question


def test_a_role_taken_away_counts_from_the_next_request(app: Any) -> None:
    listings = [
        TestClient(app, headers={"Authorization": f"Bearer {role} zed@x.example"})
        .get("/register")
        .json()["count"]
        for role in ("liaison", "officer", "liaison", "officer")
    ]

    assert listings[0] == listings[2] == len(ROWS)
    assert listings[1] == listings[3] < len(ROWS)


def test_where_others_read_along_only_what_is_published_is_used(assistant: Assistant) -> None:
    asker = Asker(
        email_of("Ann Archer"), "Ann", frozenset({Role.LIAISON}), "slack", public_only=True
    )
    public = {row.ref for row in ROWS if row.marking == "public"}

    answer = assistant.ask(Question("List all entries in the register", asker))

    assert {entry.ref for entry in answer.entries} <= public
    assert [each.title for each in assistant.reports(asker)] == [OPEN_REPORT]
    assert assistant.refusals(asker) == []
