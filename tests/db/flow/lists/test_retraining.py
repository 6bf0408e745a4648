"""A matching model of the house's own lists."""

from __future__ import annotations

import json

import pytest
from tests.db.flow.lists.conftest import OWNER
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import write_csv

from callwright.flow.lists import service
from callwright.flow.lists.clean.errors import NothingToLearnFrom
from callwright.flow.lists.clean.match_artefact import artefact, choose_artefact
from callwright.flow.lists.service import known, retraining
from callwright.platform.files import FileStore


async def retrained(desk, target):
    async with desk.runtime.database.transaction() as session:
        facts = await known.known_facts(session)
    return await retraining.retrain_on_house(facts, desk.runtime.ports.get(FileStore), target=target)


async def test_a_house_without_lists_teaches_nothing(desk, tmp_path):
    with pytest.raises(NothingToLearnFrom):
        await retrained(desk, tmp_path / "house.json")


async def test_the_lists_of_the_house_teach_and_decisions_examine(desk, tmp_path):
    write_csv(crowded(1500, 61, 0.5), tmp_path / "list.csv")
    await desk.work(await desk.hand_in(desk.keep((tmp_path / "list.csv").read_bytes())))
    told = await retrained(desk, tmp_path / "house.json")
    assert (told["version"], told["better"], told["figures"]) == ("house", False, {})
    choose_artefact(tmp_path / "house.json")
    try:
        assert artefact()["version"] == retraining.model_in_use()["version"] == "house"
        assert json.dumps(artefact()["settings"])
    finally:
        choose_artefact(None)
    async with desk.runtime.database.transaction() as session:
        found, total = await service.pairs_page(session, state="open", page=1, size=50)
        assert total
        for one in found:
            await service.decide_pair(session, OWNER, pair_id=one.id, decision="different", at=desk.now)
    examined = await retrained(desk, tmp_path / "examined.json")
    assert examined["figures"]["decided"] == examined["in_use"]["decided"] == len(found)
    assert examined["in_use"]["agreed"] == 1.0
    assert not examined["better"]
