"""Raises the committed floors to a little under what a kept run reached: never lowers one.

`python -m eval.raise_floors RUN [fast]` rewrites floors.yaml (or its table “fast”) in place. A new
figure gets its floor by a line with 0.0 (1.0 where less is better) before.
"""

import json
import re
import sys
from pathlib import Path

from eval.gates import FLOORS

EXACT = {
    "register.interpreted",
    "citations.cited",
    "citations.verbatim",
    "permissions.leaks",
    "attacks.asserts",
    "drafts.made",
    "drafts.reports",
    "drafts.overdue",
    "drafts.unowned",
    "drafts.figures",
    "drafts.table",
    "drafts.quoted",
    "drafts.leaks",
}
"""Figures without any room: one case is one too many."""
CASES = {"floors": 2, "fast": 4}
"""Cases that may change before a floor is passed; of the fast part more, since which cases it asks
changes as the banks grow."""
LEAST = 0.01
_LINE = re.compile(r"^  ([\w.@-]+): ([\d.]+)$")


def raised(old: float, figure: dict[str, object], cases: int = 2) -> float:
    """The floor that a figure earns, no lower than the old (for ceilings: no higher)."""
    value, n = float(str(figure["value"])), int(str(figure["n"]))
    name = str(figure["name"]).partition("@")[0]
    room = 0.0 if name in EXACT else max(LEAST, cases / n)
    if figure["better"] == "higher":
        return max(old, int(1000 * (value - room) + 1e-6) / 1000)
    return min(old, -int(-1000 * (value + room) - 1e-6) / 1000 if value + room else 0.0)


def rewritten(text: str, table: str, figures: dict[str, dict[str, object]]) -> str:
    """The floors with those of one table raised."""
    lines, inside = [], False
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            inside = line == f"{table}:"
        match = _LINE.match(line)
        figure = figures.get(match[1]) if match and inside else None
        if match and figure and figure["value"] is not None:
            lines.append(f"  {match[1]}: {raised(float(match[2]), figure, CASES[table]):g}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def main(run: Path, table: str = "floors") -> None:
    """Raise the floors of a table to those of a run."""
    read = json.loads((run / "figures.json").read_text(encoding="utf-8"))
    text = rewritten(FLOORS.read_text("utf-8"), table, {each["name"]: each for each in read})
    FLOORS.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
