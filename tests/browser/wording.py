"""What stands on a page, sentence by sentence, and which sentences are in the wrong language.

Data keeps its language: whatever the API answered is data, except the side of a bilingual text that
belongs to the other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.async_api import Page

HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[A-Za-z]{3,}")
KEY = re.compile(r"^[a-z][A-Za-z]*(\.[A-Za-z]\w*)+$")
BARE_CODE = re.compile(r"^[a-z]+(_[a-z]+)+$")
HOLE = re.compile(r"\{\w+\}")
OWN_NAMES = "话匠"
# Names and formats that are the same word in both languages.
SAME_IN_CHINESE = (
    "Callwright English product Wilson first-owner token",
    "CSV TSV XLSX XLS ODS PDF JSON Excel YAML WAV UTF GBK Big5",
    "callwright speech install",  # a command to type
    "Alt Ctrl Enter Esc https TLS UDP TCP sbc example com",
)

_TEXTS = """() => {
  const texts = [];
  const skip = 'script, style, code, [lang]:not(html), .cw-hidden-input';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    const text = walker.currentNode.nodeValue.trim();
    if (text && holder && !holder.closest(skip)) texts.push(text);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.closest(skip + ', .anticon') && one.getAttribute(name).trim())
        texts.push(one.getAttribute(name).trim());
  texts.push(document.title);
  return [...new Set(texts)];
}"""


async def sentences(page: Page) -> list[str]:
    """Every text node, label, placeholder and title of the page."""
    return list(await page.evaluate(_TEXTS))


def untranslated(texts: list[str]) -> list[str]:
    """Keys and codes that no book of words knew, and {holes} that nothing filled."""
    return [text for text in texts if KEY.match(text) or BARE_CODE.match(text) or HOLE.search(text)]


def foreign(texts: list[str], language: str, answers: list[object]) -> list[str]:
    """Sentences with words of the other language that are not data."""
    data = "\n".join(_data(answers, "zh" if language == "en" else "en"))
    pattern = HAN if language == "en" else LATIN
    return [text for text in texts if any(not _known(word, data, language) for word in pattern.findall(text))]


def _known(word: str, data: str, language: str) -> bool:
    return word in data or word in OWN_NAMES or (language == "zh" and word in " ".join(SAME_IN_CHINESE))


def _data(value: object, other: str) -> Iterator[str]:
    """All strings of an answer but those of the other language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            if not (key == other and {"zh", "en"} <= value.keys()):
                yield from _data(inner, other)
    elif isinstance(value, list):
        for inner in value:
            yield from _data(inner, other)
