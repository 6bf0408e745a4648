"""A certificate of its own, so that browsers may use the microphone and SIP may be encrypted without buying one.

A company that has a real certificate puts it into the same two files; they are never overwritten.
"""

from __future__ import annotations

import ipaddress
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_LIFE = timedelta(days=3650)


def ensure_certificate(folder: Path, names: tuple[str, ...]) -> Path:
    """The certificate in `folder` (switch.crt, switch.key), made for this machine and `names` when there is none."""
    certificate, key = folder / "switch.crt", folder / "switch.key"
    if certificate.exists() and key.exists():
        return certificate
    folder.mkdir(parents=True, exist_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    signed = _sign(private, ("localhost", "127.0.0.1", socket.gethostname(), *names))
    key.touch(mode=0o600)
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return certificate


def _sign(private: ec.EllipticCurvePrivateKey, names: tuple[str, ...]) -> x509.Certificate:
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Callwright switch")])
    others = x509.SubjectAlternativeName([_alternative(name) for name in dict.fromkeys(names) if name])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFE)
        .add_extension(others, critical=False)
        .sign(private, hashes.SHA256())
    )


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
