"""A model of 40 kB that the real recogniser takes for SenseVoice: whatever it hears, it writes the same sentence.

So the whole path of the default engine runs in tests (features, frames, tags, times) without weights to fetch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TAGS = (
    "<unk>",
    "<s>",
    "</s>",
    "<|zh|>",
    "<|NEUTRAL|>",
    "<|ANGRY|>",
    "<|Speech|>",
    "<|woitn|>",
    "<|withitn|>",
)
SENTENCE = "您究竟买不買呢"
WIDTH, FRAMES = 560, 512
NUMBERS = ("x_length", "language", "text_norm")


def install(folder: Path) -> Path:
    """Write model and tokens into a folder as an installed model lies there."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = [*TAGS, *dict.fromkeys(SENTENCE)]
    lines = "".join(f"{token} {number}\n" for number, token in enumerate(tokens))
    (folder / "tokens.txt").write_text(lines, "utf-8")
    said = [3, 5, 6, 7] + [0] * 5
    for character in SENTENCE:
        number = tokens.index(character)
        said += [number, number, 0]
    onnx.save(_model(said, len(tokens)), str(folder / "model.onnx"))
    return folder


def _model(said: list[int], size: int) -> Any:
    table = np.full((FRAMES, size), -10, np.float32)
    for frame in range(FRAMES):
        table[frame, said[frame] if frame < len(said) else 0] = 10
    constants = {
        "one": np.int64(1), "four": np.int64(4), "zero": np.int64(0), "step": np.int64(1),
        "cap": np.int64(FRAMES - 1), "table": table, "first": np.array([0], np.int64), "nothing": np.float32(0),
    }  # fmt: skip
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", "T", WIDTH]),
        *(helper.make_tensor_value_info(name, TensorProto.INT32, ["N"]) for name in NUMBERS),
    ]  # fmt: skip
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", "T2", size])]
    made = [numpy_helper.from_array(np.array(value), name) for name, value in constants.items()]
    graph = helper.make_graph(_nodes(), "sense_voice", inputs, outputs, made)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    facts = {
        "lfr_window_size": "7", "lfr_window_shift": "6", "normalize_samples": "0", "with_itn": "14",
        "without_itn": "15", "lang_auto": "0", "lang_zh": "3", "lang_en": "4", "lang_yue": "7", "lang_ja": "11",
        "lang_ko": "12", "neg_mean": ",".join(["0"] * WIDTH), "inv_stddev": ",".join(["1"] * WIDTH),
        "model_type": "sense_voice_ctc", "version": "1", "model_author": "test", "maintainer": "test",
        "vocab_size": str(size), "comment": "made for tests",
    }  # fmt: skip
    for key, value in facts.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    return model


def _nodes() -> list[Any]:
    """Frame number → its row of the table; every input is used, times nothing."""
    node = helper.make_node
    kept = [
        node("ReduceMean", ["x"], ["x_mean"], keepdims=0),
        node("Mul", ["x_mean", "nothing"], ["x_kept"]),
    ]
    for name in NUMBERS:
        kept += [
            node("Cast", [name], [f"{name}_number"], to=TensorProto.FLOAT),
            node("ReduceMean", [f"{name}_number"], [f"{name}_mean"], keepdims=0),
            node("Mul", [f"{name}_mean", "nothing"], [f"{name}_kept"]),
        ]
    return [
        node("Shape", ["x"], ["shape"]),
        node("Gather", ["shape", "one"], ["length"], axis=0),
        node("Add", ["length", "four"], ["longer"]),
        node("Range", ["zero", "longer", "step"], ["frames"]),
        node("Min", ["frames", "cap"], ["capped"]),
        node("Gather", ["table", "capped"], ["rows"], axis=0),
        node("Unsqueeze", ["rows", "first"], ["batch"]),
        *kept,
        node("Sum", ["x_kept", "x_length_kept", "language_kept", "text_norm_kept"], ["kept"]),
        node("Add", ["batch", "kept"], ["logits"]),
    ]
