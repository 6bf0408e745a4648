"""How simulated customers behave: the last two digits of the number decide; see `GUIDE`."""

from __future__ import annotations

from callwright.adapters.asterisk.customers.practising import (
    PracticeVoice,
    practice_branches,
    practice_customers,
    practice_patterns,
)
from callwright.adapters.asterisk.customers.script import Script
from callwright.adapters.asterisk.customers.voices import Voices
from callwright.kernel.text import Text

GUIDE = Text(
    "号码末两位决定客户的行为（倒数第三位决定由谁说话）：\n"
    "00 响 2 秒后接，纯音   01 响 1 秒后接，说话   02 纯音，中途 3 秒无声   03 立即接，无声   04 立即接，纯音\n"
    "05 说完自己挂机   06 3 秒后不告而别   11 一直不接   22 忙   33 空号（404）   44 不存在（604）   55 答录机\n"
    "66 只说一声“喂”   77 接通前播放提示音后 404   88 5 秒后挂机   99 线路过载（503）   其他：响 3 秒后接，说完挂机",
    "The last two digits of the number decide how a customer behaves (the third-last, who speaks):\n"
    "00 answers after 2 s, tone   01 after 1 s, speech   02 tone, 3 s without sound   03 at once, silent   04 at once, "
    "tone\n05 hangs up after the talk   06 vanishes after 3 s   11 never answers   22 busy   33 unknown number (404)   "
    "44 exists nowhere (604)\n55 answering machine   66 a short hello   77 announcement before the answer, then 404   "
    "88 hangs up after 5 s   99 overloaded (503)\nAny other rings 3 s, speaks, and hangs up after the talk",
)
FAILING = {
    "33": (404, "Not Found"),
    "44": (604, "Does Not Exist Anywhere"),
    "99": (503, "Service Unavailable"),
}
SPEAKING = {"01": (1000, False), "05": (1000, True), "other": (3000, True)}
"""Milliseconds of ringing, and whether the customer hangs up after the talk."""
_ENDINGS = ("00", "01", "02", "03", "04", "05", "06", "11", "22", "33", "44", "55", "66", "77", "88", "99")
_NO_ANSWER = 120_000
_UNKNOWN_NUMBER = 'Reason: Q.850;cause=1;text="Unallocated number"\n'


def customers_script(
    voices: Voices, *, talk_seconds: float = 60.0, practice: tuple[PracticeVoice, ...] = ()
) -> str:
    """The scenario of every customer; `talk_seconds` is how long those talk who hang up after the talk."""
    script = Script("customers")
    speakers = {f"voice{digit}": f"{digit}[0-9][0-9]@" for digit in range(10)}
    endings = {f"e{ending}": f"[0-9]{ending}@" for ending in _ENDINGS}
    script.call_comes({**practice_patterns(practice), **endings, **speakers})
    script.say(100, "Trying")
    practice_branches(script, practice)
    for ending in _ENDINGS:
        script.branch(f"e{ending}")
    script.go_on_at("eother")
    _with_tones(script, voices)
    _with_words(script, voices)
    _speaking(script, voices, int(talk_seconds * 1000))
    _not_answering(script, voices)
    practice_customers(script, practice)
    _endings(script)
    return script.text()


def _with_tones(script: Script, voices: Voices) -> None:
    for label, after in (("e00", 2000), ("e04", 0)):
        script.pick_up(label, after=after)
        script.play(voices.tone)
        script.go_on_at("talking")
    script.pick_up("e02", after=1000)
    script.play(voices.tone)
    script.rest(4000)
    script.sound("pause")
    script.rest(3000)
    script.sound("resume")
    script.go_on_at("talking")
    for label, after, patience, then in (("e06", 0, 3000, "end"), ("e88", 1000, 5000, "hang-up")):
        script.pick_up(label, after=after)
        script.play(voices.tone)
        script.wait_for("BYE", milliseconds=patience, otherwise=then, then="bye")


def _with_words(script: Script, voices: Voices) -> None:
    script.pick_up("e03")
    script.go_on_at("talking")
    script.pick_up("e55", after=3000)
    script.play(voices.machine, times=1)
    script.go_on_at("talking")
    script.pick_up("e66", after=1500)
    script.rest(400)
    script.play(voices.hello, times=1)
    script.go_on_at("talking")


def _speaking(script: Script, voices: Voices, talk: int) -> None:
    """Customers who speak; who speaks is decided by the third-last digit."""
    for ending, (ringing, hangs_up) in SPEAKING.items():
        script.pick_up(f"e{ending}", after=ringing)
        script.go_on_at("hangs-up-later" if hangs_up else "stays")
    for after in ("hangs-up-later", "stays"):
        script.at(after)
        for digit in range(10):
            script.branch(f"voice{digit}", f"{after}-{digit}")
        for digit in range(10):
            script.at(f"{after}-{digit}")
            script.play(voices.spoken[digit % len(voices.spoken)])
            if after == "stays":
                script.go_on_at("talking")
            else:
                script.wait_for("BYE", milliseconds=talk, otherwise="hang-up", then="bye")


def _not_answering(script: Script, voices: Voices) -> None:
    script.at("e11")
    script.ring("e11", _NO_ANSWER)
    script.say(480, "Temporarily Unavailable", then="refused")
    script.at("e22")
    script.say(180, "Ringing")
    script.rest(700)
    script.say(486, "Busy Here", then="refused")
    for ending, (code, reason) in FAILING.items():
        script.at(f"e{ending}")
        script.say(code, reason, then="refused")
    script.at("e77")
    script.say(183, "Session Progress", sound=True)
    script.play(voices.announcement, times=1)
    script.wait_for("CANCEL", milliseconds=4000, otherwise="e77-said", then="cancelled")
    script.at("e77-said")
    script.say(404, "Not Found", headers=_UNKNOWN_NUMBER, then="refused")


def _endings(script: Script) -> None:
    script.at("hang-up")
    script.hang_up()
    script.go_on_at("end")
    script.at("refused")
    script.wait_for("ACK")
    script.go_on_at("end")
    script.at("cancelled")
    script.confirm("CANCEL")
    script.say(487, "Request Terminated", then="refused")
    script.at("talking")
    script.wait_for("BYE")
    script.at("bye")
    script.confirm("BYE")
    script.at("end")
    script.end()
