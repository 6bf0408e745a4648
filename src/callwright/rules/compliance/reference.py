"""The rules of calling as a document: rule, threshold, source, verified or not, how it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.rules.compliance.law_files import Article, CountryFile, LawSpec, countries
from callwright.rules.compliance.value_forms import (
    Amount,
    ClosedDays,
    Consent,
    Hours,
    Pause,
    Rate,
    Scrub,
    ValueForm,
)

_HEAD = """# Rules of calling

Made from `src/callwright/rules/compliance/articles` by `python ops/describe_rules.py`; do not edit. Reference data, not
legal advice: laws change, have a lawyer check. A rule whose text was not read is a default that the owner has to
confirm (page Rules, or `callwright calling decide RULE --reason …`); a verified one can be tightened, never loosened.

Kept by: **gate** asked before every dial on every path; **dialer** while dialing; **pacing** in the abandonment budget;
**lists** at import; **recordings** in the recording store; **company** by people.
"""
_COLUMNS = "| rule | what | threshold | from | verified | source | kept by | how |\n|---|---|---|---|---|---|---|---|"


def reference() -> str:
    """The whole document, with every dated value of every rule."""
    parts = [_HEAD]
    for file in countries().values():
        parts += [f"## {file.title.en}\n", _COLUMNS, *_rows(file), ""]
    return "\n".join(parts)


def _rows(file: CountryFile) -> Iterator[str]:
    for law in file.laws:
        for article in sorted(law.values, key=lambda one: one.start):
            yield _row(law, article)


def _row(law: LawSpec, article: Article) -> str:
    where = f" ({', '.join(law.regions)})" if law.regions else ""
    trade = " — only once the owner confirms it" if law.profile else ""
    links = " ".join(f"[{number}]({link})" for number, link in enumerate(article.links, 1))
    cells = (
        f"`{law.id}`",
        f"{law.title.en}{where}{trade}",
        threshold(law.read(article.value), law.kind),
        article.start.isoformat(),
        "yes" if article.verified else "**no**",
        " ".join(filter(None, (article.source, links, article.note))),
        law.enforced,
        law.how.en,
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def threshold(value: ValueForm, kind: str) -> str:
    """A value as people say it."""
    if isinstance(value, Hours):
        span = f"{value.start:%H:%M}-{value.end:%H:%M}"
        return f"not {span}" if kind == "rest" else span
    if isinstance(value, Rate):
        return f"{value.calls} in {value.hours} h" if value.hours else f"{value.calls} a day"
    if isinstance(value, ClosedDays):
        return " and ".join(
            filter(None, ("Sundays" if value.sundays else "", "holidays" if value.holidays else ""))
        )
    if isinstance(value, Consent):
        return f"{value.form}; {value.audience}; {value.dialing} dialing"
    if isinstance(value, Scrub):
        return f"{', '.join(value.registers)}, {value.days} days"
    if isinstance(value, Pause):
        return f"{value.hours} h after {value.after}"
    return format(value.number, "f") if isinstance(value, Amount) else "required"
