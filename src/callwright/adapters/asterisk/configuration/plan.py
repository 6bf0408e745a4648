"""What a switch is to be: where it listens, where its files are, what it is called."""

from __future__ import annotations

import errno
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

LOCAL = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class SwitchPorts:
    """Ports of one switch; several run side by side with different ones. `rtp` is the first and last port of sound."""

    http: int = 8488
    https: int = 8489
    sip: int = 5060
    sip_tls: int = 5061
    manager: int = 8487
    rtp: tuple[int, int] = (20000, 23999)

    @classmethod
    def beginning_at(cls, base: int, *, calls: int = 200) -> SwitchPorts:
        """Ports close together from `base` on, with room for the sound of `calls` calls of two legs."""
        return cls(base, base + 1, base + 2, base + 3, base + 4, (base + 10, base + 10 + 4 * calls))


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """A switch of its own below `folder`. Everything listens on this machine alone unless an address is given.

    `public_address` is what carriers and phones outside see when the switch stands behind address translation;
    `own_networks` (CIDR) are reached without it, and `stun_server` (host:port) tells browsers' sound the way in.
    """

    folder: Path
    node: str = "main"
    ports: SwitchPorts = field(default_factory=SwitchPorts)
    web_address: str = LOCAL
    sip_address: str = LOCAL
    public_address: str = ""
    own_networks: tuple[str, ...] = ()
    stun_server: str = ""
    country_tones: str = "cn"

    @property
    def etc(self) -> Path:
        """Configuration files."""
        return self.folder / "etc"

    @property
    def recordings(self) -> Path:
        """Where the two files of each recording are written."""
        return self.folder / "recordings"

    @property
    def sounds(self) -> Path:
        """Sounds that may be played by name, without the ending."""
        return self.folder / "sounds"

    @property
    def certificates(self) -> Path:
        """The key and certificate of TLS."""
        return self.folder / "certificates"

    @property
    def log(self) -> Path:
        """What the switch says."""
        return self.folder / "log" / "messages.log"

    @property
    def control_host(self) -> str:
        """Where this machine reaches the control interface."""
        return LOCAL if self.web_address in {"0.0.0.0", "::"} else self.web_address  # noqa: S104 - compared, not bound

    def taken_ports(self) -> list[str]:
        """Ports another program holds now, like "5060/udp"; a switch would start without them and be deaf there."""
        ports = self.ports
        wanted = [
            (self.web_address, ports.http, socket.SOCK_STREAM),
            (self.web_address, ports.https, socket.SOCK_STREAM),
            (LOCAL, ports.manager, socket.SOCK_STREAM),
            (self.sip_address, ports.sip, socket.SOCK_STREAM),
            (self.sip_address, ports.sip_tls, socket.SOCK_STREAM),
            (self.sip_address, ports.sip, socket.SOCK_DGRAM),
        ]
        names = {socket.SOCK_STREAM: "tcp", socket.SOCK_DGRAM: "udp"}
        return [
            f"{port}/{names[kind]}" for address, port, kind in wanted if not _is_free(address, port, kind)
        ]

    @property
    def application(self) -> str:
        """The name under which we listen to its events."""
        return f"callwright-{self.node}"

    @property
    def secret_file(self) -> Path:
        """Where the password of the control interface is kept."""
        return self.folder / "control.secret"

    def password(self) -> str:
        """The random password of the control interface; made at the first call, readable by the owner alone."""
        path = self.secret_file
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
        return path.read_text()


def _is_free(address: str, port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind is socket.SOCK_STREAM:
            probe.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # closed connections linger, listeners do not
        try:
            probe.bind((address, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True
