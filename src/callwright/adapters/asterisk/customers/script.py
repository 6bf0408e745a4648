"""Builds a SIPp scenario step by step. One scenario plays many people: the called number says which."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_ANSWER_HEADERS = "[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]c[call_number]\n[last_Call-ID:]\n"
_VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
_REST = "Max-Forwards: 70\nContent-Length: 0\n\n"
_CALLER = (
    "From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]i[call_number]\nTo: <sip:[field1]@[remote_ip]>"
)
_FINAL = 200
"""From here on a status ends what the INVITE asked for (RFC 3261, 13.3.1.4)."""
_SDP = """v=0
o=customer 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
a=sendrecv
"""


class Script:
    """The steps of one scenario, in order; labels are named and numbered by themselves."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: list[str] = []
        self._labels: dict[str, int] = {}
        self._variables: list[str] = []

    def text(self) -> str:
        """The scenario as XML."""
        known = ",".join(self._variables)
        reference = f'<Reference variables="{known}"/>\n' if known else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">\n'
            f'<scenario name="{escape(self._name)}">\n' + "".join(self._steps) + reference + "</scenario>\n"
        )

    def call_comes(self, patterns: dict[str, str]) -> None:
        """Wait for a call; each label whose pattern fits the called number can be branched to."""
        find = [
            _find("[0-9]+ INVITE", "CSeq:", "invite"),
            _find(".*", "From:", "from"),
            _find(".*", "To:", "to"),
            _find("sip:[^>]*", "Contact:", "contact"),
            *(_find(pattern, "To:", f"is_{label}") for label, pattern in patterns.items()),
        ]
        self._variables += ["invite", "from", "to", "contact", *(f"is_{label}" for label in patterns)]
        self._steps.append(f'<recv request="INVITE" crlf="true"><action>\n{"".join(find)}</action></recv>\n')

    def call(self) -> None:
        """Call somebody: [field0] calls [field1]; go on when it was answered."""
        self._send(
            f"INVITE sip:[field1]@[remote_ip]:[remote_port] SIP/2.0\n{_VIA}{_CALLER}\nCall-ID: [call_id]\n"
            "CSeq: 1 INVITE\nContact: <sip:[field0]@[local_ip]:[local_port]>\nMax-Forwards: 70\n"
            f"Content-Type: application/sdp\nContent-Length: [len]\n\n{_SDP}",
            retransmit=True,
        )
        self._steps += [f'<recv response="{code}" optional="true"/>\n' for code in (100, 180, 183)]
        self._steps.append('<recv response="200" rrs="true"/>\n')
        self._send(
            f"ACK [next_url] SIP/2.0\n{_VIA}{_CALLER}[peer_tag_param]\nCall-ID: [call_id]\nCSeq: 1 ACK\n{_REST}"
        )

    def hang_up_own_call(self) -> None:
        """End a call that we made."""
        lines = f"{_VIA}{_CALLER}[peer_tag_param]\nCall-ID: [call_id]\nCSeq: 2 BYE\n{_REST}"
        self._send(f"BYE [next_url] SIP/2.0\n{lines}", retransmit=True)
        self._steps.append('<recv response="200"/>\n')

    def branch(self, pattern: str, label: str = "") -> None:
        """Go on at `label` (else at the pattern's own name) when that pattern fitted."""
        self._steps.append(f'<nop next="{self._label(label or pattern)}" test="is_{pattern}"/>\n')

    def at(self, label: str) -> None:
        """What follows can be gone to."""
        self._steps.append(f'<label id="{self._label(label)}"/>\n')

    def go_on_at(self, label: str) -> None:
        """Go on elsewhere."""
        self._steps.append(f'<nop next="{self._label(label)}"/>\n')

    def say(self, code: int, reason: str, *, sound: bool = False, headers: str = "", then: str = "") -> None:
        """Answer the call's INVITE with a status; with `sound` the answer opens the way for sound.

        A final answer is said again until it is confirmed: over UDP one that got lost would leave the caller ringing.
        """
        lines = (
            f"SIP/2.0 {code} {reason}\n{_ANSWER_HEADERS}CSeq: [$invite]\n"
            f"Contact: <sip:[local_ip]:[local_port];transport=[transport]>\n{headers}"
        )
        body = (
            f"Content-Type: application/sdp\nContent-Length: [len]\n\n{_SDP}"
            if sound
            else "Content-Length: 0\n\n"
        )
        self._send(lines + body, then, retransmit=code >= _FINAL)

    def ring(self, label: str, milliseconds: int) -> None:
        """Ring; who gives up meanwhile goes on at "cancelled"."""
        self.say(180, "Ringing")
        self.wait_for("CANCEL", milliseconds=milliseconds, otherwise=f"{label}-rung", then="cancelled")
        self.at(f"{label}-rung")

    def pick_up(self, label: str, *, after: int = 0) -> None:
        """Begin a behaviour that answers, after that many milliseconds of ringing."""
        self.at(label)
        if after:
            self.ring(label, after)
        self.say(200, "OK", sound=True)
        self.wait_for("ACK")

    def confirm(self, request: str) -> None:
        """Answer a request inside the call (BYE, CANCEL) with 200."""
        headers = (
            _ANSWER_HEADERS
            if request == "CANCEL"
            else "[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n"
        )
        self._send(f"SIP/2.0 200 OK\n{headers}[last_CSeq:]\nContent-Length: 0\n\n")

    def hang_up(self) -> None:
        """End the answered call from our side."""
        self._send(
            "BYE [$contact] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
            "From: [$to];tag=[pid]c[call_number]\nTo: [$from]\nCall-ID: [call_id]\nCSeq: 1 BYE\nMax-Forwards: 70\n"
            'Reason: Q.850;cause=16;text="Normal Clearing"\nContent-Length: 0\n\n',
            retransmit=True,
        )
        self._steps.append('<recv response="200"/>\n')

    def wait_for(self, request: str, *, milliseconds: int = 0, otherwise: str = "", then: str = "") -> None:
        """Wait for a request; after `milliseconds` go on at `otherwise`; when it came, at `then` or below."""
        patience = f' timeout="{milliseconds}" ontimeout="{self._label(otherwise)}"' if otherwise else ""
        following = f' next="{self._label(then)}"' if then else ""
        self._steps.append(f'<recv request="{request}" crlf="true"{patience}{following}/>\n')

    def play(self, path: Path, *, times: int = -1) -> None:
        """Send a file of A-law; -1 = again and again."""
        stream = quoteattr(f"{path},{times},8")
        self._steps.append(f"<nop><action><exec rtp_stream={stream}/></action></nop>\n")

    def sound(self, order: str) -> None:
        """Let what is playing pause ("pause") or go on ("resume")."""
        self._steps.append(f'<nop><action><exec rtp_stream="{order}"/></action></nop>\n')

    def rest(self, milliseconds: int) -> None:
        """Do nothing for a while."""
        self._steps.append(f'<pause milliseconds="{milliseconds}"/>\n')

    def end(self) -> None:
        """The call is over."""
        self._steps.append("<nop/>\n")

    def _send(self, message: str, then: str = "", *, retransmit: bool = False) -> None:
        following = f' next="{self._label(then)}"' if then else ""
        again = ' retrans="500"' if retransmit else ""
        self._steps.append(f"<send{again}{following}><![CDATA[\n{message}\n]]></send>\n")

    def _label(self, name: str) -> int:
        return self._labels.setdefault(name, len(self._labels) + 1)


def _find(pattern: str, header: str, variable: str) -> str:
    return f'<ereg regexp={quoteattr(pattern)} search_in="hdr" header="{header}" assign_to="{variable}"/>\n'
