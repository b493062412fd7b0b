"""When two words count as the same: equal stems, or a typing error that cannot turn a meaning round."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

STOP_WORDS = frozenset(
    """a an the this that these those it its it's they them their there here i you we he she us our your my me
    is are was were be been being am do does did done doing has have had having can could will would shall should
    may might must of to in on at for from by with as into onto over under about and or but if then than so because
    while when where which who whom whose what why how also just very really quite rather too such any some all
    each both either get gets got go goes thing things way lot bit let's that's you're they're i'd i'll we'd one
    basically actually simply still even well like e.g i.e eg ie etc since though although however thus hence""".split()
)

NEGATIONS = frozenset(
    """not no non never none nothing nobody without cannot neither nor hardly barely lack lacks isn't aren't wasn't
    weren't don't doesn't didn't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't isnt arent wasnt
    werent dont doesnt didnt wont cant couldnt wouldnt shouldnt hasnt havent hadnt dosent doesent""".split()
)

SHORTEST_FUZZY = 4
"""Letters that a word needs to allow a typing error."""

_LEAST_RATIO = 85.0
_SHORT = 5
_DOUBLED = re.compile(r"(.)\1")
_PREFIXES = tuple(
    """un non in im dis anti de en over under pre post hyper hypo homo hetero inter intra up down micro macro multi
    uni mis sub super""".split()
)


@lru_cache(maxsize=262_144)
def is_typo_of(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant` with a slip of the fingers. Both are lower-case words of four letters or more.

    rapidfuzz's ratio must reach 85, and the pair must not be one of those that look alike and mean the opposite:
    supervised and unsupervised have a ratio of 91.
    """
    if typed[0] != meant[0] or typed.endswith("less") != meant.endswith("less"):
        return False
    if _is_swap(typed, meant) or _undoubled(typed) == _undoubled(meant):
        return True
    # a letter more or less makes other words of short ones: real and recall, seed and speed
    if len(typed) != len(meant) and min(len(typed), len(meant)) <= _SHORT:
        return False
    return fuzz.ratio(typed, meant) >= _LEAST_RATIO and _agree(prefix(typed), prefix(meant))


def _is_swap(typed: str, meant: str) -> bool:
    """Two neighbouring letters exchanged, the commonest slip, costs a short word more than the ratio allows."""
    if len(typed) != len(meant):
        return False
    differing = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] != differing[0] + 1:  # noqa: PLR2004 - a swap has two places
        return False
    first, second = differing
    return typed[first] == meant[second] and typed[second] == meant[first]


@lru_cache(maxsize=65_536)
def _undoubled(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _agree(one: str, other: str) -> bool:
    """Whether two prefixes may be one: not inter and intra, but in and inter, where the slip is in the prefix."""
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))


def prefix(word: str) -> str:
    """The longest of the prefixes that the word has."""
    return max((p for p in _PREFIXES if word.startswith(p) and len(word) >= len(p) + 3), key=len, default="")
