"""The beep lies over the words of a masked number, over the whole sentence where their times are not known."""

from callwright.flow.insights.contracts import Said, Speaker, Word
from callwright.flow.insights.decide.covering import MARGIN, masked_spans
from callwright.flow.insights.decide.masking import ID_CARD
from callwright.flow.insights.decide.sentences import sentences


def said(text: str, *words: Word, start: float = 0.0, end: float = 10.0) -> Said:
    return Said(0, Speaker.CUSTOMER, start, end, text, words)


def letters(text: str, start: float) -> tuple[Word, ...]:
    """A word a character, a tenth of a second each, as recognisers of Chinese give them."""
    return tuple(
        Word(one, round(start + at / 10, 2), round(start + at / 10 + 0.1, 2)) for at, one in enumerate(text)
    )


def test_a_number_is_covered_from_its_first_word_to_its_last_and_its_digits_are_not_kept():
    words = letters("我的号码是幺三八零零幺三八零零零谢谢", 2.0)
    (kept,) = sentences([said("我的号码是幺三八零零幺三八零零零，谢谢。", *words)])
    assert kept.text == "我的号码是138****8000，谢谢。"
    assert [word.text for word in kept.words] == [*"我的号码是", "138****8000", *"谢谢"]
    assert masked_spans([kept]) == ((2.5 - MARGIN, 3.6 + MARGIN),)


def test_two_numbers_in_one_sentence_are_covered_each():
    text = "打13800138000或者打我家里的13900139000找我身份证的号是110101199003078515"
    (kept,) = sentences([said(text, *letters(text, 0.0))])
    assert len(masked_spans([kept])) == 3
    assert [word.text for word in kept.words if ID_CARD in word.text] == [ID_CARD]
    assert not any(
        digit in word.text for word in kept.words if "*" not in word.text for digit in "0123456789"
    )


def test_a_number_without_word_times_covers_its_whole_sentence():
    assert masked_spans(sentences([said("卡号6222021234567890123", start=3.0, end=6.0)])) == ((2.85, 6.15),)
    other = sentences([said("打13800138000", *letters("打幺三八", 3.0), start=3.0, end=6.0)])
    assert (other[0].words, masked_spans(other)) == ((), ((2.85, 6.15),))


def test_spans_that_touch_become_one_and_plain_sentences_none():
    both = [said("13800138000", start=0.0, end=1.0), said("13900139000", start=1.2, end=2.0)]
    assert masked_spans(sentences(both)) == ((0.0, 2.15),)
    assert masked_spans(sentences([said("一共1980元")])) == ()
