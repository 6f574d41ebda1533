"""Questions for what a report found in all, whichever of its names it is asked for by."""

from dataclasses import replace

from assistant.domain.plans import Plan, ReportQuestion, Route
from assistant.domain.queries import Condition, Field
from assistant.service.asking import Asking
from assistant.understanding.library.report_scope import ReportCatalogue
from assistant.understanding.library.report_topic import reported_topic


def whole_report(plan: Plan, asking: Asking) -> ReportQuestion | None:
    """Return the question to the reports that are to be summed up; none where none is.

    A report may be named by its title in the library, or as the register knows it.
    """
    if plan.route not in (Route.REGISTER, Route.BOTH) or reported_topic(asking.text) is None:
        return None
    read, catalogue = asking.to_reports, asking.catalogue
    if read.scope:
        return None if read.terms else read
    scoped = as_registered(read, plan, catalogue)
    alone = plan.register is not None and len(plan.register.where) == 1 and not plan.unplaced
    return replace(scoped, terms=()) if scoped.scope and alone and not plan.mine else None


def as_registered(read: ReportQuestion, plan: Plan, catalogue: ReportCatalogue) -> ReportQuestion:
    """Return a question that names no report, asked of those whose entries a plan asks for."""
    titles = _reports_asked_for(plan)
    named = {name for title in titles for name in catalogue.resolve(title).report_ids}
    if read.scope or not named:
        return read
    return replace(read, scope=tuple(sorted(named)), scope_words=", ".join(titles))


def _reports_asked_for(plan: Plan) -> tuple[str, ...]:
    """Return the register's titles of the reports that a plan asks for the entries of."""
    where = plan.register.where if plan.register else ()
    return tuple(
        title
        for each in where
        if isinstance(each, Condition) and each.field is Field.REPORT and not each.negated
        for title in each.values
    )
