"""What a play has to hand: the workspace, the app and the people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.slack.bot import Bot, spoken, until
from tests.slack.fake_slack import FakeSlack, Payload
from tests.slack.people import People


@dataclass
class Stage:
    slack: FakeSlack
    bot: Bot
    people: People

    def texts(self, channel: str | None = None) -> list[str]:
        return [spoken(each) for each in self.slack.said(channel)]

    async def answered(self, count: int = 1) -> None:
        await until(lambda: self.settled() >= count)

    def settled(self) -> int:
        """How many questions have come to their end."""
        return len([m for m in self.slack.said() if m.get("blocks") or m["text"]])

    async def quiet(self) -> None:
        """Wait until nothing is open or running."""
        await until(lambda: not self.bot.open_jobs())


def only(found: Sequence[Payload]) -> Payload:
    """Return the one thing that there is."""
    assert len(found) == 1, found
    return found[0]


def period(since: str, until_: str, *, ledger: bool = True) -> dict[str, Any]:
    """What a filled-in form sends."""
    return {
        "since": {"v": {"type": "datepicker", "selected_date": since}},
        "until": {"v": {"type": "datepicker", "selected_date": until_}},
        "ledger": {"v": {"selected_options": [{"value": "ledger"}] if ledger else []}},
    }


def forms(stage: Stage) -> list[str]:
    """Return the forms of a paper that are open."""
    return [
        view_id
        for view_id, view in stage.slack.world.views.items()
        if view.get("callback_id") == "draft"
    ]
