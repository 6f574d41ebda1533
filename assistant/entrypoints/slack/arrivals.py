"""Writing down what Slack brings before it is acknowledged; what comes at once, in one write."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from assistant.adapters.state.slack import Arrival, Journal
from assistant.domain.errors import StoreUnavailable

Waiting = tuple[Arrival, "asyncio.Future[bool]"]


class Arrivals:
    """What arrives while others are being written down shares the next write.

    A disk is waited for once for all of them, so that fifty people who ask at once are all
    acknowledged in the time of two or three writes.
    """

    def __init__(self, journal: Journal, thread: ThreadPoolExecutor) -> None:
        """Make it.

        Args:
            journal: Where it is written down.
            thread: One thread of its own, so that no answer's work is waited for.
        """
        self._journal = journal
        self._thread = thread
        self._waiting: list[Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def write_down(self, arrival: Arrival) -> bool:
        """Return once it is on disk; false if it was before.

        Raises:
            StoreUnavailable: it can't be written down.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await done

    async def stop(self) -> None:
        """Write what waits down, and end."""
        if self._writing is not None:
            await asyncio.gather(self._writing, return_exceptions=True)

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            arrivals = [arrival for arrival, _ in batch]
            try:
                fresh = await loop.run_in_executor(
                    self._thread, self._journal.take_in_all, arrivals
                )
            except StoreUnavailable as error:
                _end(batch, error)
            except BaseException:
                _end([*batch, *self._waiting], StoreUnavailable("The Slack app is stopping."))
                raise
            else:
                for (_, done), was_fresh in zip(batch, fresh, strict=True):
                    if not done.done():
                        done.set_result(was_fresh)


def _end(batch: list[Waiting], error: StoreUnavailable) -> None:
    for _, done in batch:
        if not done.done():
            done.set_exception(error)
