"""SIP messages as text: as much of RFC 3261 as a phone on the same machine needs."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import md5


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request or an answer; header names in lower case, several Via lines as one list."""

    first: str
    headers: dict[str, str]
    via: tuple[str, ...]
    body: str

    @classmethod
    def parse(cls, data: bytes) -> SipMessage:
        """Read a datagram."""
        head, _, body = data.decode(errors="replace").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        pairs = [line.split(":", 1) for line in lines if ":" in line]
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        via = tuple(value.strip() for name, value in pairs if name.strip().lower() == "via")
        return cls(first, headers, via, body)

    @property
    def method(self) -> str:
        """INVITE, BYE, …; "" for an answer."""
        return "" if self.first.startswith("SIP/2.0") else self.first.split(" ", 1)[0]

    @property
    def status(self) -> int:
        """Status of an answer; 0 for a request."""
        return int(self.first.split(" ", 2)[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def call_id(self) -> str:
        """Which call it belongs to."""
        return self.headers["call-id"]

    def answer(self, status: int, reason: str, *, tag: str, contact: str, body: str = "") -> bytes:
        """The answer to this request."""
        to = self.headers["to"]
        lines = [
            f"SIP/2.0 {status} {reason}",
            *(f"Via: {via}" for via in self.via),
            f"From: {self.headers['from']}",
            f"To: {to}" if "tag=" in to or status == 100 else f"To: {to};tag={tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {self.headers['cseq']}",
            f"Contact: {contact}",
        ]
        return _finish(lines, body)

    def sound_address(self) -> tuple[str, int]:
        """Where the other side wants to receive sound, from its session description."""
        host = re.search(r"^c=IN IP4 (\S+)", self.body, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", self.body, re.MULTILINE)
        return (host[1], int(port[1])) if host and port else ("127.0.0.1", 9)


def request(method: str, uri: str, *, own: str, port: int, headers: dict[str, str]) -> bytes:
    """A request from a phone at 127.0.0.1:port whose address is `own`."""
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP 127.0.0.1:{port};rport;branch=z9hG4bK{secrets.token_hex(8)}",
        "Max-Forwards: 70",
        *(f"{name}: {value}" for name, value in headers.items()),
        f"Contact: {own}",
    ]
    return _finish(lines, "")


def description(host: str, port: int) -> str:
    """A session description: A-law and keys."""
    return (
        f"v=0\r\no=phone 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8 101\r\n"
        "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    )


def digest(challenge: str, *, user: str, password: str, method: str, uri: str) -> str:
    """The answer to a password challenge (RFC 2617, MD5 as SIP prescribes)."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge.partition(" ")[2]))
    nonce, cnonce = asked["nonce"], secrets.token_hex(8)
    who, what = _md5(f"{user}:{asked['realm']}:{password}"), _md5(f"{method}:{uri}")
    answer = (
        _md5(f"{who}:{nonce}:00000001:{cnonce}:auth:{what}")
        if "qop" in asked
        else _md5(f"{who}:{nonce}:{what}")
    )
    text = (
        f'Digest username="{user}",realm="{asked["realm"]}",nonce="{nonce}",uri="{uri}",response="{answer}"'
    )
    if "opaque" in asked:
        text += f',opaque="{asked["opaque"]}"'
    return text + (f',qop=auth,nc=00000001,cnonce="{cnonce}"' if "qop" in asked else "") + ",algorithm=MD5"


def _finish(lines: list[str], body: str) -> bytes:
    kind = ["Content-Type: application/sdp"] if body else []
    return "\r\n".join([*lines, *kind, f"Content-Length: {len(body)}", "", body]).encode()


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
