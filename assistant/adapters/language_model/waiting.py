"""Running what waits on the network beside threads that may not wait for ever."""

import asyncio
from collections.abc import Coroutine
from threading import Lock, Thread
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class Loop:
    """An event loop on a thread of its own, started when first needed."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._lock = Lock()

    def run(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Return what the work comes to; its own time limit is the only one."""
        return asyncio.run_coroutine_threadsafe(work, self._started()).result()

    def close(self) -> None:
        """Stop the loop and its thread."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(loop.shutdown_asyncgens(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # A daemon, so that a name that can't be resolved doesn't keep the program.
                self._thread = Thread(
                    target=self._loop.run_forever, name="language-model", daemon=True
                )
                self._thread.start()
            return self._loop
