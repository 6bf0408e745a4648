"""Run as a program: `lint_planted.py SKELETON CONFIG PLANTS.json ANSWER.json`.

One process checks all plants, because starting Python costs more than checking a house. Each plant is
`{"path": …, "text": …}` (appended, then taken back); the answer lists the ids of the contracts that broke.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from importlinter import configuration
from importlinter.application import use_cases

HOUSE = Path(__file__).parents[2]


def main(skeleton: str, config: str, plants: str, answer: str) -> None:
    """Write, for every plant in the file `plants`, which contracts break to the file `answer`."""
    sys.path[:0] = [skeleton, str(HOUSE)]
    results = [broken(Path(skeleton), config, plant) for plant in json.loads(Path(plants).read_text())]
    Path(answer).write_text(json.dumps(results))


def broken(skeleton: Path, config: str, plant: dict[str, str]) -> list[str]:
    """The ids of the contracts that break while the plant stands."""
    target = skeleton / "callwright" / plant["path"]
    before = target.read_text() if target.exists() else None
    folder = target.parent
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if made:
        (folder / "__init__.py").write_text('"""Planted."""\n')
    target.write_text((before or '"""Planted."""\n') + plant["text"] + "\n")
    try:
        return _check(config)
    finally:
        if made:
            shutil.rmtree(folder)
        elif before is None:
            target.unlink()
        else:
            target.write_text(before)


def _check(config: str) -> list[str]:
    configuration.configure()
    options = use_cases.read_user_options(config)
    use_cases._register_contract_types(options)  # what `lint_imports` does before it prints
    report = use_cases.create_report(options, cache_dir=None)
    if report.could_not_run:
        raise SystemExit(str(report.invalid_contract_options))
    ids = {contract["name"]: contract["id"] for contract in options.contracts_options}
    return [ids[contract.name] for contract, check in report.get_contracts_and_checks() if not check.kept]


if __name__ == "__main__":
    main(*sys.argv[1:])
