from assistant.domain.documents import Part
from assistant.domain.sources import FindingKind, Passage, PassageKind
from ingest.findings import FoundFinding, tie


def finding(text: str, *parts: Part, section: str | None = None) -> FoundFinding:
    return FoundFinding(
        report_id="r1",
        kind=FindingKind.RECOMMENDATION,
        number="1",
        text=text,
        blocks=(0,),
        parts=parts,
        addressees=("forces",),
        deadline=None,
        section=section,
        published=None,
    )


def passage(id_: str, report: str, *parts: Part) -> Passage:
    return Passage(id_, report, 0, PassageKind.TEXT, "words", (), parts)


def test_a_finding_names_every_passage_that_its_wording_stands_in() -> None:
    (tied,) = tie(
        [finding("Forces should act.", Part(0, 9, 1, 100, 150), Part(9, 18, 2, 0, 20))],
        [
            passage("before", "r1", Part(0, 5, 1, 0, 100)),
            passage("first", "r1", Part(0, 5, 1, 90, 120)),
            passage("second", "r1", Part(0, 5, 2, 10, 60)),
            passage("after", "r1", Part(0, 5, 2, 20, 60)),
            passage("elsewhere", "r2", Part(0, 5, 1, 90, 120)),
        ],
    )
    assert tied.passage_ids == ("first", "second")
    assert (tied.page, tied.page_end) == (1, 2)
    assert (tied.number, tied.text, tied.addressees) == ("1", "Forces should act.", ("forces",))


def test_findings_keep_their_ids_when_others_come_and_go() -> None:
    place = Part(0, 5, 1, 0, 5)
    first, second = finding("One.", place), finding("Two.", place)
    same_words_elsewhere = finding("Two.", place, section="Another report – part two")
    ids = [item.id for item in tie([first, second, same_words_elsewhere, second], [])]
    assert len(set(ids)) == 4
    assert [item.id for item in tie([second], [])] == [ids[1]]
