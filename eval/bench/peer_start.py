"""A process that answers one question as the quickstart does: what is timed is all of it."""

import sys
from pathlib import Path

from eval.bench import ours, peer


def main(folder: str, models: str, question: str) -> None:
    """Open the store, load the model and retrieve."""
    find = peer.retriever(Path(folder), ours.engine("sentence-transformers", Path(models)))
    if not find(question):
        raise SystemExit("the quickstart found nothing")


if __name__ == "__main__":
    main(*sys.argv[1:])
