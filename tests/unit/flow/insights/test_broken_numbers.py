"""A number that is said in parts, a pause after each, is masked in every part; amounts beside each other are not."""

import pytest

from callwright.flow.insights.contracts import Said, Speaker
from callwright.flow.insights.decide.covering import masked_spans
from callwright.flow.insights.decide.masking import NUMBER
from callwright.flow.insights.decide.sentences import sentences

A, C = Speaker.AGENT, Speaker.CUSTOMER


def talk(*lines: tuple[Speaker, float, str]) -> list[str]:
    """The kept texts of sentences of a second each."""
    return [one.text for one in sentences(Said(0, who, at, at + 1, text) for who, at, text in lines)]


def test_a_mobile_in_three_breaths_is_masked_though_the_other_one_says_yes_between():
    kept = talk(
        (C, 0.0, "你记一下，幺三八。"), (A, 1.2, "嗯，您说。"), (C, 2.5, "零零幺三"), (A, 3.6, "好的。"),
        (C, 4.5, "八零零零，谢谢。"),
    )  # fmt: skip
    assert kept == [f"你记一下，{NUMBER}。", "嗯，您说。", NUMBER, "好的。", f"{NUMBER}，谢谢。"]


def test_a_card_in_groups_of_four_is_masked_to_its_last_group():
    kept = talk((C, 0.0, "卡号是6222"), (C, 1.5, "0212"), (C, 3.0, "3456。"), (C, 4.5, "7890 123"))
    assert kept == [f"卡号是{NUMBER}", NUMBER, f"{NUMBER}。", NUMBER]


def test_the_sound_of_each_part_is_covered():
    pieces = [Said(0, C, 0.0, 2.0, "我电话138001"), Said(0, C, 3.0, 4.0, "38000")]
    assert masked_spans(sentences(pieces)) == ((0.0, 2.15), (2.85, 4.15))


@pytest.mark.parametrize(
    "lines",
    [
        [(C, 0.0, "要四五个"), (C, 1.5, "一两台也行")],
        [(A, 0.0, "一共1980。"), (C, 1.5, "2000以内。")],  # two people
        [(C, 0.0, "我的预算是1980"), (C, 9.0, "2026年再说")],  # much later
        [(A, 0.0, "一年是1980。"), (A, 1.5, "两年是三千多。")],
        [(C, 0.0, "二零二六年。"), (C, 1.5, "我们有八十人。")],
        [(C, 0.0, "138"), (C, 1.5, "001")],  # six digits are a price
    ],
)
def test_amounts_years_and_what_two_people_say_stay(lines):
    assert talk(*lines) == [text for _, _, text in lines]


def test_a_sentence_between_that_is_no_number_ends_it():
    kept = talk((C, 0.0, "前面是138。"), (C, 1.5, "等一下。"), (C, 3.0, "00138000。"))
    assert kept[0] == "前面是138。"
    assert kept[2] == f"{NUMBER}。"


def test_a_whole_number_keeps_its_own_mask_beside_parts():
    kept = talk((C, 0.0, "13800138000"), (C, 1.5, "分机8001"))
    assert kept == ["138****8000", "分机8001"]
    assert talk((C, 0.0, "转8001"), (C, 1.5, "13800138000")) == [f"转{NUMBER}", "138****8000"]
