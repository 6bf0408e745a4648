"""A campaign's script is read with the campaign."""

from __future__ import annotations

import pytest

from callwright.registers.campaigns.contracts import ScriptStep
from callwright.registers.campaigns.decide.definition import read_definition


def test_steps_are_numbered_where_they_have_no_name():
    script = [{"title": "开场", "text": "您好"}, {"step": "need", "title": "需求", "text": "请问"}]
    assert read_definition({"code": "C", "script": script}).script == (
        ScriptStep("1", "开场", "您好"),
        ScriptStep("need", "需求", "请问"),
    )


@pytest.mark.parametrize("script", ["开场白", [{"title": "开场"}], [["开场", "您好"]]])
def test_a_script_that_cannot_be_read_says_so(script: object):
    with pytest.raises(ValueError, match="script"):
        read_definition({"code": "C", "script": script})
