"""Matching in words: fields, levels of agreement, nearness of names and what evidence it asks for."""

from __future__ import annotations

from callwright.kernel.text import Text

FIELDS = {
    "core": Text("名称", "Name"),
    "city": Text("城市", "City"),
    "person": Text("联系人", "Person"),
    "house": Text("门牌地址", "Street and house"),
    "room": Text("房号", "Room"),
    "numbers": Text("电话号码", "Phone numbers"),
}
NOTHING = Text("无可比较", "nothing to compare")
LEVELS = {
    "same name": Text("名称相同", "same name"),
    "same name of a usual brand": Text("名称相同（字号常见）", "same name, with a brand many have"),
    "one spelling in common": Text("有一种写法相同", "one spelling in common"),
    "one slip, long, one unread": Text("长名称差一字", "one character differs in a long name"),
    "one slip, one unread": Text("名称差一字", "one character differs"),
    "one slip in the trade": Text("字号相同，行业差一字", "same brand, one character of the trade differs"),
    "one slip in a long brand": Text("长字号差一字", "one character of a long brand differs"),
    "a character of a short brand lost": Text("短字号少一字", "a short brand lacks a character"),
    "one slip in a short brand": Text("短字号差一字", "one character of a short brand differs"),
    "same brand": Text("只有字号相同", "only the brand is the same"),
    "two slips": Text("名称差两字", "two characters differ"),
    "Exact match on city": Text("城市相同", "same city"),
    "same person of few companies": Text(
        "联系人相同（很少公司有此人）", "same person, whom few companies have"
    ),
    "same person": Text("联系人同名（多家公司有此人）", "same person's name, which many companies have"),
    "same surname": Text("姓氏相同", "same surname"),
    "same house of few companies": Text("门牌相同（很少公司在此）", "same house, where few companies are"),
    "same house": Text("门牌相同（多家公司在此）", "same house, where many companies are"),
    "one slip in the address": Text("地址差一字", "one character of the address differs"),
    "same room": Text("房号相同", "same room"),
    "own number in common": Text("有相同的自有号码", "a number in common that is theirs alone"),
    "agency number in common": Text("有相同的代办号码", "an agency's number in common"),
    "All other comparisons": Text("不同", "different"),
}
"""By the label the model gives a level; a label not listed is shown as it is."""

NAMES = {
    "same": Text("名称相同", "the same name"),
    "short": Text("短名称相同", "the same short name"),
    "near": Text("名称差一字", "names that differ in one character"),
    "weak": Text(
        "短名称差一字，或一个名称包含另一个", "short names one character apart, or one within the other"
    ),
    "brand": Text("只有字号相同", "only the brand is the same"),
    "far": Text("名称差两字以上", "names two characters or more apart"),
    "unnamed": Text("一方没有名称", "a side without a name"),
    "other": Text("字号不同", "different brands"),
}
RULES = {
    "same": Text("无需其他证据", "nothing else has to agree"),
    "short": Text(
        "号码、联系人、门牌（字号常见时须为少有的门牌）或房号须有一项相同",
        "number, person, house (a rare one for a brand many have) or room must agree",
    ),
    "near": Text(
        "号码、联系人或门牌须有一项相同，或概率极高且无矛盾",
        "number, person or house must agree, or the weight be overwhelming and nothing contradict",
    ),
    "weak": Text(
        "须有自有号码、少有的联系人或门牌、同一房间，或两项证据同时相同",
        "an own number, a rare person or house, the same office, or two things at once must agree",
    ),
    "brand": Text(
        "须有自有号码或少有的房间，或号码、联系人、门牌同时相同",
        "an own number or a rare office, or number, person and house together must agree",
    ),
    "far": Text(
        "须有少有的房间，或自有号码、少有的联系人、少有的门牌之一加另一项证据",
        "a rare office must agree, or an own number, rare person or rare house with something else",
    ),
    "unnamed": Text(
        "须有自有号码加联系人或门牌，或少有的联系人与门牌同时相同",
        "an own number with person or house, or a rare person with a rare place must agree",
    ),
    "other": Text("字号不同即不是同一家", "with different brands nothing makes them one"),
}
"""What match_evidence.EVIDENCE asks for, in words."""
