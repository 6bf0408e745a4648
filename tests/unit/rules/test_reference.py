"""The document of rules is the rules."""

from __future__ import annotations

from pathlib import Path

from callwright.rules.compliance.law_files import law_specs
from callwright.rules.compliance.reference import reference

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "compliance.md"


def test_the_document_is_as_the_rules_are():
    assert DOCUMENT.read_text(encoding="utf-8") == reference(), "run: python ops/describe_rules.py"


def test_every_rule_stands_in_it_with_its_state():
    lines = reference().splitlines()
    for _, spec in law_specs():
        rows = [line for line in lines if line.startswith(f"| `{spec.id}` |")]
        assert len(rows) == len(spec.values)
        assert sum("| yes |" in row for row in rows) == sum(one.verified for one in spec.values)
