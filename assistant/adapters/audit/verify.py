"""Whether the audit log is all there and as it was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.adapters.audit.chain import START, ChainStore, Link, read_line
from assistant.adapters.audit.checkpoints import PRUNED, Checkpoints
from assistant.adapters.audit.log import CHECKPOINT_EVERY

MANY = 20
"""Problems after which reading on tells nothing more."""


@dataclass(slots=True)
class Verdict:
    """What was found."""

    entries: int = 0
    vouched: int = 0
    """Entries that a checkpoint covers; those after are held by the chain alone."""
    problems: list[str] = field(default_factory=list)


def verify(store: ChainStore, checkpoints: Checkpoints) -> Verdict:
    """Compare the log with its chain and its checkpoints."""
    vouched, wrong = checkpoints.read()
    verdict = Verdict(problems=wrong)
    hashes = _follow(store, vouched, verdict)
    _compare(vouched, hashes, verdict)
    return verdict


def entries(store: ChainStore) -> Iterator[dict[str, Any]]:
    """Yield every entry that is as it was written, oldest first."""
    for _, line in store.lines():
        found = read_line(line)
        if found:
            yield found[0]


def _follow(
    store: ChainStore, vouched: Sequence[tuple[str, Link]], verdict: Verdict
) -> dict[int, str]:
    """Walk the chain from its start, noting every break; return the hashes by number."""
    pruned = [link for kind, link in vouched if kind == PRUNED]
    last = max(pruned, key=lambda link: link.seq, default=START)
    hashes: dict[int, str] = {}
    for place, line in store.lines():
        found = read_line(line)
        if found is None:
            verdict.problems.append(f"{place}: not as it was written.")
        else:
            entry, link = found
            if entry["seq"] != last.seq + 1 or entry["previous"] != last.hash:
                verdict.problems.append(
                    f"{place}: entry {entry['seq']} does not follow entry {last.seq}."
                )
            hashes[link.seq], last = link.hash, link
        verdict.entries += 1
        if len(verdict.problems) > MANY:
            verdict.problems.append("There may be more.")
            break
    return hashes


def _compare(vouched: Sequence[tuple[str, Link]], hashes: dict[int, str], verdict: Verdict) -> None:
    """Check that what was vouched for is what is there."""
    start = max((link.seq for kind, link in vouched if kind == PRUNED), default=0)
    for _, link in vouched:
        if link.seq > start and hashes.get(link.seq) != link.hash:
            verdict.problems.append(
                f"Entry {link.seq} is not the one that a checkpoint vouches for: the log was cut "
                "or written anew."
            )
    furthest = max((link.seq for _, link in vouched), default=0)
    verdict.vouched = sum(seq <= furthest for seq in hashes)
    if len(hashes) - verdict.vouched > CHECKPOINT_EVERY:
        verdict.problems.append(
            f"No checkpoint vouches for what follows entry {furthest}: checkpoints are missing. "
            "Nodes that share the log must be given the same folder by LIAISON_AUDIT_CHECKPOINT."
        )
