"""What the switch does by itself: record an answered customer from the first moment, then hand the channel over.

Recording and answering-machine detection begin inside the switch, so that neither waits for another process. Somebody
who answers or calls while no process listens is not dropped: they wait a few seconds for one.
"""

from __future__ import annotations

from callwright.adapters.asterisk.configuration.base import WAITING
from callwright.adapters.asterisk.configuration.plan import SwitchPlan
from callwright.adapters.asterisk.configuration.sections import Section, render

CUSTOMER = "customer"
"""Context an answered customer enters: variables RECORDING (path without ending, "" = none) and DETECT ("1" or "")."""
INBOUND = "inbound"
_ANYTHING = ("_X!", "_+X!", "_[a-zA-Z]!")
_AGAIN, _END = "again|", "end|"
PHONES = "phones"
SAID, HEARD = "-in.wav", "-out.wav"
"""Endings of the two files of a recording: what the channel said, and what it heard."""
EARLY = "-early.wav"
"""Ending of what the far end sent before it answered."""


PATIENCE = 8
"""Seconds somebody waits for the dialer when nobody listens: it reconnects, or another one takes over."""


def extensions(plan: SwitchPlan) -> str:
    """The file extensions.conf."""
    app = plan.application
    record = f"MixMonitor(,r(${{RECORDING}}{SAID})t(${{RECORDING}}{HEARD}))"
    customer = [
        "StopMixMonitor()",  # what was sent before the answer is complete
        f'ExecIf($["${{RECORDING}}" != ""]?{record})',
        'GotoIf($["${DETECT}" = "1"]?judge,1:talk,1)',
    ]
    judged = f"Stasis({app},judged,${{AMDSTATUS}},${{AMDCAUSE}})"
    inbound = f"Stasis({app},inbound,${{EXTEN}},${{PJSIP_HEADER(read,To)}})"
    lines = [
        "[general]",
        "static = yes",
        "writeprotect = yes",
        f"[{CUSTOMER}]",
        *_steps("s", customer),
        *_steps("judge", ["AMD()", *_handed_over(judged, meanwhile=f"Playtones({WAITING})")]),
        *_steps("talk", _handed_over(f"Stasis({app},answered)", meanwhile=f"Playtones({WAITING})")),
        f"[{INBOUND}]",
        *(
            line
            for pattern in _ANYTHING
            for line in _steps(pattern, _handed_over(inbound, meanwhile="Ringing()"))
        ),
        f"[{PHONES}]",
        *_steps("_X!", ["Hangup(21)"]),
    ]
    return "\n".join(lines) + "\n"


def _handed_over(stasis: str, *, meanwhile: str) -> list[str]:
    """Hand the channel to whoever listens; while nobody does, it waits and is offered again."""
    return [
        "Set(TRIES=0)",
        f"{_AGAIN}{stasis}",
        'GotoIf($["${STASISSTATUS}" != "FAILED"]?end)',
        "Set(TRIES=$[${TRIES} + 1])",
        f"GotoIf($[${{TRIES}} > {PATIENCE}]?end)",
        meanwhile,
        "Wait(1)",
        "StopPlaytones()",
        "Goto(again)",
        f"{_END}Hangup()",
    ]


def amd() -> str:
    """The file amd.conf: milliseconds measured on Mandarin greetings; a machine is known after about 2 s of speech."""
    return render(
        Section(
            "general",
            {
                "total_analysis_time": 5000,
                "silence_threshold": 256,
                "initial_silence": 2500,
                "after_greeting_silence": 800,
                "greeting": 1500,
                "min_word_length": 100,
                "maximum_word_length": 5000,
                "between_words_silence": 50,
                "maximum_number_of_words": 3,
            },
        )
    )


def _steps(pattern: str, applications: list[str]) -> list[str]:
    """Applications one after the other; some carry a label to go to."""
    first, *others = applications
    lines = [f"exten => {pattern},1,{first}"]
    for application in others:
        label, _, rest = application.rpartition("|")
        lines.append(f" same => n{f'({label})' if label else ''},{rest}")
    return lines
