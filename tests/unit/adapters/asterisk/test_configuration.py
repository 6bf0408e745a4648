"""Configuration files, read back as Asterisk reads them."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from cryptography import x509

from callwright.adapters.asterisk.configuration import base, dialplan, sip
from callwright.adapters.asterisk.configuration.certificate import ensure_certificate
from callwright.adapters.asterisk.configuration.modules import module_lines
from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.configuration.sections import Section, render
from callwright.adapters.asterisk.configuration.writing import write_configuration
from callwright.adapters.asterisk.installation.programs import Programs


def parsed(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=(";",))
    parser.optionxform = str
    parser.read_string(text)
    return parser


@pytest.fixture
def programs(tmp_path) -> Programs:
    return Programs(("asterisk",), (), tmp_path / "modules", tmp_path / "shared")


def test_everything_listens_on_this_machine_alone_unless_told_otherwise(tmp_path):
    plan = SwitchPlan(tmp_path)
    transports = parsed(sip.pjsip(plan))
    binds = {name: transports[name]["bind"] for name in transports.sections() if "bind" in transports[name]}
    assert set(binds) == {"udp", "tcp", "tls", "ws", "wss"}
    assert all(bind.startswith("127.0.0.1") for bind in binds.values())
    assert parsed(base.http(plan))["general"]["bindaddr"] == "127.0.0.1"
    assert parsed(base.manager(plan))["general"]["bindaddr"] == "127.0.0.1"


def test_behind_address_translation_the_public_address_is_told(tmp_path):
    plan = SwitchPlan(
        tmp_path, sip_address="0.0.0.0", public_address="203.0.113.5", own_networks=("10.0.0.0/8",)
    )
    udp = parsed(sip.pjsip(plan))["udp"]
    assert udp["external_media_address"] == "203.0.113.5"
    assert udp["local_net"] == "10.0.0.0/8"


def test_a_stun_server_is_told_only_when_there_is_one(tmp_path):
    assert "stunaddr" not in parsed(base.rtp(SwitchPlan(tmp_path)))["general"]
    told = parsed(base.rtp(SwitchPlan(tmp_path, stun_server="stun.example.com:3478")))
    assert told["general"]["stunaddr"] == "stun.example.com:3478"


def test_files_are_for_their_owner_alone_and_the_password_stays_the_same(tmp_path, programs):
    plan = SwitchPlan(tmp_path / "switch")
    write_configuration(plan, programs)
    before = (plan.etc / "ari.conf").read_text()
    write_configuration(plan, programs)
    assert (plan.etc / "ari.conf").read_text() == before
    assert plan.password() in before
    assert len(plan.password()) >= 32
    assert all(path.stat().st_mode & 0o077 == 0 for path in plan.etc.iterdir())
    assert (plan.folder / "control.secret").stat().st_mode & 0o077 == 0
    assert (plan.certificates / "switch.key").stat().st_mode & 0o077 == 0


def test_two_switches_have_different_passwords(tmp_path):
    assert SwitchPlan(tmp_path / "a").password() != SwitchPlan(tmp_path / "b").password()


def test_a_value_cannot_begin_a_setting_of_its_own():
    with pytest.raises(ValueError, match="line break"):
        render(Section("general", {"name": "x\nenabled = no"}))


def test_a_customer_is_recorded_before_anything_else_happens(tmp_path):
    text = dialplan.extensions(SwitchPlan(tmp_path, node="n"))
    customer = text.partition("[customer]")[2].partition("[inbound]")[0]
    order = [
        customer.index(word) for word in ("StopMixMonitor", "r(${RECORDING}-in.wav)", "AMD()", "answered")
    ]
    assert order == sorted(order)
    assert customer.count("Stasis(callwright-n,") == 2


def test_modules_are_loaded_after_what_they_need():
    order = [line.removeprefix("load = ") for line in module_lines().splitlines() if line.startswith("load")]
    assert len(order) == len(set(order))
    for needed, module in [
        ("res_pjsip.so", "chan_pjsip.so"),
        ("res_pjsip_pubsub.so", "chan_pjsip.so"),
        ("app_chanspy.so", "app_mixmonitor.so"),
        ("func_periodic_hook.so", "app_mixmonitor.so"),
        ("res_ari.so", "res_ari_channels.so"),
    ]:
        assert order.index(needed) < order.index(module)


def test_ports_side_by_side_do_not_meet():
    ports = SwitchPorts.beginning_at(21000)
    single = {ports.http, ports.https, ports.sip, ports.sip_tls, ports.manager}
    assert len(single) == 5
    assert not any(ports.rtp[0] <= port <= ports.rtp[1] for port in single)


def test_a_certificate_names_this_machine_and_is_never_overwritten(tmp_path: Path):
    path = ensure_certificate(tmp_path, ("phones.example.com", "192.0.2.7"))
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"localhost", "phones.example.com"} <= set(names.get_values_for_type(x509.DNSName))
    assert "192.0.2.7" in {str(one) for one in names.get_values_for_type(x509.IPAddress)}
    before = path.read_bytes()
    assert ensure_certificate(tmp_path, ()).read_bytes() == before
