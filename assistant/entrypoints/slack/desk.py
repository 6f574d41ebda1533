"""What every part of the Slack app works with."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ParamSpec, Protocol, TypeVar

import aiohttp

from assistant.adapters.state.slack import Arrival, Job, Journal
from assistant.adapters.state.slack_answers import Keepsakes
from assistant.domain.answers import Answer
from assistant.domain.listings import Listing
from assistant.domain.people import Asker
from assistant.domain.sources import Report
from assistant.entrypoints.slack.arrivals import Arrivals
from assistant.entrypoints.slack.client import Vitals, WatchedClient
from assistant.entrypoints.slack.drafts import Drafter
from assistant.entrypoints.slack.identity import Identity
from assistant.entrypoints.slack.sender import Sender
from assistant.service.requests import OnStep, Question, RegisterRequest
from assistant.settings import Settings

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Answers(Protocol):
    """What the Slack app asks of the assistant."""

    def ask(self, question: Question, on_step: OnStep | None = None) -> Answer:
        """Answer one question."""

    def register(self, request: RegisterRequest, asker: Asker) -> Listing:
        """Return the entries that match exact filters."""

    def reports(self, asker: Asker) -> list[Report]:
        """Return the reports that the asker may see."""


@dataclass(frozen=True, slots=True)
class Home:
    """The workspace and the app's own member in it, as Slack says."""

    team: str
    bot_user: str
    bot_id: str


@dataclass(slots=True)
class Desk:
    """The parts, wired once when the app starts."""

    settings: Settings
    assistant: Answers
    drafter: Drafter
    client: WatchedClient
    session: aiohttp.ClientSession
    vitals: Vitals
    home: Home
    identity: Identity
    sender: Sender
    journal: Journal
    keepsakes: Keepsakes
    workers: ThreadPoolExecutor
    """Threads in which the assistant works, as many as questions are worked on at once."""
    state: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "slack-state"))
    """One thread for the state database: SQLite would make others wait for each other."""
    intake: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "slack-intake")
    )
    """And one for what Slack waits for."""
    arrivals: Arrivals = field(init=False)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Have what arrives written down in the thread for it."""
        self.arrivals = Arrivals(self.journal, self.intake)

    async def db(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call to the state database where it holds up nobody."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.state, lambda: call(*args, **kwargs))

    async def write_down(
        self, event_id: str, job: Job | None = None, *, engage: bool = False
    ) -> bool:
        """Write an event and its job down before Slack is told; false if they were before."""
        return await self.arrivals.write_down(Arrival(event_id, job, engage))

    async def at_once(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call to the state database that Slack waits for, behind no answer's."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.intake, lambda: call(*args, **kwargs))

    async def work(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call to the assistant in one of its threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.workers, lambda: call(*args, **kwargs))

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something beside, and hold on to it until it ends."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def beside(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run something beside that nobody waits for."""
        self.spawn(coroutine).add_done_callback(_log_fault)

    async def respond(self, response_url: str, text: str) -> None:
        """Answer a command so that only its sender sees it, also where the app is no member."""
        body = {"response_type": "ephemeral", "text": text}
        async with self.session.post(
            response_url, json=body, proxy=self.settings.slack_proxy
        ) as response:
            response.raise_for_status()


def _log_fault(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        _log.error("something beside failed", exc_info=error)
