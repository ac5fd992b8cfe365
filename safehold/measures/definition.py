"""The definition of one dotted code: what the figure is, in a sentence that can be printed beside it."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way is better; most figures of safeguarding have no such way, and none is drawn in red or green."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True)
class ReportedOnly:
    """Nothing here computes it: it is what a partner said."""


@dataclass(frozen=True)
class ChangeOf:
    """The number that ``code`` rose or fell by, from the year before."""

    code: str


@dataclass(frozen=True)
class ChangePercentOf:
    """The percentage that ``code`` rose or fell by, from the year before: (now - before) / before x 100."""

    code: str


@dataclass(frozen=True)
class ShareOf:
    """``part`` as a percentage of ``whole`` in the same period and place: part / whole x 100."""

    part: str
    whole: str


@dataclass(frozen=True)
class TargetOf:
    """What ``code`` was meant to reach."""

    code: str


@dataclass(frozen=True)
class MeanOfAgencies:
    """The mean of the agencies' own percentages, each agency counting once however large it is."""

    code: str


Binding = ReportedOnly | ChangeOf | ChangePercentOf | ShareOf | TargetOf | MeanOfAgencies


@dataclass(frozen=True)
class Definition:
    """One dotted code. ``places`` is how many decimal places it is printed with; ``unit`` what one of it is."""

    code: str
    title: str
    defines: str
    unit: str
    section: str
    source: str
    places: int = 0
    better: Better = Better.NEITHER
    binding: Binding = ReportedOnly()
    # a claim of the source that is checked and never printed as ours
    claim_only: bool = False
    # a count of people or of what happened to them, so that a small one could point at somebody
    about_people: bool = False

    @property
    def is_change(self) -> bool:
        """Whether it says what rose or fell, and so may be less than nought: its code ends with a word for it."""
        return "change" in self.code.rpartition(".")[2].split("_")

    def __post_init__(self) -> None:
        if not self.defines.endswith("."):
            raise ValueError(f"{self.code}: define it in a sentence that ends with a full stop")
        if self.code != self.code.lower() or "." not in self.code:
            raise ValueError(f"{self.code}: a code is lower case and dotted, like lado.contacts")
