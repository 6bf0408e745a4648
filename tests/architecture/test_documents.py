"""ARCHITECTURE.md and the reference pages say what the code does; every error speaks both languages."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from ops import describe_house
from tests.architecture import house

HOUSE = Path(__file__).parents[2]
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def test_generated_documents_are_not_stale() -> None:
    names = [path.name for path in describe_house.stale()]
    assert not names, f"run `python ops/describe_house.py`; stale: {names}"


def test_the_order_in_the_contracts_is_the_order_in_the_rules() -> None:
    assert tuple(describe_house.order("rooms")[::-1]) == house.ROOMS
    assert tuple(describe_house.order("flow")[::-1]) == house.STAGES


def test_a_missing_marker_is_noticed() -> None:
    with pytest.raises(ValueError, match="markers"):
        describe_house.between("no markers", "rooms", "x")


def test_a_stale_part_is_replaced_and_the_rest_kept() -> None:
    text = "a\n<!-- rooms:begin -->\nold\n<!-- rooms:end -->\nz"
    assert describe_house.between(text, "rooms", "new") == text.replace("old", "new")


def test_a_subscriber_stands_in_a_later_room_than_its_event() -> None:
    describe_house.events_table()
    from callwright.platform.events.registry import all_subscriptions

    places = [*house.REGISTERS, *house.STAGES]
    for item in all_subscriptions():
        said, heard = item.event.__module__.split("."), item.handler.__module__.split(".")
        if said[0] == heard[0] == "callwright" and heard[1] != "app":
            assert heard[3] == "jobs", f"{item.name} belongs into jobs.py"
            assert places.index(said[2]) < places.index(heard[2]), item.name
            assert item.name.startswith(f"{heard[2]}."), f"{item.name} is not called room.verb"


def test_error_codes_are_unique_and_named_after_their_room() -> None:
    kinds = describe_house.error_classes()
    for kind in kinds:
        others = [other for other in kinds if other.code == kind.code and not _related(kind, other)]
        assert not others, f"{kind.__name__} and {others[0].__name__} are both {kind.code}"
    for kind in kinds:
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", kind.code), kind.code
        assert 400 <= kind.status < 600, kind.code


def _related(one: type, other: type) -> bool:
    """A special case of an error may carry the code of the general one."""
    return issubclass(one, other) or issubclass(other, one)


def test_every_error_says_the_same_in_both_languages() -> None:
    for kind in describe_house.error_classes():
        assert re.search(r"[\u4e00-\u9fff]", kind.text.zh), f"{kind.code} has no Chinese sentence"
        assert re.search(r"[A-Za-z]{3}", kind.text.en), f"{kind.code} has no English sentence"
        quoted, own = re.findall(r"[\u4e00-\u9fff]", kind.text.en), re.findall(r"[a-z]", kind.text.en)
        assert len(quoted) < len(own) / 4, f"{kind.code}: the English sentence may quote a header, no more"
        zh, en = (
            {re.sub("_(zh|en)$", "", place) for place in places(text)}
            for text in (kind.text.zh, kind.text.en)
        )
        assert zh == en, f"{kind.code} fills different places"


def places(text: str) -> set[str]:
    """The names in `{…}`."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def documents() -> list[Path]:
    return [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_links_in_documents_lead_somewhere(path: Path) -> None:
    dead = [link for link in LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()]
    assert not dead


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = (set(_commands(HOUSE / name)) for name in ("README.md", "README.zh-CN.md"))
    assert english == chinese


def _commands(path: Path) -> list[str]:
    return re.findall(r"`((?:callwright|make) [a-z]+(?: [a-z]+)?)", path.read_text("utf-8"))


def test_every_decision_is_numbered_dated_and_listed() -> None:
    folder = HOUSE / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    numbers = []
    for path in sorted(folder.glob("0*.md")):
        numbers.append(int(path.name[:4]))
        text = path.read_text("utf-8")
        assert path.name in listed, f"{path.name} is not in docs/decisions/README.md"
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{path.name} lacks {heading}"
        assert text.count("\n") <= 70, f"{path.name} is longer than a page"
    assert numbers == list(range(1, len(numbers) + 1))


def test_jobs_and_routes_of_every_room_are_on_the_visible_list() -> None:
    program = (
        "import sys; from callwright.app import registry as r; r.import_models(); r.import_jobs(); r.routers();"
        "print(*[name for name in sys.modules if name.startswith('callwright.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    source = house.House(HOUSE / "src" / "callwright")
    wanted = {"callwright." + ".".join(m.parts[:3]) for m in source.of_kind("models", "jobs", "routes")}
    assert wanted <= loaded
