"""Whether two recommendations ask for much the same: the share of their telling words that they have in common.

Plain on purpose: whoever reads the list can see why each is on it. Words are compared without their endings, so that
"assessments" is "assessment"; those that every recommendation has are left out.
"""

import re
from collections.abc import Iterable
from math import sqrt

ALIKE = 0.4
"""From this share on, of 0 to 1, two texts are shown together."""

SAID_BY_ALL = frozenset(
    """
    a about across action after agencies agency all an and any are as assurance assure at be been between board
    both by can consider each ensure for from has have how in into is it its local make more must need of on or
    other partner partners partnership practice practitioner practitioners process recommend recommendation review
    safeguard safeguarding seek should so staff such that the their them there these they this those through to up
    use was we were when where which who will with work working
    """.split()  # noqa: SIM905  a list of words reads best as words
)
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "es", "ed", "s", "y")
WORD = re.compile(r"[a-z]{2,}")


def telling(words: str) -> frozenset[str]:
    """The words that say what a text is about, without their endings."""
    return frozenset(stem(word) for word in WORD.findall(words.lower()) if word not in SAID_BY_ALL)


def stem(word: str) -> str:
    """A word without its ending, never shorter than three letters."""
    return next((word[: -len(end)] for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), word)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, nothing in common, to 1, the same words (the cosine of the two sets)."""
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def most_alike(words: str, others: Iterable[tuple[int, str]], *, most: int = 5) -> list[int]:
    """The keys of the ``others`` that ask for much the same as ``words``, likest first."""
    mine = telling(words)
    scored = [(likeness(mine, telling(text)), key) for key, text in others]
    return [key for score, key in sorted(scored, key=lambda each: (-each[0], -each[1])) if score >= ALIKE][:most]
