"""Whether a sentence resembles those that offend a family: a linear model over what `features` sees.

The weights are learned from the tune half by `python ops/learn_checks.py` and shipped as JSON, one folder a version.
The model only points at a sentence; the sentence is the evidence, and people overrule it like any other hit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from callwright.rules.insights.concepts import Concepts, folder, read_concepts
from callwright.rules.insights.conversation import Sentence
from callwright.rules.insights.features import Features, features


@dataclass(frozen=True)
class Model:
    """One version. `weights` gives for each feature its weight for each of `families`; what is not there weighs 0."""

    version: str
    families: tuple[str, ...]
    start: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    concepts: Concepts

    def likelihoods(self, said: Sequence[Sentence], at: int) -> dict[str, float]:
        """0…1 for each family: how like the sentence at `at` is to those that offend it, with what stands around."""
        return self.weigh(features(said, at, self.concepts))

    def weigh(self, seen: Features) -> dict[str, float]:
        """The same from features."""
        sums = list(self.start)
        for name, value in seen.items():
            weights = self.weights.get(name)
            if weights is not None:
                for place, weight in enumerate(weights):
                    sums[place] += weight * value
        return {family: 1 / (1 + math.exp(-total)) for family, total in zip(self.families, sums, strict=True)}


def versions() -> list[str]:
    """The versions there are, the oldest first; a version is named by the day from which shipped checks use it."""
    return sorted(entry.name for entry in folder().iterdir() if (entry / "weights.json").is_file())


@cache
def model(version: str) -> Model:
    """A version of the model; ValueError when there is none."""
    if version not in versions():
        raise ValueError(f"there is no model {version}, only {', '.join(versions())}")
    data = json.loads((folder() / version / "weights.json").read_text(encoding="utf-8"))
    return Model(
        version,
        tuple(data["families"]),
        tuple(data["start"]),
        {name: tuple(weights) for name, weights in data["weights"].items()},
        read_concepts(version),
    )
