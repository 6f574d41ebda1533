"""The state database's errors, turned into ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.domain.errors import StoreUnavailable


@contextmanager
def in_words() -> Iterator[None]:
    """Raise StoreUnavailable for whatever the database raises but a broken constraint.

    Raises:
        StoreUnavailable: the state database can't be reached.
    """
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            "The state database can't be reached. Try again in a minute."
        ) from error
