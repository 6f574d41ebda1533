"""The register, and its comparison with the reports, as documents."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.domain.checks import Discrepancy
from assistant.domain.listings import Listing
from assistant.render.document import entry_document


def register_document(listing: Listing) -> dict[str, Any]:
    """Return a listing as programs see it."""
    return {
        "count": listing.count,
        "offset": listing.offset,
        "register_as_at": listing.as_at.isoformat(),
        "version": listing.version,
        "source": listing.source,
        "today": listing.today.isoformat(),
        "entries": [entry_document(each) for each in listing.entries],
    }


def check_document(found: Sequence[Discrepancy]) -> dict[str, Any]:
    """Return what differs between the register and the reports, counted by kind."""
    kinds = sorted({each.kind for each in found})
    return {
        "count": len(found),
        "by_kind": {kind: sum(each.kind == kind for each in found) for kind in kinds},
        "discrepancies": [asdict(each) for each in found],
    }
