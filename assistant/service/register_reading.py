"""What is read of the register without an answer being made: listings, entries, the check."""

from dataclasses import replace
from datetime import date

from assistant.domain.checks import Discrepancy
from assistant.domain.errors import InvalidUse, NotFound
from assistant.domain.listings import Listing
from assistant.domain.people import Asker
from assistant.domain.queries import Condition, Field, Op, Order
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.register.check import check_register
from assistant.register.filters import SORTS, conditions, order
from assistant.register.ordering import ordered
from assistant.service.requests import RegisterRequest
from assistant.service.stores import Generation


def listed(generation: Generation, request: RegisterRequest, asker: Asker, today: date) -> Listing:
    """Return the entries that match exact filters.

    Raises:
        InvalidUse: the register isn't sorted by that.
        NotFound: no register is loaded.
    """
    version = _version(generation)
    found = generation.register.select(
        conditions(request.filters), classes=asker.classes, email=asker.own_email, today=today
    )
    if request.sort:
        found = ordered(found, (_sort_key(request.sort),))
    end = None if request.limit is None else request.offset + request.limit
    return Listing(
        entries=tuple(found[request.offset : end]),
        count=len(found),
        offset=request.offset,
        as_at=version.as_at,
        version=version.id,
        source=version.source,
        today=today,
    )


def entries_of(
    generation: Generation, ref: str, asker: Asker, today: date
) -> tuple[str, list[RegisterEntry]]:
    """Return the register's version and the entries of a reference that the asker may see.

    Raises:
        NotFound: no register is loaded.
    """
    version = _version(generation)
    found = generation.register.select(
        (Condition(Field.REF, Op.IS, (ref,)),),
        classes=asker.classes,
        email=asker.own_email,
        today=today,
    )
    return version.id, found


def discrepancies(generation: Generation, asker: Asker, day: date) -> tuple[str, list[Discrepancy]]:
    """Return the register's version and where it doesn't agree with the published reports.

    Raises:
        NotFound: no register is loaded.
    """
    version = _version(generation)
    entries = generation.register.select(
        (), classes=asker.classes, email=asker.own_email, today=day
    )
    reports = generation.library.reports(asker.classes)
    found = check_register(
        replace(version, entries=tuple(entries)),
        generation.library.findings([each.id for each in reports]),
        reports,
        generation.library.passages_of,
        day,
    )
    return version.id, found


def _version(generation: Generation) -> RegisterVersion:
    version = generation.register.version()
    if version is None:
        raise NotFound("No register is loaded. Load one with `liaison ingest --register FILE`.")
    return version


def _sort_key(sort: str) -> Order:
    try:
        return order(sort)
    except KeyError as error:
        raise InvalidUse(
            f"The register can't be sorted by '{sort}'. Choose one of: {', '.join(SORTS)}."
        ) from error
