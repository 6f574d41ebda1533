"""The app under test: a scripted assistant behind the real listeners, over either way."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine, func, select, update

from assistant.adapters.state.database import open_database
from assistant.adapters.state.slack_tables import jobs
from assistant.domain.answers import Answer, Asked, Kind, Outcome, Reason, Statement
from assistant.domain.errors import StoreUnavailable
from assistant.domain.listings import Listing
from assistant.domain.people import Asker
from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Report
from assistant.entrypoints.slack.drafts import DraftFiles
from assistant.entrypoints.slack.http import mount
from assistant.entrypoints.slack.service import SlackService
from assistant.entrypoints.slack.socket import Socket
from assistant.service.requests import OnStep, Question, RegisterRequest
from assistant.settings import Settings, read_settings
from tests.builders import a_quotation, a_report, a_row, an_answer, an_entry
from tests.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack

TODAY = date(2026, 10, 1)
FORCE = "force.example"
OFFICER, LIAISON, GUEST, OUTSIDER, SPOOF = "U1PAT", "U2LEE", "U3GIL", "U4EXT", "U5MAL"
PAT, LEE, MAL = (f"{name}@{FORCE}" for name in ("pat.officer", "lee.lead", "mal.other"))
CHANNEL = "C1INSPECT"
VIEWER = "https://liaison.force.example"


def entries_of(email: str, count: int) -> tuple[RegisterEntry, ...]:
    """An owner's entries, a third of them overdue, some without a date."""
    return tuple(
        an_entry(
            id=f"Register!{n}",
            ref=f"HFP-{n:03d}",
            row=n,
            text=f"The force should do the thing numbered {n}, and say when it is done. " * 3,
            due=None if n % 7 == 0 else TODAY + timedelta(days=(n * 11) % 90 - 30),
            owners=("Pat Officer",),
            owner_emails=(email,),
        )
        for n in range(1, count + 1)
    )


class FakeAssistant:
    """Answers by what the question says, at once or when it is let."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.owned: dict[str, tuple[RegisterEntry, ...]] = {PAT: entries_of(PAT, 12)}
        self.hold = threading.Event()
        self.hold.set()
        self.pace_s = 0.0
        self.scripted: dict[str, Callable[[Question], Answer]] = {}
        self._lock = threading.Lock()

    @property
    def asked(self) -> list[str]:
        return [each.text for each in self.questions]

    def ask(self, question: Question, on_step: OnStep | None = None) -> Answer:
        with self._lock:
            self.questions.append(question)
        step = on_step or (lambda _: None)
        step("understood")
        own = "my " in question.text or "I own" in question.text
        step("counting" if own else "searching")
        self.hold.wait()
        time.sleep(self.pace_s)
        for word, made in self.scripted.items():
            if word in question.text:
                return made(question)
        return self._own(question) if own else report_answer()

    def _own(self, question: Question) -> Answer:
        asker = question.asker
        if asker.public_only:
            said = "The register is not shown where others read along."
            return _abstained(question, said, Reason.NOT_PERMITTED)
        held = self.owned.get(asker.email or "", ())
        if not held and asker.email not in self.owned:
            said = f"The register names no owner with the address {asker.email}."
            return _abstained(question, said, Reason.NO_IDENTITY)
        return own_answer(asker.email or "", held)

    def register(self, _: RegisterRequest, __: Asker) -> Listing:
        held = tuple(entry for owned in self.owned.values() for entry in owned)
        return Listing(held, len(held), 0, TODAY, "v1", "register.xlsx", TODAY)

    def reports(self, _: Asker) -> list[Report]:
        return [a_report()]


def report_answer(sentences: int = 2) -> Answer:
    """An answer from reports whose words and titles try to be more than text."""
    return an_answer(
        *(
            Statement(
                f"Forces record found property within {n} days, *always* <!channel>.",
                (a_quotation(f"within {n} days", title="PEEL 2025–27 <Wexmoor> & region", page=n),),
            )
            for n in range(1, sentences + 1)
        )
    )


def own_answer(email: str, held: tuple[RegisterEntry, ...]) -> Answer:
    overdue = sum(entry.due is not None and entry.due < TODAY for entry in held)
    rows = tuple(a_row(entry_id=entry.id, ref=entry.ref, row=entry.row) for entry in held)
    first = Statement(f"You own {len(held)} entries, {overdue} of them overdue.", rows[:10])
    listed = [Statement(f"{row.ref}: due some day.", (row,), mark="•") for row in rows[:10]]
    made = an_answer(first, *listed, kind=Kind.REGISTER, entries=held, count=len(held))
    asked = Asked(f"recommendations where owner = {email}", TODAY, as_=email)
    provenance = replace(made.provenance, register_as_at=date(2026, 9, 30))
    return replace(made, asked=asked, provenance=provenance, marking="force", listed=bool(held))


def _abstained(question: Question, said: str, reason: Reason) -> Answer:
    made = an_answer(
        Statement(said, (), remark=True),
        outcome=Outcome.ABSTAINED,
        kind=Kind.REGISTER,
        reason=reason,
    )
    return replace(made, asked=replace(made.asked, as_=question.asker.email))


class FakeDrafter:
    """Drafts the same paper for every period."""

    def __init__(self) -> None:
        self.periods: list[tuple[date, date, str | None]] = []
        self.broken = False

    def draft(self, since: date, until: date, asker: Asker) -> DraftFiles:
        if self.broken:
            raise StoreUnavailable("/srv/secret/place is gone")
        self.periods.append((since, until, asker.email))
        return DraftFiles("HMICFRS update DRAFT", b"PK-word", b"section,text\n")


class Bot:
    """The running app and what it works with; `fall` and `rise` are a crash and a restart."""

    def __init__(self, slack: FakeSlack, mode: str, settings: Settings) -> None:
        self.slack = slack
        self.mode = mode
        self.settings = settings
        self.assistant = FakeAssistant()
        self.drafter = FakeDrafter()
        self.api = FastAPI()
        self.state = open_database(None, settings.home)
        self.service = SlackService(self.assistant, self.drafter, settings, self.state)
        self._socket: Socket | None = None
        self._open = AsyncExitStack()
        self._open.callback(self.state.dispose)

    async def rise(self) -> None:
        if self.mode == "socket":
            await self.service.start()
            self._socket = Socket(self.service, self.settings)
            await self._socket.start()
            await until(lambda: bool(self.slack.sockets))
            return
        await self._open.enter_async_context(mount(self.api, self.service).running())
        await until(lambda: self.service.bolt is not None)

    async def fall(self) -> None:
        """End as a crash does: nothing is finished, nothing is said; time passes until a rise."""
        if self._socket:
            await self._socket.stop()
        await self.service.abandon()
        await self.end()
        expire_leases(self.settings.home)

    def open_jobs(self) -> int:
        """How many questions wait for their answer."""
        return open_jobs(self.state)

    async def end(self) -> None:
        """Let go of everything, however far the test has come; a second time does nothing."""
        self.assistant.hold.set()
        async with self._open:
            try:
                if self._socket:
                    await self._socket.stop()
            finally:
                await self.service.stop(0.5)


def open_jobs(state: Engine) -> int:
    """Count the questions in the state database that have no end yet."""
    waiting = select(func.count()).where(jobs.c.state.in_(("waiting", "working", "delivering")))
    with state.connect() as connection:
        return int(connection.execute(waiting).scalar_one())


def expire_leases(home: Path) -> None:
    """Let the time pass after which a node that shows no sign of life has fallen."""
    state = open_database(None, home)
    with state.begin() as connection:
        connection.execute(update(jobs).values(leased_until=datetime(2000, 1, 1)))  # noqa: DTZ001
    state.dispose()


def settings_for(slack: FakeSlack, home: Path, **changes: Any) -> Settings:
    chosen: dict[str, Any] = {
        "home": home,
        "today": TODAY,
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_signing_secret": SECRET,
        "slack_domains": (FORCE,),
        "slack_api_url": slack.api_url,
        "liaison_emails": (LEE,),
        "public_base_url": VIEWER,
        "slack_post_interval_s": 0.0,
        "slack_reconnect_s": 0.01,
        **changes,
    }
    return read_settings(**chosen)


WITHIN_S = 30.0
"""Only what never happens is waited for as long: a busy machine may take its time."""


async def until(holds: Callable[[], Any], within_s: float | None = None) -> None:
    """Wait until something holds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + (within_s or WITHIN_S)
    while not holds():
        if loop.time() > end:
            raise AssertionError("what was waited for did not happen")
        await asyncio.sleep(0.01)


@asynccontextmanager
async def a_slack(manifest: dict[str, Any]) -> AsyncIterator[FakeSlack]:
    """A workspace with an officer, the liaison lead, a guest, an outsider and a namesake."""
    slack = await FakeSlack(manifest).start()
    slack.trigger_ttl_s = 60.0  # A busy machine may take longer than Slack's three seconds.
    slack.add_user(OFFICER, "Pat Officer", "Pat.Officer@" + FORCE)
    slack.add_user(LIAISON, "Lee Lead", LEE)
    slack.add_user(GUEST, "Gil Guest", f"gil@{FORCE}", is_restricted=True)
    slack.add_user(OUTSIDER, "Ext Ernal", "x@elsewhere.example", team_id="T9OTHER")
    slack.add_user(SPOOF, "Mal Other", MAL, display_name="Pat Officer")
    slack.add_channel(CHANNEL, {OFFICER, LIAISON, GUEST, OUTSIDER, SPOOF})
    try:
        yield slack
    finally:
        await slack.stop()


def spoken(message: dict[str, Any]) -> str:
    """Everything that a message says, in its blocks."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(str(value[n]) for n in ("text",) if isinstance(value.get(n), str))
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(message.get("blocks", []))
    return "".join(found) or str(message.get("text", ""))
