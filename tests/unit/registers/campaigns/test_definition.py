"""Reading a campaign definition."""

from __future__ import annotations

import pytest

from callwright.registers.campaigns.contracts import CampaignState, DialingMode
from callwright.registers.campaigns.decide.definition import read_definition


def test_a_campaign_with_a_target_runs_in_preview_with_thirty_seconds():
    found = read_definition({"code": "C1", "target": {"cities": ["上海"]}})
    assert (found.state, found.dialing_mode) == (CampaignState.RUNNING, DialingMode.PREVIEW)
    assert found.minimum_effective_talk_seconds == 30


def test_without_a_target_it_stays_a_draft_and_cannot_be_told_to_run():
    assert read_definition({"code": "C1", "target": {"cities": []}}).state is CampaignState.DRAFT
    with pytest.raises(ValueError, match="no target"):
        read_definition({"code": "C1", "state": "running"})


@pytest.mark.parametrize(
    "raw",
    [
        "C1",
        {},
        {"code": "C1", "colour": "red"},
        {"code": "C1", "dialing_mode": "loud"},
        {"code": "C1", "target": ["上海"]},
        {"code": "C1", "effective": {"minimum_talk_seconds": "long"}},
    ],
)
def test_a_wrong_definition_is_refused(raw: object):
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs per case
        read_definition(raw)
