"""Working on what was asked: in order within a thread, to the end, also after a fall."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from assistant.adapters.state.slack import Job
from assistant.domain.errors import StoreUnavailable
from assistant.entrypoints.slack.desk import Desk

_log = logging.getLogger(__name__)

LOOK_S = 0.25
"""How often it is looked whether another node is done with an earlier question of the thread."""

Handler = Callable[[Job], Awaitable[None]]


class Turns:
    """The jobs that this node works on."""

    def __init__(self, desk: Desk, handlers: Mapping[str, Handler]) -> None:
        self._desk = desk
        self._handlers = handlers
        self._running: dict[str, asyncio.Task[None]] = {}
        self._ended = asyncio.Condition()

    def start(self, job: Job) -> None:
        """Begin on a job that the journal holds."""
        if job.id not in self._running:
            self._running[job.id] = self._desk.spawn(self._run(job))
            self._running[job.id].add_done_callback(lambda _: self._running.pop(job.id, None))

    async def stop(self, channel: str, thread: str) -> bool:
        """Stop what is open in a thread; false if nothing was."""
        stopped = await self._desk.db(self._desk.journal.stop, channel, thread)
        for job_id in stopped:
            if task := self._running.get(job_id):
                task.cancel()
        return bool(stopped)

    async def renew(self) -> None:
        """Say that this node is at work on its jobs."""
        if self._running:
            await self._desk.db(self._desk.journal.renew, tuple(self._running))

    async def take_over(self) -> int:
        """Begin on what has been left open; return how many."""
        left = await self._desk.db(self._desk.journal.adopt, tuple(self._running))
        for job in left:
            _log.warning("taking over %s %s, try %d", job.kind, job.id, job.tries + 1)
            self.start(job)
        return len(left)

    async def drain(self, seconds: float) -> None:
        """Let what is running come to its end; what doesn't is taken over later."""
        if self._running:
            await asyncio.wait(list(self._running.values()), timeout=seconds)

    async def _run(self, job: Job) -> None:
        journal = self._desk.journal
        try:
            while not (begun := await self._desk.db(journal.begin, job)):
                if begun is None:
                    return
                await self._wait()
            await self._handlers[job.kind](job)
            await self._desk.db(journal.finish, job)
        except StoreUnavailable as error:
            # The lease runs out, and whoever reaches the database then takes over.
            _log.error("job %s left: %s", job.id, error)
        except Exception:  # noqa: BLE001 - one question's fault must not end with it
            _log.exception("job %s failed", job.id)
            await self._desk.db(journal.finish, job)
        finally:
            async with self._ended:
                self._ended.notify_all()

    async def _wait(self) -> None:
        """Wait until a job here has ended, or for a moment."""
        async with self._ended:
            try:
                await asyncio.wait_for(self._ended.wait(), LOOK_S)
            except TimeoutError:
                return
