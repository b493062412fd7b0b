"""How well probabilities and scores agree with what people say. Measures that have no data are None."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import fsum, sqrt
from operator import itemgetter

Group = tuple[Sequence[float], Sequence[float]]
"""The probabilities of what is true, and of what is not."""


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None


def auc(groups: Iterable[Group]) -> float | None:
    """The share of pairs, one true and one not, in which the true one has the higher probability; a tie is half.

    Only pairs within a group count, and each pair counts the same. With one group this is the area under the ROC curve
    (Hanley and McNeil 1982, from the statistic of Mann and Whitney: U / (m n)).
    """
    won, pairs = 0.0, 0
    for true, false in groups:
        low = sorted(false)
        won += sum(bisect_left(low, p) + bisect_right(low, p) for p in true) / 2
        pairs += len(true) * len(low)
    return won / pairs if pairs else None


def brier(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """The mean of (p - outcome)², from 0 for certain and right to 1 for certain and wrong (Brier 1950)."""
    return mean([(p - outcome) ** 2 for p, outcome in zip(probabilities, outcomes, strict=True)])


def reliability(
    probabilities: Sequence[float], outcomes: Sequence[bool], bins: int
) -> list[tuple[int, float | None, float | None]]:
    """For each of `bins` equal ranges of probability: how many, their mean probability, the share that came true.

    A range has its low end; the last one has 1 too. The table of a reliability diagram (Murphy and Winkler 1977).
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for pair in zip(probabilities, outcomes, strict=True):
        held[min(int(pair[0] * bins), bins - 1)].append(pair)
    return [(len(pairs), mean([p for p, _ in pairs]), mean([float(came) for _, came in pairs])) for pairs in held]


def pearson(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """The linear correlation, cov(x, y) / (sd(x) sd(y)), from -1 to 1; None where either never changes."""
    if not ones or _is_constant(ones) or _is_constant(others):
        return None
    x_mean, y_mean = fsum(ones) / len(ones), fsum(others) / len(others)
    xs, ys = [x - x_mean for x in ones], [y - y_mean for y in others]
    spread = sqrt(fsum(x * x for x in xs)) * sqrt(fsum(y * y for y in ys))
    if not spread:  # differences too small to be squared
        return None
    product = fsum(x * y for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, product / spread))


def spearman(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """The correlation of ranks (Spearman 1904); values that tie share the mean of their ranks."""
    return pearson(_ranks(ones), _ranks(others))


def rmse(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """The root of the mean of (x - y)², in the unit of the values."""
    square = mean([(x - y) ** 2 for x, y in zip(ones, others, strict=True)])
    return None if square is None else sqrt(square)


def quadratic_weighted_kappa(ones: Sequence[int], others: Sequence[int]) -> float | None:
    """Agreement of two raters on an ordered scale beyond chance: 1 - sum(w O) / sum(w E), w = (i - j)² (Cohen 1968).

    O are the pairs of ratings as given, E those expected were the raters independent. None where both give all answers
    the same one rating.
    """
    observed = mean([(x - y) ** 2 for x, y in zip(ones, others, strict=True)])
    if observed is None:
        return None
    # over all pairs of an x and a y the mean of (x - y)² is var(x) + var(y) + (mean(x) - mean(y))², in whole numbers
    count = len(ones)
    squares = sum(x * x for x in ones) + sum(y * y for y in others)
    expected = (count * squares - 2 * sum(ones) * sum(others)) / count**2
    return 1 - observed / expected if expected else None


def _is_constant(values: Sequence[float]) -> bool:
    return min(values) == max(values)


def _ranks(values: Sequence[float]) -> list[float]:
    ranks = [0.0] * len(values)
    place = 0
    for _, tied in groupby(sorted(enumerate(values), key=itemgetter(1)), key=itemgetter(1)):
        indices = [index for index, _ in tied]
        for index in indices:
            ranks[index] = place + (len(indices) + 1) / 2
        place += len(indices)
    return ranks
