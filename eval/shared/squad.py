"""SQuAD 2.0: questions with and without an answer in their paragraph, the paragraph given.

Each paragraph is a report of its own, and the question names it by its title, so that the scope is
the paragraph. The title is made of the article's name and the paragraph's number.
"""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from eval.cases import Case
from eval.libraries import Library, Places, ingest


def cases(shared_data: Path) -> list[Case]:
    """Every question, asked of its paragraph."""
    return [
        Case(
            id=each["id"],
            kind=article["title"],
            question=f"In “{_title(article, number)}”, {_lowered(each['question'])}",
            why="Written so that the paragraph answers it, or so that it nearly does.",
            dataset="squad",
            library="squad",
            expected_outcome="abstained" if each["is_impossible"] else "answered",
            expected_facts=[_any_of(each["answers"])] if each["answers"] else [],
        )
        for article in _articles(shared_data)
        for number, paragraph in enumerate(article["paragraphs"], 1)
        for each in paragraph["qas"]
    ]


def paragraphs(places: Places) -> Library:
    """Index every paragraph as a report."""
    folder, home = places.scratch / "squad-paragraphs", places.scratch / "squad"
    if not home.exists():
        places.say("Indexing SQuAD's paragraphs")
        folder.mkdir(parents=True, exist_ok=True)
        declared = []
        for article in _articles(places.shared("squad2").parent):
            for number, paragraph in enumerate(article["paragraphs"], 1):
                name = f"{article['title'].lower()}-{number:02}.txt"
                (folder / name).write_text(paragraph["context"] + "\n", encoding="utf-8")
                declared.append({"file": name, "title": _title(article, number)})
        listing = yaml.safe_dump({"reports": declared}, sort_keys=False)
        (folder / "reports.yaml").write_text(listing, encoding="utf-8")
        ingest(home, folder)
    return Library(home, (folder,))


def _articles(shared_data: Path) -> list[dict[str, Any]]:
    path = shared_data / "squad2" / "dev_8_articles.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["data"])


def _title(article: dict[str, Any], number: int) -> str:
    return f"{article['title'].replace('_', ' ')}, part {number}"


def _lowered(question: str) -> str:
    """The question as it goes on after a comma: its question word in lower case."""
    question = question.strip()
    first = question.partition(" ")[0]
    return question[0].lower() + question[1:] if first in _OPENINGS else question


_WORDS = (
    "What Who When Where Which Why How In On At By For From To Of The Is Are Was Were Did Does Do "
    "Can Whose Whom During Under After Before According Along A"
)
_OPENINGS = frozenset(_WORDS.split())


def _any_of(answers: list[dict[str, Any]]) -> str:
    texts = sorted({" ".join(each["text"].split()) for each in answers})
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in texts)
