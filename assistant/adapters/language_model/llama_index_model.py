"""A language model through LlamaIndex's interface, bounded in time, size, cost and failures."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from llama_index.core.llms import LLM

from assistant.adapters.language_model.breaker import Breaker
from assistant.adapters.language_model.faults import EndpointFault, TooSlow, Unreadable, fault_in
from assistant.adapters.language_model.transport import BoundedTransport, Limits
from assistant.adapters.language_model.waiting import Loop
from assistant.domain.errors import ModelUnavailable, StoreUnavailable
from assistant.ports import ModelReply

_log = logging.getLogger(__name__)
_BYTES_A_TOKEN = 3
"""Fewer than in English prose, so that what is set aside is rather too much."""
_MOST_OVER = 10
"""How many times what was set aside a reported use is believed."""


class Budget(Protocol):
    """Tokens that may be used on one day."""

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside, if that many are left today."""

    def settle(self, reserved: int, used: int) -> None:
        """Put what was used in the place of what was set aside."""


class LlamaIndexModel:
    """Calls one endpoint. Safe to share between threads.

    Args:
        name: The model's name, for provenance.
        make: Makes LlamaIndex's model around the transport; called on the first completion.
        transport: The only way to the endpoint.
    """

    def __init__(
        self,
        name: str,
        make: Callable[[BoundedTransport], LLM],
        transport: BoundedTransport,
        limits: Limits,
        guards: tuple[Breaker, Budget],
    ) -> None:
        self._name = name
        self._make = make
        self._transport = transport
        self._limits = limits
        self._breaker, self._budget = guards
        self._loop = Loop()
        self._llm: LLM | None = None

    def complete(self, prompt: str, *, max_tokens: int) -> ModelReply:
        """Return the model's reply.

        Raises:
            ModelUnavailable: there is none: no budget, a rest after failures, or a fault.
        """
        reserved = len(prompt.encode()) // _BYTES_A_TOKEN + max_tokens
        self._reserve(reserved)
        if not self._breaker.admits():
            self._settle(reserved, 0)
            raise ModelUnavailable("The language model failed several times and is left alone.")
        try:
            reply = self._loop.run(self._call(prompt, max_tokens))
        except EndpointFault as fault:
            self._breaker.failed()
            self._settle(reserved, reserved if fault.may_have_run else 0)
            _log.warning("no reply of the language model: %s (%r)", fault, type(fault.__cause__))
            raise ModelUnavailable(str(fault)) from fault
        except BaseException:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        used = reply.tokens_in + reply.tokens_out
        self._settle(reserved, min(used or reserved, _MOST_OVER * reserved))
        return reply

    def close(self) -> None:
        """Let go of connections and of the thread that waits on them."""
        self._loop.run(self._transport.aclose())
        self._loop.close()

    async def _call(self, prompt: str, max_tokens: int) -> ModelReply:
        try:
            if self._llm is None:
                self._llm = self._make(self._transport)
            async with asyncio.timeout(self._limits.total_s):
                response = await self._llm.acomplete(prompt, max_tokens=max_tokens)
        except TimeoutError as error:
            raise TooSlow("The language model took too long to reply.") from error
        except Exception as error:
            # Client libraries wrap what the transport raises, and fail anyhow on a hostile reply.
            fault = fault_in(error)
            if fault is not None:
                raise fault from None
            raise Unreadable(
                "The language model's endpoint replied something that can't be read."
            ) from error
        if not response.text.strip():
            raise Unreadable("The language model replied with nothing.")
        tokens_in, tokens_out = _use(response.additional_kwargs, response.raw)
        return ModelReply(response.text, tokens_in, tokens_out, self._name)

    def _reserve(self, tokens: int) -> None:
        try:
            granted = self._budget.reserve(tokens)
        except StoreUnavailable as error:
            raise ModelUnavailable("The language model's budget can't be read.") from error
        if not granted:
            raise ModelUnavailable("The language model's budget for today is used up.")

    def _settle(self, reserved: int, used: int) -> None:
        try:
            self._budget.settle(reserved, used)
        except StoreUnavailable as error:
            # What was set aside stays set aside: too little may be used, never too much.
            _log.warning("the language model's budget can't be settled: %s", error)


def _use(reported: Mapping[str, Any], raw: Any) -> tuple[int, int]:
    """Return tokens in and out as the endpoint reports them; 0 where it doesn't or lies."""
    counts = dict(reported)
    if isinstance(raw, Mapping):
        counts |= {
            "prompt_tokens": raw.get("prompt_eval_count", counts.get("prompt_tokens")),
            "completion_tokens": raw.get("eval_count", counts.get("completion_tokens")),
        }
    return _count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens"))


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
