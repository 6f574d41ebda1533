"""The app in a process of its own, to be killed: `node.py API_URL HOME slow|quick`."""

import asyncio
import signal
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.adapters.state.database import open_database
from assistant.entrypoints.slack.service import SlackService
from assistant.entrypoints.slack.socket import run
from tests.slack.bot import FakeAssistant, FakeDrafter, settings_for


async def main(api_url: str, home: Path, pace: str) -> None:
    slack = cast(Any, SimpleNamespace(api_url=api_url))
    settings = settings_for(slack, home)
    assistant = FakeAssistant()
    if pace == "slow":
        assistant.hold.clear()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    service = SlackService(assistant, FakeDrafter(), settings, open_database(None, home))
    await run(service, settings, stop)


asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
