"""The spoken customers of the sample trunk: what one hears when dialing without a carrier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from callwright.app.sample.speech.voice import SAMPLE_RATE, Audio, Voice, available

ASKS = (
    "喂，您好，哪位",
    "嗯，您说，我现在有一点时间",
    "我们现在用的是手工登记，月底统计确实麻烦",
    "那大概要多少钱呢",
    "好的，您先把资料发给我看一下",
)
REFUSES = ("喂", "不好意思，我现在正在开会", "我们已经有供应商了，暂时不需要", "好的，再见")
DOUBTS = (
    "您好，请讲",
    "您是怎么知道我的号码的",
    "哦，那你们和别家有什么不一样",
    "我担心换起来太麻烦",
    "那您下周再打给我吧",
)
SAYINGS: dict[str, tuple[tuple[str, ...], float]] = {
    "customer_asks": (ASKS, 1.0),
    "customer_refuses": (REFUSES, 0.92),
    "customer_doubts": (DOUBTS, 1.12),
    "hello": (("喂，你好",), 1.0),
    "machine": (("您好，您拨打的用户暂时无法接听，请在提示音后留言",), 1.1),
    "announcement": (("您好，您拨打的号码是空号，请核对后再拨",), 1.1),
}
"""File name → sentences and pitch. The announcement is what carriers say about numbers that do not exist (空号)."""
PAUSE_SECONDS = 4.5
"""Between two sentences the customer listens."""


def speak_customers(folder: Path) -> bool:
    """Make the WAV files that are missing; False when no synthesiser is installed (then customers babble)."""
    missing = [name for name in SAYINGS if not (folder / f"{name}.wav").exists()]
    if not missing:
        return True
    if not available():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    voice = Voice()
    for name in missing:
        sentences, pitch = SAYINGS[name]
        write_voice(folder / f"{name}.wav", _speak(voice, sentences, pitch))
    return True


def _speak(voice: Voice, sentences: tuple[str, ...], pitch: float) -> Audio:
    pause = np.zeros(int(PAUSE_SECONDS * SAMPLE_RATE), np.float32)
    parts: list[Audio] = []
    for sentence in sentences:
        parts += [voice.say(sentence, pitch=pitch), pause]
    return np.concatenate(parts)


def write_voice(path: Path, samples: Audio) -> None:
    """At once or not at all: a half-written voice must not stay."""
    part = path.with_suffix(".part")
    soundfile.write(part, samples, SAMPLE_RATE, subtype="PCM_16", format="WAV")
    part.replace(path)
