"""Rules about the words around figures: direction, base, period.

A sentence comes with the figures resolved into it and where each stands. Where a sentence says two directions and
nothing tells which goes with the figure, the verdict is that it cannot be known: a rule that guesses is soon ignored.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from safehold.clocks.periods import Period, Years
from safehold.publications.claims.periods import IN_WORDS, ImpossiblePeriod, overlap, read_period, years_in
from safehold.publications.claims.rules.base import fails, holds, sentence_of, unknown, warns
from safehold.publications.claims.verdicts import Finding, House, Ruling


@dataclass(frozen=True)
class FigureInText:
    """A figure where it stands in a sentence: ``text[start:end]`` is what it prints.

    ``unit`` is ``percent`` for a percentage. ``change`` is the signed change it tells, ``None`` where it tells a
    level. ``base`` says in words what a percentage is of; ``compared_with`` is the label of the earlier period.
    """

    start: int
    end: int
    key: str = ""
    period: str = ""
    unit: str = "count"
    change: Decimal | None = None
    base: str = ""
    compared_with: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a report with the figures in it."""

    text: str
    figures: tuple[FigureInText, ...] = ()
    section: str = ""


_SENTENCE_ENDS = re.compile(r"(?<!\bFig)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)[.!?][”’\")]*\s+(?=[“‘\"(]?[A-Z\d\[])")


def sentences_of(text: str, figures: tuple[FigureInText, ...] = (), *, section: str = "") -> tuple[Sentence, ...]:
    """A paragraph as sentences, each with the figures that stand in it, their places counted from its own start."""
    inside = [range(figure.start + 1, figure.end + 1) for figure in figures]
    found = (end.end() for end in _SENTENCE_ENDS.finditer(text))
    starts = [0, *(start for start in found if not any(start in places for places in inside))]
    ends = [*starts[1:], len(text)]
    return tuple(
        Sentence(
            text=text[start:end].rstrip(),
            figures=tuple(
                replace(figure, start=figure.start - start, end=figure.end - start)
                for figure in figures
                if start <= figure.start < end
            ),
            section=section,
        )
        for start, end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    )


class Direction(StrEnum):
    """Which way a word says that a number went."""

    RISE = "rise"
    FALL = "fall"
    SAME = "no change"


# ‘falls’ is also what older people have, and ‘up’ and ‘down’ end set up and shut down: they count only where a number
# or by, from, to follows. Comparatives count only right after a number, or before a ‘than’ that is not about a number.
_NUMBER_NEXT = r"(?=\s+[\d\[−-])"
_MOVES_NEXT = r"(?=\s+(?:by|from|to)\b|\s+[\d\[−-])"
_MOVED = rf"\b(?:{{0}})(?=\s+(?:by|from)\b)|(?:^|[;,:(]\s*|\b(?:was|were|is|are|went|gone)\s+)(?:{{0}}){_NUMBER_NEXT}"
_COMPARED = r"(?:(?<=\d\s)|(?<=%\s))(?:{0})\b|\b(?:{0})\b(?=\s+than\b(?!\s+\d))"
_WORDS = {
    Direction.RISE: re.compile(
        r"\b(?:rise|rose|risen|rising|increas(?:e|es|ed|ing)|grew|grow|grows|grown|growing|growth|climb(?:ed|s)?)\b(?!-)"
        rf"|\brises{_MOVES_NEXT}|{_MOVED.format('up')}|{_COMPARED.format('higher|more|up')}",
        re.IGNORECASE,
    ),
    Direction.FALL: re.compile(
        r"\b(?:fall|fell|fallen|falling|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|dropp(?:ed|ing)|"
        r"reduc(?:e|es|ed|ing|tion|tions)|shrank|shrunk)\b(?!-)"
        rf"|\b(?:falls|drop|drops){_MOVES_NEXT}|{_MOVED.format('down')}|{_COMPARED.format('lower|fewer|less|down')}",
        re.IGNORECASE,
    ),
    Direction.SAME: re.compile(r"\b(?:unchanged|no change|(?:stayed|remained) the same|the same as)\b", re.IGNORECASE),
}
TURNS_ROUND = re.compile(r"\b(?:not|no|never|without|rather than|instead of|despite|offset)\b|n[’']t\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"[;:]|,(?!\d)|\s[–—]\s|\b(?:and|but|while|whilst|whereas|although|though|compared with|against)\b", re.IGNORECASE
)
_NO_CHANGE = re.compile(r"\bno change\b", re.IGNORECASE)


def direction_of(change: Decimal) -> Direction:
    """Which way a signed change went."""
    if change == 0:
        return Direction.SAME
    return Direction.FALL if change < 0 else Direction.RISE


def directions_in(text: str) -> set[Direction]:
    """The directions that the words of a text say."""
    return {direction for direction, words in _WORDS.items() if words.search(text)}


class DirectionAgrees:
    """The words beside a change say the way it went.

    The words of the figure's own clause decide; where that says no direction, those of the whole sentence do.
    """

    kind: ClassVar[str] = "direction"

    def judge(self, sentence: Sentence, house: House) -> Iterator[Ruling]:
        """A ruling for each change in the sentence that has a word of direction about it."""
        for figure in sentence.figures:
            if figure.change is None:
                continue
            clause = clause_of(sentence.text, figure.start, figure.end)
            words = clause if directions_in(clause) else sentence.text
            if said := directions_in(words):
                yield self._ruling(sentence.text[figure.start : figure.end], figure.change, words, said)

    def _ruling(self, printed: str, change: Decimal, words: str, said: set[Direction]) -> Ruling:
        went = direction_of(change)
        if len(said) > 1 or TURNS_ROUND.search(_NO_CHANGE.sub("", words)):
            return unknown(f"The words about {printed} can be read both ways. It is a {went}: see that they say so.")
        (word,) = said
        if word is went:
            return holds(f"{printed} is told as a {word}, and is one.")
        return fails(f"{printed} is told as a {word}, and is a {went}.".replace("a no change", "no change"))


def clause_of(text: str, first: int, last: int) -> str:
    """The clause that ``text[first:last]`` stands in: no further than the next comma, semicolon or ‘but’ on each side."""
    starts = [end.end() for end in _CLAUSE_ENDS.finditer(text) if end.end() <= first]
    ends = [end.start() for end in _CLAUSE_ENDS.finditer(text) if end.start() >= last]
    return text[max(starts, default=0) : min(ends, default=len(text))]


class PercentHasBase:
    """Every percentage says what it is a percentage of, and every change since when."""

    kind: ClassVar[str] = "percent_base"

    def judge(self, sentence: Sentence, house: House) -> Iterator[Ruling]:
        """A ruling for each percentage in the sentence."""
        for figure in sentence.figures:
            if figure.unit != "percent":
                continue
            printed = sentence.text[figure.start : figure.end]
            if figure.change is None:
                yield holds(f"{printed} is of {figure.base}.") if figure.base else fails(f"Say what {printed} is of.")
            elif figure.compared_with:
                yield holds(f"{printed} is since {figure.compared_with}.")
            else:
                yield fails(f"Say since when {printed} is the change.")


class PeriodInsideReport:
    """A year named in the text can be, and is the year reported on or one that a figure beside it is about.

    A span of several years, such as a strategy's, is let be; so is any year where the report has no period set.
    """

    kind: ClassVar[str] = "period_in_text"

    def judge(self, sentence: Sentence, house: House) -> Iterator[Ruling]:
        """A ruling for each label of years in the sentence."""
        about = [label for figure in sentence.figures for label in (figure.period, figure.compared_with) if label]
        beside = [period for label in about if (period := _period(label, house.years))]
        for found in IN_WORDS.finditer(sentence.text):
            label = found[0]
            first, last = years_in(label)
            if last > first + 1:
                continue
            try:
                period = read_period(label, house.years)
            except ImpossiblePeriod as impossible:
                yield fails(str(impossible))
                continue
            if house.reporting is None or period in house.reporting or any(overlap(period, other) for other in beside):
                yield holds(f"{label} is a year that this report is about.")
            else:
                yield warns(f"{label} lies outside the period reported on, {house.reporting.label}.")


def _period(label: str, years: Years) -> Period | None:
    try:
        return read_period(label, years)
    except ImpossiblePeriod:
        return None


PROSE_RULES = (DirectionAgrees, PercentHasBase, PeriodInsideReport)


def check_sentences(sentences: Iterable[Sentence], *, house: House | None = None) -> list[Finding]:
    """What the rules about words say about each sentence. A sentence that no rule has a word about gives nothing."""
    house = house or House()
    return [
        Finding(
            id=f"{rule.kind}:{number}",
            section=sentence.section,
            subject="",
            kind=rule.kind,
            says=sentence_of(rule),
            verdict=ruling.verdict,
            how=ruling.how,
            note=sentence.text,
        )
        for number, sentence in enumerate(sentences, start=1)
        for rule in PROSE_RULES
        for ruling in rule().judge(sentence, house)
    ]
