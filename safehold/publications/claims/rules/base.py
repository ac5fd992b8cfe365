"""What a rule is, and the few words every rule is written in."""

from decimal import Decimal
from fractions import Fraction
from inspect import cleandoc
from typing import ClassVar

from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.grammar import Unreadable
from safehold.publications.claims.rounding import Span
from safehold.publications.claims.verdicts import Answer, House, Ruling, Verdict


def sentence_of(rule: type) -> str:
    """The first paragraph of a rule's docstring: the sentence shown to people."""
    return " ".join(cleandoc(rule.__doc__ or "").split("\n\n")[0].split())


class Rule:
    """A rule judges claims of one kind by their structure alone.

    It may look at which numbers are printed and at what they are. It never looks at a claim's id, section,
    subject, period (save the rule about periods) or note, and holds no figure of any report.
    """

    kind: ClassVar[str]

    def judge(self, claim: Claim, house: House) -> Ruling:
        """What this rule says about ``claim``. Raises ``Unreadable`` where the claim is not written as it needs."""
        raise NotImplementedError


def holds(how: str, **answers: Span) -> Ruling:
    """The numbers agree."""
    return Ruling(Verdict.HOLDS, how, _answers(answers))


def fails(how: str) -> Ruling:
    """The numbers cannot all be right."""
    return Ruling(Verdict.FAILS, how)


def warns(how: str) -> Ruling:
    """Nothing is wrong in arithmetic, but a person should look."""
    return Ruling(Verdict.WARNING, how)


def unknown(why: str) -> Ruling:
    """Too little is printed."""
    return Ruling(Verdict.CANNOT_BE_KNOWN, why)


def worked_out(how: str, **answers: Span) -> Ruling:
    """A number not printed was worked out: solved where one number fits, a range where several do."""
    verdict = Verdict.SOLVED if all(span.is_one for span in answers.values()) else Verdict.RANGE
    return Ruling(verdict, how, _answers(answers))


def _answers(answers: dict[str, Span]) -> tuple[Answer, ...]:
    return tuple(Answer(name, span) for name, span in answers.items())


def amounts(parts: tuple[Part, ...]) -> tuple[Decimal | None, ...]:
    """The numbers of a list, ``None`` for a blank. Raises ``Unreadable`` for words."""
    for part in parts:
        if part.value is None and not part.is_blank:
            raise Unreadable(f"‘{part.text}’ is not a number, and this rule needs numbers.")
    return tuple(part.value for part in parts)


def printed_amounts(parts: tuple[Part, ...], *, least: int = 1) -> tuple[Decimal, ...]:
    """The numbers of a list that may have no blank. Raises ``Unreadable`` for words, blanks and too short a list."""
    values = tuple(value for value in amounts(parts) if value is not None)
    if len(values) < max(least, len(parts)):
        raise Unreadable("Not all the numbers that this rule compares are printed.")
    return values


def only(parts: tuple[Part, ...], what: str) -> Decimal | None:
    """The one number of a list that may hold one at most, ``None`` where it holds none."""
    values = amounts(parts)
    if len(values) > 1:
        raise Unreadable(f"This rule needs one {what}, and {len(values)} are given.")
    return values[0] if values else None


def said(number: Decimal | Fraction | int) -> str:
    """A number in a sentence, with commas and a real minus sign."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{number:,}".replace("-", "−")


def said_span(span: Span) -> str:
    """A span in a sentence: ``from 61 to 64``, ``at least 5``."""
    if span.high is None:
        return f"at least {said(span.low)}"
    return said(span.low) if span.is_one else f"from {said(span.low)} to {said(span.high)}"


def listed(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
