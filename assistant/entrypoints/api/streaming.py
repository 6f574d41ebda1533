"""An answer in the making, as events in order."""

import json
from collections.abc import Iterator
from contextvars import copy_context
from queue import SimpleQueue
from threading import Thread

from assistant.domain.errors import LiaisonError
from assistant.entrypoints.api.problems import fault_detail, said
from assistant.render.document import answer_document
from assistant.service import Assistant, Question

Event = tuple[str, str]


def events_of(assistant: Assistant, question: Question) -> Iterator[Event]:
    """Yield (event name, JSON data) while the question is answered.

    The last event is `answer` or `problem`.
    """
    queue: SimpleQueue[Event | None] = SimpleQueue()

    def work() -> None:
        try:
            answer = assistant.ask(
                question, on_step=lambda step: queue.put(("progress", _json({"step": step})))
            )
            document = answer_document(answer)
            for statement in document["statements"]:
                queue.put(("statement", _json(statement)))
            queue.put(("answer", _json(document)))
        except LiaisonError as error:
            queue.put(("problem", _json({"detail": said(error)})))
        except Exception as error:  # noqa: BLE001 - whoever waits must be told, whatever it is
            queue.put(("problem", _json({"detail": fault_detail(error)})))
        finally:
            queue.put(None)

    Thread(target=copy_context().run, args=(work,), daemon=True).start()
    while (event := queue.get()) is not None:
        yield event


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)
