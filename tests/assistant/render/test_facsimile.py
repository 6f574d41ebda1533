from assistant.domain.documents import Page, WordBox
from assistant.render.facsimile import drawn_words

TEXT = "One two three\nfour five."


def _page() -> Page:
    boxes, start = [], 0
    for number, word in enumerate(TEXT.split()):
        start = TEXT.index(word, start)
        left, top = 50.0 * (number % 3), 20.0 * (number // 3)
        boxes.append(WordBox(start, start + len(word), left, top, left + 40, top + 10))
        start += len(word)
    return Page(1, "1", TEXT, 200, 100, tuple(boxes))


def test_every_word_is_drawn_where_it_stands() -> None:
    drawn = drawn_words(_page(), None)

    assert [word.text for word in drawn] == TEXT.split()
    assert (drawn[3].x, drawn[3].top, drawn[3].width) == (0.0, 20.0, 40.0)
    assert drawn[0].top < drawn[0].y < drawn[0].top + drawn[0].height
    assert not any(word.quoted for word in drawn)


def test_a_quotation_is_marked_over_the_end_of_a_line_and_nothing_else_is() -> None:
    drawn = drawn_words(_page(), "three four")

    assert [word.text for word in drawn if word.quoted] == ["three", "four"]


def test_a_quotation_that_is_not_there_marks_nothing() -> None:
    assert not any(word.quoted for word in drawn_words(_page(), "six seven"))


def test_a_page_without_places_and_words_without_room_are_not_drawn() -> None:
    flat = Page(1, None, "word", 10, 10, (WordBox(0, 4, 5, 5, 5, 9),))

    assert drawn_words(Page(1, None, "Just text."), "text") == []
    assert drawn_words(flat, None) == []
