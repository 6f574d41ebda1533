"""The vocabulary that a question of someone is read with, built once a generation."""

import gc
from collections import OrderedDict
from threading import Lock

from assistant.domain.people import Asker
from assistant.domain.sources import Visibility
from assistant.service.stores import Generation
from assistant.settings import Settings
from assistant.understanding.library.report_scope import ReportCatalogue
from assistant.understanding.vocabulary.vocabulary import Vocabulary

KEPT = 16
"""Vocabularies kept at once; people who see the same entries share one."""

PEOPLE_KEPT = 1_000
"""People of whom it is remembered whether they see more than others of their classes."""

MANY = 10_000
"""Entries from which on the collector of garbage is kept from walking through them."""

Key = tuple[str, tuple[Visibility, ...], str | None]


class Vocabularies:
    """Makes vocabularies and catalogues from what the asker may see, and keeps the last few."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._kept: OrderedDict[Key, tuple[Vocabulary, ReportCatalogue]] = OrderedDict()
        self._own: OrderedDict[Key, bool] = OrderedDict()

    def of(self, generation: Generation, asker: Asker) -> tuple[Vocabulary, ReportCatalogue]:
        """Return the words of the register and of the reports that the asker may see."""
        key = (generation.name, asker.classes, self._apart(generation, asker))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = self._build(generation, asker)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _apart(self, generation: Generation, asker: Asker) -> str | None:
        """Return the asker's address if they see more than others of their classes."""
        if asker.own_email is None:
            return None
        key = (generation.name, asker.classes, asker.own_email)
        with self._lock:
            more = self._own.get(key)
        if more is None:
            more = self._sees_more(generation, asker)
            with self._lock:
                self._own[key] = more
                while len(self._own) > PEOPLE_KEPT:
                    self._own.popitem(last=False)
        return asker.own_email if more else None

    def _sees_more(self, generation: Generation, asker: Asker) -> bool:
        if generation.register.version() is None:
            return False
        today = self._settings.current_day
        own, common = (
            generation.register.count((), classes=asker.classes, email=email, today=today)
            for email in (asker.own_email, None)
        )
        return own != common

    def _build(self, generation: Generation, asker: Asker) -> tuple[Vocabulary, ReportCatalogue]:
        reports = generation.library.reports(asker.classes)
        version = generation.register.version()
        entries = generation.register.select(
            (),
            classes=asker.classes,
            email=asker.own_email,
            today=self._settings.current_day,
        )
        people = version.people if version else ()
        vocabulary = Vocabulary.build(entries, people, reports)
        vocabulary.has_register = version is not None
        if len(entries) >= MANY:
            # They live as long as the generation. Left among what may be garbage, they would be
            # walked through again and again while a long list is answered: half of its time.
            gc.freeze()
        return vocabulary, ReportCatalogue(reports, self._settings.force_name)
