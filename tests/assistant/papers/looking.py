"""Looking into a paper."""

from assistant.papers.draft import statements
from assistant.papers.paper import Paper, Section


def section(paper: Paper, name: str) -> Section:
    return next(each for each in paper.sections if each.name == name)


def text(section: Section) -> str:
    return "\n".join(each.text for each in statements(section))


def the_report(paper: Paper) -> Section:
    return next(each for each in paper.sections if each.name.startswith("report-"))


def notes(paper: Paper) -> str:
    return "\n".join(each.text for each in paper.notes)
