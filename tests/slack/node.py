"""The app in a process of its own: `node.py API_URL HOME SECONDS_AN_ANSWER [PORT [DATABASE]]`.

Over Socket Mode, or over HTTP at the port. Its state is in the home folder, or in the database.
"""

import asyncio
import signal
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import uvicorn
from fastapi import FastAPI

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.adapters.state.database import open_database
from assistant.entrypoints.slack.http import mount
from assistant.entrypoints.slack.service import SlackService
from assistant.entrypoints.slack.socket import run
from tests.slack.bot import FakeAssistant, FakeDrafter, settings_for


async def main(
    api_url: str, home: Path, pace_s: float, port: str | None = None, database: str | None = None
) -> None:
    slack = cast(Any, SimpleNamespace(api_url=api_url))
    settings = settings_for(slack, home)
    assistant = FakeAssistant()
    assistant.pace_s = pace_s
    service = SlackService(assistant, FakeDrafter(), settings, open_database(database, home))
    if port is not None:
        await serve(service, int(port))
        return
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await run(service, settings, stop)


async def serve(service: SlackService, port: int) -> None:
    api = FastAPI()
    config = uvicorn.Config(api, port=port, log_level="warning", lifespan="off")
    async with mount(api, service).running():
        await uvicorn.Server(config).serve()


asyncio.run(main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), *sys.argv[4:]))
