"""How a contact is found by two characters: its names as bigrams (trigram indexes miss 「华信」)."""

from __future__ import annotations

import unicodedata


def search_form(text: str) -> str:
    """Text as it is compared in a search: one width, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def bigrams(*texts: str) -> list[str]:
    """Each pair of neighbouring characters of the texts, sorted, once each; a lone character stays alone."""
    found: set[str] = set()
    for text in texts:
        form = search_form(text)
        found.update(form[at : at + 2] for at in range(len(form) - 1))
        if len(form) == 1:
            found.add(form)
    return sorted(found)
