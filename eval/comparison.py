"""Two runs compared case by case: what changed, and whether by more than luck."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.intervals import mcnemar, sign_flips
from eval.scoring import Measure, Score, Scores

MORE_THAN_LUCK = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure moved between two runs, on the cases that both scored."""

    suite: str
    measure: Measure
    n: int
    before: float
    after: float
    gained: tuple[str, ...]
    """Keys of cases that now do better."""
    lost: tuple[str, ...]
    p: float
    """How often luck alone would move it as far."""

    @property
    def name(self) -> str:
        """As in floors.yaml."""
        return f"{self.suite}.{self.measure.name}"

    @property
    def more_than_luck(self) -> bool:
        """Whether luck alone would seldom do that."""
        return self.p < MORE_THAN_LUCK


def compare(
    suite: str,
    measures: Iterable[Measure],
    before: Mapping[str, Scores],
    after: Mapping[str, Scores],
) -> list[Change]:
    """Compare every measure that both runs scored on the same cases."""
    changes = [_change(suite, measure, before, after) for measure in measures]
    return [change for change in changes if change is not None]


def _change(
    suite: str, measure: Measure, before: Mapping[str, Scores], after: Mapping[str, Scores]
) -> Change | None:
    pairs = {
        key: (old.value, new.value)
        for key, scores in after.items()
        if isinstance(new := scores.get(measure.name), Score)
        and isinstance(old := before.get(key, {}).get(measure.name), Score)
    }
    if not pairs:
        return None
    sign = 1 if measure.better == "higher" else -1
    moved = {key: sign * (new - old) for key, (old, new) in pairs.items()}
    gained = tuple(key for key, by in moved.items() if by > 0)
    lost = tuple(key for key, by in moved.items() if by < 0)
    if measure.kind == "share":
        p = mcnemar(len(gained), len(lost))
    else:
        p = sign_flips(list(moved.values()))
    before_mean = sum(old for old, _ in pairs.values()) / len(pairs)
    after_mean = sum(new for _, new in pairs.values()) / len(pairs)
    return Change(suite, measure, len(pairs), before_mean, after_mean, gained, lost, p)
