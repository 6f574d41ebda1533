"""Questions through the door: of the register and of the reports, without a language model."""

from pathlib import Path

from eval.bench import ours
from eval.bench.corpus import Corpus
from eval.bench.encoders import PaidEncoder
from eval.bench.rows import Row, Target
from eval.bench.timing import WARM, Times, in_turns
from eval.cases import read_cases
from eval.suites import DATASETS

_REGISTER_MS, _REPORT_MS = 25.0, 40.0
_AT = 20_000
"""Passages at which the target for a question on the reports is set."""


def measure(home: Path, corpus: Corpus, asked: int) -> list[Row]:
    """Time both kinds of question over a library of generated passages and the sample register."""
    of_register = register_questions(asked + WARM)
    with ours.door(home, PaidEncoder(ours.engine("onnx-int8", home))) as door:
        (register,) = in_turns(of_register, door.ask)
        (reports,) = in_turns(corpus.questions(asked + WARM), door.ask)
    target = Target(_REPORT_MS) if corpus.passages >= _AT else None
    return [
        *_rows("register question", corpus.passages, register, Target(_REGISTER_MS)),
        *_rows("report question", corpus.passages, reports, target),
    ]


def register_questions(asked: int) -> list[str]:
    """So many questions on the sample register, some again and again where many are wanted."""
    cases = read_cases(DATASETS / "register.yaml")
    plain = [case.question for case in cases if not case.context and not case.asker]
    return (plain * (1 + asked // len(plain)))[:asked]


def _rows(kind: str, passages: int, times: Times, target: Target | None) -> list[Row]:
    what, grown = f"{kind}, {passages:,} passages", f"A {kind}: "
    note = f"the quickest took {times.least:.1f} ms"
    return [
        Row(f"{what}, p50", times.p50, times.n, target=target, note=note,
            of=f"{grown}median, ms", at=passages),
        Row(f"{what}, p95", times.p95, times.n),
        Row(f"{what}, p99", times.p99, times.n),
        Row(f"{what}, processor time", times.work, times.n,
            of=f"{grown}processor time, ms", at=passages),
    ]  # fmt: skip
