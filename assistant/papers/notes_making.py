"""Notes to the author on the settings and the model that a paper was made with."""

from collections.abc import Iterator

from assistant.papers.facts import Facts
from assistant.papers.material import Material
from assistant.papers.paper import Made, Statement
from assistant.papers.wording import name, say, title
from assistant.register.wording import listed, short_title


def made_with(material: Material) -> Iterator[Statement]:
    """Yield what the settings lack, and what a language model had a part in."""
    yield from _force(material.facts)
    yield from _front(material.facts)
    yield from _model(material)


def _force(facts: Facts) -> Iterator[Statement]:
    if facts.is_force_named:
        return
    setting = name("LIAISON_FORCE_NAME")
    if not facts.force_words:
        yield say(
            "The force isn’t named in the settings (",
            setting,
            "), so that nothing could be quoted of what the reports say of it.",
        )
        return
    told = facts.assessed[-1]
    yield say(
        "The force isn’t named in the settings (",
        setting,
        "). It is taken to be that of ",
        title(told.title),
        ", of which the register holds entries.",
        reports=(told.report.id,) if told.report else (),
    )


def _front(facts: Facts) -> Iterator[Statement]:
    front = facts.request.front
    unset = [
        what
        for what, value in (
            ("the agenda item (LIAISON_AGENDA_ITEM)", front.agenda_item),
            ("the day of the meeting (LIAISON_COMMITTEE_DATES)", front.meeting),
        )
        if not value
    ]
    if unset:
        yield say("The settings don’t give ", name(listed(unset, "or")), ".")


def _model(material: Material) -> Iterator[Statement]:
    writer = material.facts.request.writer
    for one in material.facts.published if writer else ():
        said = material.quotations(one)
        if said.why_quoted:
            yield say(
                "The main findings of ",
                title(short_title(one.title)),
                " are quoted, without the language model. ",
                name(said.why_quoted),
                reports=(one.report.id,) if one.report else (),
            )
        elif writer and any(each.made is Made.MODEL for each in said.findings):
            yield say(
                "The main findings of ",
                title(short_title(one.title)),
                " were chosen, and some shortened, by the language model ",
                name(writer.identity),
                ". Each is a sentence of the report that its footnote gives; check the choice.",
                reports=(one.report.id,) if one.report else (),
            )
