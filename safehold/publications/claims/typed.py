"""Arithmetic that is typed in a sentence, as claims for the same rules.

Two ways of writing are read, because neither can mean anything else: a sum with its parts (‘8 + 8 + 4 is 20’) and a
percentage change with its two counts (‘10% from 100 to 110’, ‘from 100 to 110, a rise of 10%’). Whatever stands beside
that makes another meaning possible (a year, ‘nearly’, ‘not’, a further sign) and it is left unread: a rule that guesses
is soon ignored.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from safehold.publications.claims.check import judge
from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.prose import TURNS_ROUND, Direction, Sentence, clause_of, directions_in
from safehold.publications.claims.verdicts import Finding, House

MOST = 40  # so many parts a sum may have: what is longer is no sentence, and must cost no time
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?"
_SHARE = rf"{_NUMBER}%?"
_SIGNS = r"[-+−–—×*/÷=<>~≈±^]"
_IS = r"(?:=|\b(?:is|are|was|were|makes?|made|equals?|gives?|comes? to|adds? up to|totals?)\b)"
# what may not follow the last number of a sum: a sign, or words that make it another kind of number
_ENDS = (
    rf"(?![\d%]|[.,]\d|-?[A-Za-z]|\s*{_SIGNS})"
    r"(?!\s*(?:per\s?cent|percentage|times|more|fewer|less|higher|lower|million|thousand|of|out|or|to)\b)"
)
# what stands between a count and the next word of its claim: what was counted, and never a time or a larger number
_NEVER = (
    r"(?:to|years?|months?|weeks?|days?|hours?|percentage|percent|per|points?|and|or|thousand|million|billion|[ap]m)\b"
)
_OF = rf"(?:\s+(?!{_NEVER})[a-z][a-z’'-]*){{0,3}}"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_PERCENT = rf"(?P<percent>{_NUMBER})\s?(?:%|per\s?cent\b)(?!\s+points?\b)"
_COUNTS = (
    rf"from\s+£?(?P<before>{_NUMBER}){_OF}\s+to\s+£?(?P<after>{_NUMBER})"
    rf"(?![\d%]|[.,]\d|[-–/]\d)(?!\s*{_NEVER})(?!\s+{_MONTHS})"
)
_SUMS = (
    re.compile(
        rf"(?<![\w.,£%])(?P<parts>{_SHARE}(?:\s*\+\s*{_SHARE}){{1,{MOST}}}+)\s*{_IS}\s*(?P<total>{_SHARE}){_ENDS}"
    ),
    re.compile(
        rf"(?<![\w.,£%])(?P<total>{_SHARE})\s*{_IS}\s*(?P<parts>{_SHARE}(?:\s*\+\s*{_SHARE}){{1,{MOST}}}+){_ENDS}"
    ),
)
_WORD = r"(?P<word>rise|fall|increase|decrease|drop|reduction|growth|up|down)"
_CHANGES = (
    re.compile(rf"(?<![\w.,£]){_PERCENT},?\s+{_COUNTS}"),
    re.compile(rf"\b{_COUNTS}{_OF},?\s+\(?(?:(?:an?\s+)?{_WORD}(?:\s+of|\s+by)?|by)\s+{_PERCENT}"),
    re.compile(rf"\b{_COUNTS}{_OF}\s+\({_PERCENT}\)"),
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|over|under|some|roughly|approximately|approx\.?|(?:more|less|fewer) than|"
    r"at least|at most|up to|circa|c\.)\s*$",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(rf"{_SIGNS}\s*$")
_FALLS = ("fall", "decrease", "drop", "reduction", "down")
_YEAR = re.compile(r"(?:19|20)\d\d")


def typed_claims(sentence: Sentence) -> Iterator[Claim]:
    """The sums and the percentage changes that a sentence says in its own digits, each as a claim.

    Where every number of it is a reference to a figure nothing is read here: what holds between figures is known from
    the catalogue, with more digits than are printed.
    """
    for patterns, read in ((_SUMS, _sum), (_CHANGES, _change)):
        for found in chain.from_iterable(pattern.finditer(sentence.text) for pattern in patterns):
            if _is_typed(sentence, found) and (claim := read(sentence, found)):
                yield claim


def check_typed(sentences: Iterable[Sentence], *, house: House) -> list[Finding]:
    """What the rules of arithmetic say about what is typed in each sentence."""
    return [judge(claim, house) for sentence in sentences for claim in typed_claims(sentence)]


def _is_typed(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether at least one number of what was found is typed, and not printed by a reference."""
    numbers = re.finditer(_NUMBER, sentence.text[found.start() : found.end()])
    places = [(found.start() + number.start(), found.start() + number.end()) for number in numbers]
    return not all(any(figure.start <= a and b <= figure.end for figure in sentence.figures) for a, b in places)


def _sum(sentence: Sentence, found: re.Match[str]) -> Claim | None:
    before = sentence.text[: found.start()]
    parts, total = [each.strip() for each in found["parts"].split("+")], found["total"]
    in_percent = {each.endswith("%") for each in (*parts, total)}
    if len(in_percent) > 1 or _SIGN_BEFORE.search(before) or _ABOUT.search(before):
        return None
    return Claim(
        id=_id(found),
        section=sentence.section,
        kind="parts_sum",
        total=(_part(total),),
        parts=tuple(_part(each) for each in parts),
        unit="percent" if in_percent == {True} else "count",
        note=sentence.text,
    )


def _change(sentence: Sentence, found: re.Match[str]) -> Claim | None:
    if all(_YEAR.fullmatch(found[name]) for name in ("before", "after")):
        return None  # from one year to another
    leading = sentence.text[: found.start("percent")]
    clause = clause_of(sentence.text, found.start(), found.end())
    if _ABOUT.search(leading) or _SIGN_BEFORE.search(leading) or TURNS_ROUND.search(clause):
        return None
    earlier, later, printed = (_value(found[name]) for name in ("before", "after", "percent"))
    fell = _falls(found.groupdict().get("word") or "", clause, fell=later < earlier)
    return Claim(
        id=_id(found),
        section=sentence.section,
        kind="change_percent",
        parts=(_part(found["after"]),),
        base=earlier,
        printed=-printed if fell else printed,
        unit="percent",
        note=sentence.text,
    )


def _falls(word: str, clause: str, *, fell: bool) -> bool:
    """Whether the change is told as a fall: by its own word, else by its clause, else as the two counts went."""
    if word:
        return word in _FALLS
    said = directions_in(clause) & {Direction.RISE, Direction.FALL}
    return fell if len(said) != 1 else said == {Direction.FALL}


def _id(found: re.Match[str]) -> str:
    """What the claim is known by for as long as its words stand so."""
    return f"typed:{' '.join(found[0].split())}"


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _part(text: str) -> Part:
    return Part(text=text, value=_value(text.removesuffix("%")))
