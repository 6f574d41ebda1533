"""Who "me" is: the proved address, matched to the register's owners; never a name typed."""

from dataclasses import dataclass

from assistant.domain.people import Asker
from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Identity:
    """How the register writes the asker."""

    names: tuple[str, ...]
    email: str

    @property
    def condition(self) -> Condition:
        """The entries that the asker owns."""
        return Condition(Field.OWNER, Op.IS, (self.email, *self.names))


def identify(asker: Asker, vocabulary: Vocabulary) -> Identity | None:
    """Match the asker's address to an owner, by the entries first, then by the list of people.

    None where no address is proved or where neither has it.
    """
    if not asker.email:
        return None
    email = asker.email.strip().lower()
    names = vocabulary.owner_names_of(email)
    return Identity(names, email) if names is not None else None
