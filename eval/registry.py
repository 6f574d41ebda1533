"""The libraries by name."""

from eval.libraries import Maker, attacked, sample

LIBRARIES: dict[str, Maker] = {
    "sample": sample,
    "attacked": attacked,
}
