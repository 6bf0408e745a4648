"""Writes the folder a switch starts from. Doing it again renews every file and keeps secrets and recordings."""

from __future__ import annotations

from pathlib import Path

from callwright.adapters.asterisk.configuration import base, dialplan, sip
from callwright.adapters.asterisk.configuration.certificate import ensure_certificate
from callwright.adapters.asterisk.configuration.modules import module_lines
from callwright.adapters.asterisk.configuration.plan import LOCAL, SwitchPlan
from callwright.adapters.asterisk.installation.programs import Programs

_FOLDERS = (
    "etc log run db data/keys data/sounds recordings sounds "
    "spool/recording spool/outgoing spool/tmp spool/system"
)


def write_configuration(plan: SwitchPlan, programs: Programs) -> Path:
    """Write everything; returns asterisk.conf."""
    for name in _FOLDERS.split():
        (plan.folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("documentation", "rest-api"):
        _link(plan.folder / "data" / name, programs.shared / name)
    _link(plan.folder / "data" / "sounds" / "callwright", plan.sounds)
    own = (plan.web_address, plan.sip_address, plan.public_address)
    ensure_certificate(plan.certificates, tuple(name for name in own if name not in {"0.0.0.0", LOCAL, "::"}))  # noqa: S104 - compared, not bound
    for name, text in _files(plan, programs).items():
        path = plan.etc / f"{name}.conf"
        path.touch(mode=0o600)
        path.write_text(text)
    return plan.etc / "asterisk.conf"


def _files(plan: SwitchPlan, programs: Programs) -> dict[str, str]:
    return {
        **dict.fromkeys(base.EMPTY, ""),
        "asterisk": base.asterisk(plan, programs),
        "modules": module_lines(),
        "http": base.http(plan),
        "ari": base.ari(plan),
        "manager": base.manager(plan),
        "rtp": base.rtp(plan),
        "indications": base.indications(plan),
        "logger": base.logger(),
        "pjsip": sip.pjsip(plan),
        "sorcery": sip.sorcery(),
        "extensions": dialplan.extensions(plan),
        "amd": dialplan.amd(),
    }


def _link(path: Path, target: Path) -> None:
    if not path.exists():
        path.unlink(missing_ok=True)
        path.symlink_to(target)
