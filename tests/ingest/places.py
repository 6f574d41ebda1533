"""Checks that every block stands where it says it does."""

from assistant.domain.documents import Document


def bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def assert_places_are_true(document: Document) -> None:
    pages = {page.number: page for page in document.pages}
    assert list(pages) == list(range(1, len(document.pages) + 1))
    for block in document.blocks:
        assert block.parts
        for part in block.parts:
            shown = pages[part.page].text[part.page_start : part.page_end]
            assert bare(shown) == bare(block.text[part.start : part.end])
        covered = bare("".join(block.text[part.start : part.end] for part in block.parts))
        whole = bare(block.text)
        if block.cells:
            # The sign between two cells may stand on no page.
            covered, whole = covered.replace("|", ""), whole.replace("|", "")
        assert covered == whole
        assert [part.page for part in block.parts] == sorted(part.page for part in block.parts)
