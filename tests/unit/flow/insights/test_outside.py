"""What a model says counts only with a sentence that was really said, by the side the check looks at."""

import datetime as dt
import json

import pytest

from callwright.flow.insights.decide.outside import (
    MOST_CHARACTERS,
    TRIAL,
    askable,
    opinion,
    question,
    too_long,
)
from callwright.flow.insights.service.addresses import usable_address
from callwright.rules.insights import shipped
from callwright.rules.insights.conversation import Conversation, Sentence
from callwright.rules.insights.judging import judge

CHECKS = askable(shipped.checks(dt.date(2026, 12, 1)))
BUY, RUDE = "no_ultimatum.buy_or_not", "polite.rude"


def answer(*hits: object) -> str:
    return json.dumps({"hits": hits}, ensure_ascii=False)


def hit(check: str, line: object, quote: object) -> dict[str, object]:
    return {"check": check, "line": line, "quote": quote}


def read(text: str) -> tuple[list[tuple[str, str]], int]:
    found = opinion(text, TRIAL, CHECKS)
    return [(one.check.code, one.sentence.text) for one in found.hits], found.refused


def test_a_model_is_asked_only_about_faults_that_lie_in_words():
    codes = {one.code for one in CHECKS}
    assert {BUY, RUDE, "purposeful.aimless_question"} <= codes
    assert not {"polite.interrupts", "polite.monologue", "polite.asks_leave"} & codes
    assert {one.kind for one in CHECKS} == {"fault"}
    assert {one.family for one in CHECKS} == {"no_ultimatum", "polite", "purposeful"}


def test_a_quoted_sentence_becomes_a_hit_with_the_wording_of_its_check():
    (one,) = opinion(answer(hit(BUY, 2, "究竟买不买")), TRIAL, CHECKS).hits
    assert (one.sentence.text, one.sentence.start) == ("您究竟买不买呢？", 5.0)
    (by_rule,) = [found for found in judge(TRIAL, CHECKS) if found.check.code == BUY]
    assert one.better == by_rule.better


@pytest.mark.parametrize(
    "entry",
    [
        hit(BUY, 2, "您到底要不要买"),
        hit(BUY, 2, ""),
        hit(BUY, 2, "？"),
        hit(BUY, 2, None),
        hit(BUY, 1, "可以，你说"),  # the customer said that
        hit("polite.unheard_of", 2, "您究竟买不买呢？"),
        hit("polite.interrupts", 2, "您究竟买不买呢？"),  # nobody asked about it
        "您究竟买不买呢？",
        {},
        None,
    ],
)
def test_what_quotes_nothing_that_was_said_is_refused(entry):
    assert read(answer(entry)) == ([], 1)


def test_a_quote_counts_where_it_was_said_even_when_the_line_is_wrong_and_once():
    right = (BUY, "您究竟买不买呢？")
    for line in (0, 1, 99, -1, "2", None, [2], True):
        assert read(answer(hit(BUY, line, "您究竟买不买呢"))) == ([right], 0)
    twice = answer(hit(BUY, 2, "您究竟买不买呢"), hit(BUY, 2, "究竟买不买"))
    assert read(twice) == ([right], 0)


def test_a_check_that_counts_otherwise_gives_way_to_one_that_names_the_fault():
    presses = hit("no_ultimatum.presses", 2, "您究竟买不买呢")
    assert read(answer(presses))[0] == [("no_ultimatum.presses", "您究竟买不买呢？")]
    assert read(answer(presses, hit(BUY, 2, "您究竟买不买呢"))) == ([(BUY, "您究竟买不买呢？")], 0)


def test_an_answer_may_be_wrapped_in_words_but_has_to_be_one():
    assert read("```json\n" + answer(hit(BUY, 2, "您究竟买不买呢？")) + "\n```")[1] == 0
    for text in ("", "没有问题", "[]", "{", '{"hits": 3}', '{"hit": []}', "} {"):
        with pytest.raises(ValueError):  # noqa: PT011 - every way of being no answer
            read(text)
    assert read(answer(*[hit(BUY, 2, "不是原话")] * 300)) == ([], 300)


def test_nothing_but_masked_words_is_in_the_question():
    system, asked = question(TRIAL, CHECKS)
    assert (system.role, asked.role) == ("system", "user")
    assert "2 坐席：您究竟买不买呢？" in asked.content
    assert "1 客户：可以，你说。" in asked.content
    assert BUY in asked.content
    assert not too_long([system, asked])
    endless = Conversation((Sentence("agent", 0, 1, "啊" * MOST_CHARACTERS, 0),), 1)
    assert too_long(question(endless, CHECKS))


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://api.example.com/v1", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://10.1.2.3/v1", True),
        ("http://[::1]:80/v1", True),
        ("http://localhost/v1", True),
        ("http://llm:8000/v1", True),
        ("http://llm.lan/v1", True),
        ("http://api.example.com/v1", False),
        ("http://8.8.8.8/v1", False),
        ("https://user:pass@api.example.com/v1", False),
        ("https://api.example.com/v1?x=1", False),
        ("ftp://127.0.0.1/v1", False),
        ("api.example.com/v1", False),
        ("", False),
    ],
)
def test_masked_words_go_over_plain_http_only_inside_the_company(address, fits):
    assert usable_address(address) is fits
