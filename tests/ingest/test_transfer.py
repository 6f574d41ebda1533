import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import Block, BlockKind, Document, Page, Part, WordBox
from assistant.domain.errors import InvalidInput
from ingest.transfer import decode, encode

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TENTHS = st.integers(-100, 10_000).map(lambda tenth: tenth / 10)
SMALL = st.integers(0, 40)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    texts = draw(st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
    pages = tuple(
        Page(
            number,
            draw(st.none() | TEXTS),
            text,
            draw(TENTHS),
            draw(TENTHS),
            tuple(
                WordBox(draw(SMALL), draw(SMALL), *(draw(TENTHS) for _ in range(4)))
                for _ in range(draw(st.integers(0, 3)))
            ),
        )
        for number, text in enumerate(texts, 1)
    )
    blocks = tuple(
        Block(
            draw(st.sampled_from(BlockKind)),
            page.text,
            (Part(0, len(page.text), page.number, 0, len(page.text)),),
            tuple(draw(st.lists(TEXTS, max_size=3))),
            draw(st.none() | TEXTS),
            draw(SMALL),
            tuple(tuple(row) for row in draw(st.lists(st.lists(TEXTS, max_size=3), max_size=3))),
        )
        for page in pages
    )
    return Document(
        "text/plain", pages, blocks, draw(st.none() | TEXTS), tuple(draw(st.lists(TEXTS)))
    )


@given(documents())
@settings(deadline=None, max_examples=100)
def test_a_document_comes_back_as_it_went(document: Document) -> None:
    assert decode(encode(document)) == document


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_noise_is_never_a_document(noise: bytes) -> None:
    with pytest.raises(InvalidInput):
        decode(noise)


def test_a_wrong_type_inside_is_refused() -> None:
    part = Part(0, 1, 1, 0, 1)
    good = Document(
        "text/plain", (Page(1, None, "x"),), (Block(BlockKind.PARAGRAPH, "x", (part,)),)
    )
    packed = json.loads(encode(good))
    packed["blocks"][0][1] = {"__reduce__": "os.system"}

    with pytest.raises(InvalidInput):
        decode(json.dumps(packed).encode())
