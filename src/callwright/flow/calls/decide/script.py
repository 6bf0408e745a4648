"""What is said to this customer: the places of a script filled with the names of the lead."""

from __future__ import annotations

SOMEBODY = "负责人"
"""Whom to ask for when nobody is named."""


def said_to(text: str, *, company: str, person: str) -> str:
    """A step's text with {公司}, {联系人} (or {company}, {person}) filled in; other braces stay as they are."""
    names = {"公司": company or "贵公司", "联系人": person or SOMEBODY, "company": company, "person": person}
    for place, name in names.items():
        text = text.replace("{" + place + "}", name)
    return text
