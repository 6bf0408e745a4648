"""The remaining files: folders, control interface, sound ports, tones, log."""

from __future__ import annotations

from callwright.adapters.asterisk.configuration.plan import LOCAL, SwitchPlan
from callwright.adapters.asterisk.configuration.sections import Section, Value, render
from callwright.adapters.asterisk.installation.programs import Programs

USER = "callwright"
_TONES = {
    "cn": {
        "ringcadence": "1000,4000",
        "dial": "450",
        "ring": "450/1000,0/4000",
        "busy": "450/350,0/350",
        "congestion": "450/700,0/700",
    },
    "us": {
        "ringcadence": "2000,4000",
        "dial": "350+440",
        "ring": "440+480/2000,0/4000",
        "busy": "480+620/500,0/500",
        "congestion": "480+620/250,0/250",
    },
    "uk": {
        "ringcadence": "400,200,400,2000",
        "dial": "350+440",
        "ring": "400+450/400,0/200,400+450/400,0/2000",
        "busy": "400/375,0/375",
        "congestion": "400/400,0/350,400/225,0/525",
    },
    "de": {
        "ringcadence": "1000,4000",
        "dial": "425",
        "ring": "425/1000,0/4000",
        "busy": "425/480,0/480",
        "congestion": "425/240,0/240",
    },
}
WAITING = "waiting"
"""The tone a waiting customer hears."""
_WAITING_TONE = "450/120,0/240,450/120,0/4520"
"""Hertz/milliseconds: two short tones every five seconds."""
EMPTY = [
    "stasis",
    "cdr",
    "cel",
    "features",
    "udptl",
    "acl",
    "ccss",
    "pjproject",
    "codecs",
    "websocket_client",
]
"""Files that must exist but need say nothing."""


def asterisk(plan: SwitchPlan, programs: Programs) -> str:
    """The file asterisk.conf: every folder below the plan's own."""
    folder = plan.folder
    directories = {
        "astetcdir": plan.etc,
        "astmoddir": programs.modules,
        "astvarlibdir": folder / "data",
        "astdbdir": folder / "db",
        "astkeydir": folder / "data",
        "astdatadir": folder / "data",
        "astagidir": folder / "data" / "agi",
        "astspooldir": folder / "spool",
        "astrundir": folder / "run",
        "astlogdir": folder / "log",
    }
    options: dict[str, Value] = {
        "verbose": 0,
        "nocolor": True,
        "hideconnect": True,
        "maxfiles": 65536,
        "systemname": plan.node,
    }
    return "[directories]\n" + "".join(f"{key} => {path}\n" for key, path in directories.items()) + "\n" + render(
        Section("options", options)
    )  # fmt: skip


def http(plan: SwitchPlan) -> str:
    """The file http.conf: control interface and the browsers' websocket, plain and with TLS."""
    return render(
        Section(
            "general",
            {
                "enabled": True,
                "bindaddr": plan.web_address,
                "bindport": plan.ports.http,
                "sessionlimit": 2000,
                "session_keep_alive": 60000,
                "tlsenable": True,
                "tlsbindaddr": f"{plan.web_address}:{plan.ports.https}",
                "tlscertfile": str(plan.certificates / "switch.crt"),
                "tlsprivatekey": str(plan.certificates / "switch.key"),
            },
        )
    )


def ari(plan: SwitchPlan) -> str:
    """The file ari.conf; the password makes the file readable by its owner alone."""
    user: dict[str, Value] = {"type": "user", "read_only": False, "password": plan.password()}
    return render(Section("general", {"enabled": True, "websocket_write_timeout": 1000}), Section(USER, user))


def manager(plan: SwitchPlan) -> str:
    """The file manager.conf: only over HTTP, only to begin recordings, for which the REST interface has no word."""
    user: dict[str, Value] = {"secret": plan.password(), "read": "call", "write": "call,system"}
    general: dict[str, Value] = {
        "enabled": True,
        "webenabled": True,
        "port": plan.ports.manager,
        "bindaddr": LOCAL,
        "httptimeout": 3600,
    }
    return render(Section("general", general), Section(USER, user))


def rtp(plan: SwitchPlan) -> str:
    """The file rtp.conf."""
    first, last = plan.ports.rtp
    general: dict[str, Value] = {"rtpstart": first, "rtpend": last, "icesupport": True, "strictrtp": True}
    return render(Section("general", general | ({"stunaddr": plan.stun_server} if plan.stun_server else {})))


def indications(plan: SwitchPlan) -> str:
    """The file indications.conf: the tones of the country."""
    country = plan.country_tones if plan.country_tones in _TONES else "cn"
    tones = [
        Section(name, {"description": name, WAITING: _WAITING_TONE, **values})
        for name, values in _TONES.items()
    ]
    return render(Section("general", {"country": country}), *tones)


def logger() -> str:
    """The file logger.conf: warnings to the console's file, more to the log. Numbers and names are not logged here."""
    return render(
        Section("general", {"dateformat": "%F %T.%3q", "rotatestrategy": "rotate"}),
        Section("logfiles", {"console": "warning,error", "messages.log": "notice,warning,error"}),
    )
