"""From features to the probability that a point was stated, with parameters fitted on marked answers.

The parameters are `parameters.toml` beside this file, written by `benchmarks/fit.py`: a logistic regression on the
features of a point with rules, and another on those of a point without. The zones say from which probability a
verdict is found and up to which it is missed; between them it is unsure.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights by feature, with an `intercept`, of points with `rules` and of points that have `words` alone."""

    rules: Mapping[str, float]
    words: Mapping[str, float]
    missed_up_to: float
    found_from: float


@cache
def shipped() -> Parameters:
    """The parameters in `parameters.toml`."""
    data = tomllib.loads(files("mlprep.grading").joinpath("parameters.toml").read_text(encoding="utf-8"))
    return Parameters(data["rules"], data["words"], data["zones"]["missed_up_to"], data["zones"]["found_from"])


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum. Raises `KeyError` for a feature without a weight."""
    total = weights["intercept"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))
