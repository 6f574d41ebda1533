"""What a question says of time beside its filters: the days to look at or to compare."""

from dataclasses import dataclass, field, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from assistant.understanding.periods.calendar import Stretch
from assistant.understanding.periods.periods import Period

_YEAR = relativedelta(years=1)


@dataclass(slots=True)
class Times:
    """What a question says of time, other than filters."""

    since: date | None = None
    since_start: date | None = None
    """First day of the month of which `since` is the last."""
    as_at: date | None = None
    names: list[str] = field(default_factory=list)
    """How each period was read, for the interpretation."""
    doubts: list[str] = field(default_factory=list)
    said: list[Period] = field(default_factory=list)
    """Every period named, whatever was made of it."""


def version_named(period: Period, today: date) -> Period:
    """Return the day by which a version is named: "the June register" is that of its end."""
    if period.stretch and period.first and period.last and period.stretch.last < period.last:
        back = period.last > today  # Both versions: "the June to September registers".
        first, last = gone_by(period.first, today), gone_by(period.last, today)
        earlier = Stretch(period.stretch.first - _YEAR, period.stretch.last - _YEAR)
        stretch = earlier if back else period.stretch
        first = period.first - _YEAR if back else period.first
        return replace(period, first=first, last=last, stretch=stretch)
    last = period.stretch.last if period.stretch else period.last
    return replace(period, first=None, last=gone_by(last, today))


def gone_by(day: date | None, today: date) -> date | None:
    """Return a day of the past: there is no register of a day to come."""
    if day is None or day <= today:
        return day
    if (day.year, day.month) == (today.year, today.month):
        return today  # "The May register", said in May.
    return day - _YEAR


def compare(times: Times, period: Period, today: date) -> None:
    """Take a period for the days between which changes are looked for."""
    if times.since and period.last:  # "Compare the June and September registers".
        times.since, times.as_at = min(times.since, period.last), max(times.since, period.last)
        return
    times.since = period.first or period.last
    stretch = period.stretch
    whole = stretch is not None and stretch.first < stretch.last < today
    if period.first and period.last and period.relation == "in":
        times.as_at = period.last if period.last < today else None
        whole = whole and stretch is not None and stretch.last != period.last
    if whole and stretch and period.first == stretch.first:
        # The version dated in the month named, if there is one, is the one that is meant.
        times.since_start, times.since = stretch.first, stretch.last
