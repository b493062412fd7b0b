"""Words of opposite direction, in pairs of sides: what stands on one side turns a statement about the other round."""

from __future__ import annotations

from functools import cache

from mlprep.grading.tokens import stem

_SIDES = """
increase rise raise grow climb up upward more most higher gain boost inflate amplify double extra larger bigger widen
    strengthen enlarge longer greater multiply
    | decrease reduce fall lower drop shrink down downward less least fewer cut diminish decline halve narrow weaken
    shorten lessen shorter smaller
large big huge giant high highest great massive enormous wide widest broad long strong strongest largest biggest
    bigger larger | small tiny little low lowest minute narrow narrowest weak weakest smallest smaller slight
many lots plenty numerous | few little handful scarce
fast quick rapid faster quicker | slow slower sluggish
cheap cheaper inexpensive cheapest affordable | expensive costly pricey dear dearer pricier
before beforehand prior earlier advance | after later afterwards
first initial early | last final end
best better improve win | worst worse degrade hurt harm
good | bad poor
stable steady | unstable erratic
smooth | kink corner jagged wiggly
simple simpler | complex complicated
easy easier | hard harder difficult
overfit memorise | underfit
bias | variance
precision | recall
positive | negative
linear | nonlinear quadratic exponential
convex | concave nonconvex
sparse | dense
robust insensitive | sensitive
converge | diverge
maximise maximum maximal | minimise minimum minimal
always every all each whole entire everything everyone everybody | none nothing nobody never
single one | all whole entire every
show expose reveal | hide mask conceal
keep retain | delete discard throw
correlated | independent uncorrelated
supervised | unsupervised
parametric | nonparametric
biased | unbiased
dependent | independent
local | global
random | deterministic fixed
above over exceed | below under
upper | lower
numerator | denominator
explicit | implicit
forward | backward
same equal identical constant | different differ vary
gradual stepwise | immediate once sudden
labelled | unlabelled
important useful | useless irrelevant needless
fresh current | stale old
correct right true genuine real actual | wrong incorrect false fake
freeze frozen | unfreeze unfrozen
on active | off inactive
lazy | eager
l1 | l2
"""


@cache
def sides(word: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The pairs of sides that a stem stands in: its own side, then the opposite one. A word may stand in several."""
    return tuple(pair for pair in _pairs() if word in pair[0])


@cache
def opposites(word: str) -> frozenset[str]:
    """The stems that turn a statement round when they stand in place of this stem."""
    return frozenset().union(*(theirs for _, theirs in sides(word)))


@cache
def directions() -> frozenset[str]:
    """Every stem that has an opposite."""
    return frozenset().union(*(mine for mine, _ in _pairs()))


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs: list[tuple[frozenset[str], frozenset[str]]] = []
    for entry in _SIDES.replace("\n    ", " ").strip().splitlines():
        one, other = (frozenset(stem(word) for word in side.split()) for side in entry.split("|"))
        pairs += [(one - other, other - one), (other - one, one - other)]
    return tuple(pairs)
