"""Read-only SQLite connections to a file that never changes, one a thread."""

import sqlite3
from pathlib import Path
from threading import Lock, local
from urllib.parse import quote

from assistant.domain.errors import StoreUnavailable


class ReadOnlyDatabase:
    """Hands each thread its own connection and closes them all at the end."""

    def __init__(self, path: Path) -> None:
        """Remember the file.

        Raises:
            StoreUnavailable: there is no such file.
        """
        if not path.is_file():
            raise StoreUnavailable(f"The store {path} is missing. Run `liaison verify`.")
        # Immutable: SQLite takes no lock and writes nothing beside the file.
        self._uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        self._path = path
        self._here = local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._closed = False

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """Run a query and return all its rows.

        Raises:
            StoreUnavailable: the file is damaged, or has been closed.
        """
        try:
            return self._connection().execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreUnavailable(
                f"The store {self._path} can't be read ({error}). Run `liaison verify`."
            ) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            self._closed = True
            for connection in self._opened:
                connection.close()
            self._opened.clear()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if found is None:
            with self._lock:
                if self._closed:
                    raise StoreUnavailable(f"The store {self._path} has been closed.")
                found = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
                self._opened.append(found)
            self._here.connection = found
        return found
