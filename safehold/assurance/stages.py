"""The stages through which a professional disagreement is escalated: from the pack, or those that Safehold came with.

A stage is a time limit of the partnership whose key says its number and who decides there: ``escalation.4.executive``. Its
title, its length and the days on which it holds are the partnership's. On a day on which one own stage holds, none of those that
came with it does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from safehold.clocks import Basis, Provenance, Rule, Unit

KEY = re.compile(r"escalation\.([1-9])\.(agencies|executive|independent)")
SINCE = date(2010, 4, 1)


class Level(TextChoices):
    """Who answers or decides at a stage."""

    AGENCIES = "agencies", "The two agencies"
    EXECUTIVE = "executive", "The Executive’s chair"
    INDEPENDENT = "independent", "The independent chair or scrutineer"


@dataclass(frozen=True)
class Stage:
    """One stage: its number, its title, who decides there, and the time limit that starts as it is reached."""

    number: int
    level: Level
    rule: Rule

    @property
    def title(self) -> str:
        return self.rule.title

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


def _came_with(number: int, level: Level, title: str, length: int) -> Rule:
    return Rule(
        key=f"escalation.{number}.{level.value}",
        title=title,
        basis=Basis.LOCAL,
        source="Not chosen here: Safehold came with it",
        provenance=Provenance.KNOWN,
        trigger="reaching the stage",
        unit=Unit.WORKING_DAY,
        length=length,
        effective_from=SINCE,
    )


CAME_WITH = (
    _came_with(1, Level.AGENCIES, "Practitioner to practitioner", 1),
    _came_with(2, Level.AGENCIES, "Line managers or safeguarding leads", 2),
    _came_with(3, Level.AGENCIES, "Senior or designated leads", 5),
    _came_with(4, Level.EXECUTIVE, "The Executive", 5),
    _came_with(5, Level.INDEPENDENT, "Independent chair or scrutineer", 10),
)


def stages(book: Iterable[Rule], on: date) -> list[Stage]:
    """The stages that hold on a day, in their order: the partnership's own where it has any, else those that came with it."""
    own = [each for each in book if KEY.fullmatch(each.key) and each.in_force(on)]
    found = []
    for rule in own or CAME_WITH:
        told = KEY.fullmatch(rule.key)
        if told is not None and rule.in_force(on):
            found.append(Stage(int(told[1]), Level(told[2]), rule))
    return sorted(found, key=lambda each: each.number)
