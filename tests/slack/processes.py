"""The app in a process of its own, which ends with the test."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.slack.fake_slack import FakeSlack

NODE = Path(__file__).with_name("node.py")


@asynccontextmanager
async def a_process(
    slack: FakeSlack,
    home: Path,
    pace_s: float = 0.0,
    port: int | None = None,
    database: str | None = None,
) -> AsyncIterator[Process]:
    """Run the app over Socket Mode, or over HTTP at a port; an answer takes it `pace_s`."""
    where = [str(port)] if port else []
    words = [slack.api_url, str(home), str(pace_s), *where, *([database] if database else [])]
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(NODE), *words, cwd=NODE.parents[2]
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
