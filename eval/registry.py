"""All libraries and suites by name, those on real files included."""

from pathlib import Path

from eval import plain_words
from eval.libraries import SAMPLE, Maker, Places, attacked, own, sample
from eval.scorers import attacks, patterns, reports, retrieval
from eval.shared import attacks as real_attacks
from eval.shared import committee, letters, obliqa, squad
from eval.suites import SUITES as PROJECT_SUITES
from eval.suites import Suite

LIBRARIES: dict[str, Maker] = {
    "sample": sample,
    "attacked": attacked,
    "own": own,
    "sample-again": sample,
    "sample-bm25": plain_words.pages,
    "obliqa": obliqa.hybrid,
    "obliqa-bm25": obliqa.words_alone,
    "squad": squad.paragraphs,
    "letters": letters.half,
    "committee": committee.paper,
    "real-attacked": real_attacks.attacked,
}


SUITES = (
    *PROJECT_SUITES,
    Suite("obliqa", "The passages that answer regulatory questions come back first.",
          retrieval.MEASURES, retrieval.score, list, obliqa.cases),
    Suite("obliqa-bm25", "The same questions asked of plain BM25, to compare with.",
          retrieval.MEASURES, retrieval.score, list, obliqa.words_cases),
    Suite("squad", "Questions that their paragraph doesn't answer are refused.",
          reports.MEASURES, reports.score, list, squad.cases),
    Suite("letters", "The right letter of 32 that are alike, or a refusal.",
          reports.MEASURES, reports.score, list, letters.cases),
    Suite("committee", "A real committee paper and its register are answered from.",
          patterns.MEASURES, patterns.score, list, committee.cases),
    Suite("real-attacks", "574 texts that try to take over change nothing.",
          attacks.MEASURES, attacks.score, list, real_attacks.cases),
)  # fmt: skip
FOLDERS = ("attacks", "letters-held", "squad-paragraphs", "real-attacks")


def originals_of(places: Places) -> list[Path]:
    """The folders whose files may be cited."""
    folders = [SAMPLE, *(places.scratch / name for name in FOLDERS)]
    if places.shared_data:
        folders.append(places.shared_data / "committee-paper")
    return [folder for folder in folders if folder.is_dir()]
