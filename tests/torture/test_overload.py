"""Four times as many askers as the service can answer."""

import asyncio
import random
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.homes import copy_home
from tests.torture.test_service import PATIENCE_S, questions, serving

PEOPLE = 200
THINK_S = 0.5
FOR_S = 20.0
EASY = "Which recommendations are overdue?"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    return copy_home(sample_home, tmp_path / "home")


class Crowd:
    """People who ask, read for a moment, and ask again, whatever they are told."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.took: dict[int, list[float]] = {200: [], 503: []}
        self.without_advice = 0

    async def rush(self) -> float:
        """Ask for a while; return the seconds that it then takes until an answer comes."""
        everyone = aiohttp.TCPConnector(limit=0)
        patience = aiohttp.ClientTimeout(total=PATIENCE_S)
        async with aiohttp.ClientSession(connector=everyone, timeout=patience) as client:
            until = time.monotonic() + FOR_S
            asked = questions(1_000)
            people = (self._person(client, random.Random(n), asked, until) for n in range(PEOPLE))
            await asyncio.gather(*people)
            began = time.monotonic()
            while await self._ask(client, EASY) != 200:
                await asyncio.sleep(0.2)
                assert time.monotonic() < began + PATIENCE_S, "the service did not recover"
            return time.monotonic() - began

    async def _person(
        self, client: aiohttp.ClientSession, chance: random.Random, asked: list[str], until: float
    ) -> None:
        await asyncio.sleep(chance.random() * THINK_S)
        while time.monotonic() < until:
            began = time.monotonic()
            status = await self._ask(client, chance.choice(asked))
            self.took[status].append(time.monotonic() - began)
            await asyncio.sleep(chance.expovariate(1 / THINK_S))

    async def _ask(self, client: aiohttp.ClientSession, question: str) -> int:
        body = {"question": question}
        async with client.post(f"{self.address}/ask", json=body) as reply:
            await reply.read()
            self.without_advice += reply.status == 503 and "Retry-After" not in reply.headers
            return reply.status


@pytest.mark.torture
def test_four_times_overload_is_answered_in_time_or_turned_away_at_once(
    home: Path, record_property: Any
) -> None:
    with serving(home) as (_, address):
        crowd = Crowd(address)
        recovered_s = asyncio.run(crowd.rush())
    answered, refused = sorted(crowd.took[200]), sorted(crowd.took[503])
    assert answered
    assert crowd.without_advice == 0
    at_95 = answered[len(answered) * 95 // 100]
    record_property("tried", len(answered) + len(refused))
    record_property("survived", len(answered) + len(refused))
    turned_away = (
        f", {len(refused)} turned away in {refused[len(refused) * 95 // 100]:.2f} s (p95)"
        if refused
        else ""
    )
    record_property(
        "figure",
        f"{len(answered)} answered, p95 {at_95:.2f} s{turned_away}; "
        f"answers again after {recovered_s:.1f} s",
    )
    # Five seconds are the target; a machine that is busy with something else is given ten more.
    assert at_95 < 15
