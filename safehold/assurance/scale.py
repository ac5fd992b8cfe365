"""The scale on which risks are scored: how far it goes, and which scores are low, medium and high."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from safehold.partnership.rules import rule

SCALE, TOLERANCE = "risk.scale", "risk.tolerance"
LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain", "Certain")
IMPACTS = ("Negligible", "Minor", "Moderate", "Major", "Severe", "Catastrophic")
Level = Literal["low", "medium", "high"]


@dataclass(frozen=True)
class Scale:
    """From 1 to ``most`` for how likely something is, and the same for how grave; a score is one times the other."""

    most: int = 5

    @classmethod
    def on(cls, day: date) -> "Scale":
        return cls(rule(SCALE, day))

    @property
    def steps(self) -> range:
        return range(1, self.most + 1)

    def level(self, score: int) -> Level:
        """High from three fifths of the highest score, medium from three tenths: 15 and 8 of 25."""
        highest = self.most * self.most
        if score * 5 >= highest * 3:
            return "high"
        return "medium" if score * 10 >= highest * 3 else "low"

    def likelihoods(self) -> list[tuple[str, str]]:
        return [(str(each), f"{each}: {LIKELIHOODS[each - 1]}") for each in self.steps]

    def impacts(self) -> list[tuple[str, str]]:
        return [(str(each), f"{each}: {IMPACTS[each - 1]}") for each in self.steps]


def tolerated(on: date) -> int:
    """The highest score that is lived with, where nobody says another of one risk."""
    return rule(TOLERANCE, on)
