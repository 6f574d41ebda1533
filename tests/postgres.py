"""A PostgreSQL server of one's own, for as long as a test session lasts.

The fixtures are for a `conftest.py` to import.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, if they are on this machine."""
    found = shutil.which("initdb")
    return Path(found).parent if found else next(iter(FOLDERS), None)


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Run a server that listens on a socket file only; yield its address."""
    # It refuses to run as root; its folder has to belong to whom it runs as.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="liaison-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        run = ["-D", str(data), "-A", "trust", "-U", "postgres", "-N", "--locale=C.UTF-8"]
        _call([str(programs / "initdb"), *run], user)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s"]
        _call([*control, "-l", str(folder / "log"), "-o", options, "start"], user)
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _call([*control, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(command: list[str], user: str | None) -> None:
    subprocess.run(
        command,
        check=True,
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a running server."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed on this machine")
    with postgres(programs) as address:
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Address of an empty database."""
    return empty_database(postgres_server)


def empty_database(server: str) -> str:
    """Make a database on the server; return its address."""
    name = f"t{uuid4().hex}"
    url = server.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")
