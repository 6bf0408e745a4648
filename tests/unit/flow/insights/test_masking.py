"""No number that names a person survives in a transcript; prices and years do."""

import pytest

from callwright.flow.insights.contracts import Said, Speaker, Word
from callwright.flow.insights.decide.masking import BANK_CARD, ID_CARD, NUMBER, masked
from callwright.flow.insights.decide.sentences import sentences
from callwright.flow.insights.decide.terms import terms, wanted_terms


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我电话13800138000，记一下", "我电话138****8000，记一下"),
        ("我电话是幺三八 零零幺三 八零零零", "我电话是138****8000"),
        ("身份证110101199003078515", f"身份证{ID_CARD}"),
        ("身份证一一零一零一一九九零零三零七八五一叉", f"身份证{ID_CARD}"),
        ("卡号6222 0212 3456 7890 123", f"卡号{BANK_CARD}"),
        ("打021-88886666转", f"打{NUMBER}转"),
        ("一共一百九十八万元", "一共一百九十八万元"),
        ("2026年11月，1980元，200000个", "2026年11月，1980元，200000个"),
        ("要四五十个人，一两台", "要四五十个人，一两台"),
    ],
)
def test_numbers_are_masked_and_amounts_are_not(said, kept):
    assert masked(said) == kept


def test_a_piece_is_cut_at_full_stops_and_its_time_is_shared_out():
    piece = Said(0, Speaker.AGENT, 0.0, 10.0, "您好。请问您贵姓？")
    assert [(one.text, one.start, one.end) for one in sentences([piece])] == [
        ("您好。", 0.0, round(10 * 2 / 7, 3)),
        ("请问您贵姓？", round(10 * 2 / 7, 3), 10.0),
    ]


def test_word_times_decide_where_a_sentence_begins_and_a_masked_number_is_one_word():
    words = (Word("您好", 0.5, 1.0), Word("我是", 4.0, 4.4), Word("13800138000", 4.5, 6.0))
    cut = sentences([Said(0, Speaker.AGENT, 0.0, 10.0, "您好。我是13800138000。", words)])
    assert [(one.start, one.end) for one in cut] == [(0.5, 1.0), (4.0, 6.0)]
    assert (cut[0].words, cut[1].words) == (words[:1], (words[1], Word("138****8000", 4.5, 6.0)))


def test_sentences_of_both_sides_stand_in_the_order_in_which_they_were_said():
    both = [Said(0, Speaker.CUSTOMER, 3.0, 4.0, "喂"), Said(0, Speaker.AGENT, 1.0, 2.0, "您好")]
    assert [(one.position, one.text) for one in sentences(both)] == [(0, "您好"), (1, "喂")]


def test_every_term_of_a_phrase_is_among_the_terms_of_a_call_that_has_it():
    call = terms([Said(0, Speaker.AGENT, 0, 1, "增值税发票，ERP系统A8的报价")], ["polite.rude"])
    assert "#polite.rude" in call
    for phrase in ("增值税", "发票", "系统A8", "价", "值税发", "ERP系统"):
        assert set(wanted_terms(phrase)) <= set(call), phrase
    assert not set(wanted_terms("合同")) <= set(call)
