"""The cross-encoder: a real one, tiny and untrained, made on the spot."""

from pathlib import Path

import pytest

from assistant.adapters.embedding.cross_encoder import CrossEncoderReranker
from assistant.bootstrap import build_assistant, build_reranker
from assistant.domain.errors import ModelUnavailable
from assistant.domain.people import Asker, Role
from assistant.settings import Settings, read_settings

TEXTS = ["victims of fraud", "a dog in the yard", "victims of fraud", "fraud"]


def make_cross_encoder(folder: Path, outputs: int = 1) -> Path:
    """Write a model of the usual kind with random weights, always the same ones."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["victims", "of", "fraud", "a", "dog", "in", "the", "yard", "what"]
    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=1.0,
        num_labels=outputs,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross_encoder(tmp_path_factory.mktemp("reranker") / "model")


def test_each_text_gets_a_score_and_the_same_text_the_same(folder: Path) -> None:
    scores = CrossEncoderReranker(folder).scores("what fraud", TEXTS)

    assert len(scores) == len(TEXTS)
    assert scores[0] == scores[2]
    assert len(set(scores)) == 3
    assert scores == CrossEncoderReranker(folder).scores("what fraud", TEXTS)


def test_the_question_counts(folder: Path) -> None:
    reranker = CrossEncoderReranker(folder)

    assert reranker.scores("what fraud", TEXTS) != reranker.scores("the dog", TEXTS)


def test_nothing_is_loaded_for_nothing(folder: Path) -> None:
    assert CrossEncoderReranker(folder).scores("what", []) == []


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="LIAISON_RERANKER"):
        CrossEncoderReranker(tmp_path)


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"no weights")

    with pytest.raises(ModelUnavailable, match="can't be loaded"):
        CrossEncoderReranker(tmp_path).scores("what", TEXTS)


def test_a_model_with_several_outputs_is_refused(tmp_path: Path) -> None:
    folder = make_cross_encoder(tmp_path / "model", outputs=3)

    with pytest.raises(ModelUnavailable, match="no single score"):
        CrossEncoderReranker(folder).scores("what", TEXTS)


def test_the_setting_decides_whether_there_is_one(folder: Path, tmp_path: Path) -> None:
    assert build_reranker(read_settings(home=tmp_path)) is None
    reranker = build_reranker(read_settings(home=tmp_path, reranker=folder))

    assert reranker is not None
    assert len(reranker.scores("what fraud", TEXTS)) == len(TEXTS)


def test_passages_are_searched_in_its_order(folder: Path, sample_settings: Settings) -> None:
    plain = build_assistant(sample_settings)
    reordering = build_assistant(sample_settings.model_copy(update={"reranker": folder}))
    asker = Asker(roles=frozenset({Role.LIAISON}))
    try:
        before = [each.passage.id for each in plain.search("stalking", k=20, asker=asker)]
        after = [each.passage.id for each in reordering.search("stalking", k=20, asker=asker)]
    finally:
        plain.close()
        reordering.close()

    assert sorted(after) == sorted(before)
    assert after != before
