"""Made-up reports for the tests of answers: letters of one template, and others."""

from datetime import date

from assistant.domain.answers import Asked
from assistant.domain.people import LOCAL
from assistant.domain.sources import Visibility
from assistant.reports.answer import answer_reports
from assistant.reports.search.trace import Trace
from assistant.understanding.library.report_question import report_question
from assistant.understanding.library.report_scope import ReportCatalogue
from tests.fakes_reports import MemoryLibrary, report, stores_of, write

AREAS = {
    "Tarnbrook": ("The director of children's services", "4 March 2021"),
    "South Tarnbrook": ("The chair of the partnership", "9 September 2022"),
    "Ellerby": ("Ellerby Council", "17 May 2023"),
    "Hollin Vale": ("The integrated care board", "30 November 2020"),
}
TODAY = date(2026, 1, 5)


def letter(library, area, owner, due):
    own = report(
        f"letter-{area.lower().replace(' ', '-')}",
        f"Joint area inspection of {area}",
        place=area,
        kind="joint area inspection letter",
        published=date(2020, 1, 1),
    )
    write(
        library,
        own,
        [
            (
                "Headline findings",
                [
                    f"Leaders in {area} share a clear ambition and work well together.",
                    f"Health practitioners in {area} do not always share what they know.",
                ],
            ),
            (
                "What needs to improve",
                [
                    "- The quality of referrals to the front door.",
                    "- The attendance of schools at strategy meetings.",
                ],
            ),
            (
                "Next steps",
                [
                    "#",
                    f"We think that {owner} should prepare a written statement of action.",
                    f"{owner} should send its written statement of action // to the inspectorate by"
                    f" {due}.",
                    "The statement will shape what is asked at later visits.",
                ],
            ),
        ],
    )


def stalking(library):
    write(
        library,
        report("stalking", "Stalking: the police response", published=date(2022, 6, 1)),
        [
            (
                "Findings",
                [
                    "We found that risk was not assessed in 40 of the 120 cases that we read.",
                    "The screening tool was introduced in March 2019 and has not been reviewed.",
                    "A Stalking Protection Order (SPO) forbids what a stalker is likely to do.",
                    "The main weaknesses in the response to stalking were:",
                    "- poor recording of earlier incidents;",
                    "- no single point of contact for victims; and",
                    "- delays in seeking protective orders.",
                ],
            ),
            (
                "Recommendations",
                [
                    "We make two recommendations to forces.",
                    "Recommendation 1: By 31 March 2023, chief constables should review the tool.",
                    "Recommendation 2: Now, the College of Policing should train call takers.",
                ],
            ),
        ],
    )


def custody(library):
    for name, title, given, number in (
        (
            "custody-2019",
            "Custody in Wexford Moor: first visit",
            {"withdrawn": True, "published": date(2019, 2, 1)},
            "63",
        ),
        (
            "custody-2021",
            "Custody in Wexford Moor: second visit",
            {
                "supersedes": "Custody in Wexford Moor: first visit",
                "published": date(2021, 2, 1),
            },
            "17",
        ),
    ):
        line = f"We counted {number} ligature points in the cells of the custody suites."
        write(library, report(name, title, **given), [("Safety", [line])])
    secret = report(
        "secret",
        "Internal review of informants",
        visibility=Visibility.RESTRICTED,
        published=date(2021, 1, 1),
    )
    write(library, secret, [("Findings", ["The informants were paid 5,000 pounds by the unit."])])


def sample_stores():
    library = MemoryLibrary()
    for area, (owner, due) in AREAS.items():
        letter(library, area, owner, due)
    stalking(library)
    custody(library)
    return stores_of(library)


def ask_reports(stores, question, asker=LOCAL, trace=None):
    catalogue = ReportCatalogue.of(stores.library, asker.classes)
    understood = report_question(question, catalogue, TODAY)
    return answer_reports(
        understood,
        stores,
        asker=asker,
        asked=Asked(understood.scope_words, TODAY),
        trace=trace if trace is not None else Trace(),
    )
