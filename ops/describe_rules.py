"""Write docs/reference/compliance.md from the rules."""

from __future__ import annotations

from pathlib import Path

from callwright.rules.compliance.reference import reference

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "compliance.md"


def main() -> None:
    """Write it; the same rules give the same file."""
    DOCUMENT.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
