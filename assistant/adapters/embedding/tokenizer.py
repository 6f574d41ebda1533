"""The model's own tokenizer, with the settings that the model was trained with."""

from assistant.adapters.embedding.model_files import ModelFiles
from assistant.domain.errors import ModelUnavailable

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was trained to read; its tokenizer file says 128 and pads to it."""


class WordPieces:
    """Texts to token ids, specials included, cut at `MAX_TOKENS`."""

    def __init__(self, model: ModelFiles) -> None:
        """Load the tokenizer's file.

        Raises:
            ModelUnavailable: it is missing, damaged or not the known one.
        """
        from tokenizers import Tokenizer

        model.check_tokenizer()
        try:
            self._cutting = Tokenizer.from_file(str(model.tokenizer))
            self._counting = Tokenizer.from_file(str(model.tokenizer))
        except Exception as error:  # the library raises bare Exception
            raise ModelUnavailable(
                f"The tokenizer {model.tokenizer} can't be read. Install the model again."
            ) from error
        # The file itself asks for 128 tokens, padded to 128: half of a passage would be lost and
        # a short query would cost six times as much.
        self._cutting.enable_truncation(MAX_TOKENS)
        self._cutting.no_padding()
        self._counting.no_truncation()
        self._counting.no_padding()

    def ids(self, text: str) -> list[int]:
        """Return the token ids of one text."""
        return list(self._cutting.encode(text).ids)

    def count(self, text: str) -> int:
        """Return how many tokens the whole text takes."""
        return len(self._counting.encode(text).ids)
