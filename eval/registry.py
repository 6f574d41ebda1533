"""All libraries and suites by name."""

from pathlib import Path

from eval.libraries import SAMPLE, Maker, Places, attacked, sample
from eval.suites import SUITES as PROJECT_SUITES

LIBRARIES: dict[str, Maker] = {
    "sample": sample,
    "attacked": attacked,
}
SUITES = PROJECT_SUITES


def originals_of(places: Places) -> list[Path]:
    """The folders whose files may be cited."""
    folders = [SAMPLE, places.scratch / "attacks"]
    return [folder for folder in folders if folder.is_dir()]
