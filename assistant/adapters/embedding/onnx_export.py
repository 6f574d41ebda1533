"""From a BERT encoder's safetensors to one ONNX file, without torch.

The graph ends in mean pooling and normalisation, so that a session gives a sentence's vector. It
uses onnxruntime's fused operators (domain com.microsoft), which is what makes it quick on CPUs.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from assistant.adapters.embedding.model_files import ModelFiles
from assistant.domain.errors import ModelUnavailable

_FUSED = "com.microsoft"
_POOLING = "pooling"

Array = NDArray[np.float32]


def export_onnx(model: ModelFiles, target: Path) -> None:
    """Write the model as float32 ONNX: int32 `input_ids`, `attention_mask` -> unit vectors.

    Raises:
        ModelUnavailable: the model is not a BERT encoder, or its weights are not the known ones.
    """
    model.check_weights()
    config = json.loads((model.folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu":
        raise ModelUnavailable(
            f"{model.name} can't be run through onnxruntime here: only BERT encoders can. "
            "Set LIAISON_EMBEDDING_ENGINE to sentence-transformers."
        )
    onnx.save(_Graph(config, load_file(model.weights)).model(), target)


def quantise(source: Path, target: Path) -> None:
    """Write a float32 model's int8 twin (dynamic activations, weights by channel)."""
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)  # it advises, on the root logger, a step that isn't needed
    try:
        _quantise(source, target)
    finally:
        logging.disable(disabled)


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=[_POOLING],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


class _Graph:
    """Collects the nodes and weights of one encoder."""

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, Array]) -> None:
        self._config = config
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        hidden = self._embed()
        for layer in range(self._config["num_hidden_layers"]):
            hidden = self._layer(layer, hidden)
        self._pool(hidden)
        whole = ["batch", "tokens"]
        graph = helper.make_graph(
            self._nodes,
            "sentence_encoder",
            [
                helper.make_tensor_value_info("input_ids", TensorProto.INT32, whole),
                helper.make_tensor_value_info("attention_mask", TensorProto.INT32, whole),
            ],
            [
                helper.make_tensor_value_info(
                    "vector", TensorProto.FLOAT, ["batch", self._config["hidden_size"]]
                )
            ],
            self._constants,
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _embed(self) -> str:
        zero = helper.make_tensor("zero", TensorProto.INT32, [1], [0])
        self._add("Shape", ["input_ids"], ["shape"])
        self._add("ConstantOfShape", ["shape"], ["segments"], value=zero)
        inputs = ["input_ids", "segments"]
        for part in ("word_embeddings", "position_embeddings", "token_type_embeddings"):
            inputs.append(self._weight(f"embeddings.{part}.weight"))
        inputs += self._norm("embeddings.LayerNorm")
        self._fused("EmbedLayerNormalization", inputs, ["embedded", "unused"], epsilon=self._eps)
        return "embedded"

    def _layer(self, number: int, hidden: str) -> str:
        prefix = f"encoder.layer.{number}"
        attended = self._attention(prefix, hidden)
        output = f"{prefix}.attention.output"
        joined = self._project(f"{output}.dense", attended)
        normed = self._skip(output, joined, hidden)
        wide = self._project(f"{prefix}.intermediate.dense", normed)
        bias = self._weight(f"{prefix}.intermediate.dense.bias")
        self._fused("BiasGelu", [wide, bias], [f"{prefix}.gelu"])
        narrow = self._project(f"{prefix}.output.dense", f"{prefix}.gelu")
        return self._skip(f"{prefix}.output", narrow, normed)

    def _attention(self, prefix: str, hidden: str) -> str:
        names = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._array(f"{name}.weight").T for name in names], axis=1)
        bias = np.concatenate([self._array(f"{name}.bias") for name in names])
        inputs = [
            hidden,
            self._constant(f"{prefix}.qkv.weight", weight),
            self._constant(f"{prefix}.qkv.bias", bias),
            "attention_mask",
        ]
        heads = self._config["num_attention_heads"]
        self._fused("Attention", inputs, [f"{prefix}.attended"], num_heads=heads)
        return f"{prefix}.attended"

    def _project(self, name: str, source: str) -> str:
        weight = self._constant(f"{name}.weight", self._array(f"{name}.weight").T)
        self._add("MatMul", [source, weight], [f"{name}.product"], name=name)
        return f"{name}.product"

    def _skip(self, name: str, source: str, skipped: str) -> str:
        inputs = [source, skipped, *self._norm(f"{name}.LayerNorm")]
        inputs.append(self._weight(f"{name}.dense.bias"))
        self._fused("SkipLayerNormalization", inputs, [f"{name}.normed"], epsilon=self._eps)
        return f"{name}.normed"

    def _pool(self, hidden: str) -> None:
        axis = self._constant("axis", np.array([1], np.int64))
        self._add("Cast", ["attention_mask"], ["weights"], to=TensorProto.FLOAT)
        self._add("Unsqueeze", ["weights", axis], ["weights_row"])
        self._add("MatMul", ["weights_row", hidden], ["sum_row"], name=_POOLING)
        self._add("Squeeze", ["sum_row", axis], ["sum"])
        # Normalising makes the mean and the sum of the tokens the same vector.
        self._add("LpNormalization", ["sum"], ["vector"], axis=-1, p=2)

    @property
    def _eps(self) -> float:
        return float(self._config["layer_norm_eps"])

    def _norm(self, name: str) -> list[str]:
        return [self._weight(f"{name}.weight"), self._weight(f"{name}.bias")]

    def _array(self, name: str) -> Array:
        return self._weights[name].astype(np.float32)

    def _weight(self, name: str) -> str:
        return self._constant(name, self._array(name))

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, operator: str, inputs: list[str], outputs: list[str], **options: Any) -> None:
        self._nodes.append(helper.make_node(operator, inputs, outputs, **options))

    def _fused(self, operator: str, inputs: list[str], outputs: list[str], **more: Any) -> None:
        self._add(operator, inputs, outputs, domain=_FUSED, **more)
