"""How figures print in sentences. The direction word comes from the data, never from the writer.

Rounding is half up, in ``Decimal``. A figure that is missing or held back prints ``[x]`` or ``[c]`` in every style.
"""

from decimal import Decimal

from safehold.charts import Absent
from safehold.charts.words import MINUS, number, rounded
from safehold.publications.document.blocks import ResolvedFigure

STYLES = ("number", "percent", "change", "words", "Words", "ordinal")

_DIRECTIONS = (
    # Words for a rise, a fall and no change, and how the amount follows.
    ("rose", "fell", "did not change", "{word} by {amount}"),
    ("increased", "decreased", "did not change", "{word} by {amount}"),
    ("rise", "fall", "no change", "a {word} of {amount}"),
    ("increase", "decrease", "no change", "{article} {word} of {amount}"),
    ("higher", "lower", "the same", "{amount} {word}"),
    ("more", "fewer", "the same", "{amount} {word}"),
    ("up", "down", "unchanged", "{word} {amount}"),
)

DIRECTIONS = tuple(word for words in _DIRECTIONS for word in words[:2])

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


class CannotPrint(ValueError):  # noqa: N818 a refusal is named as what happened
    """This figure cannot be printed in this style. The message is a sentence for the writer."""


def figure_text(
    figure: ResolvedFigure, *, style: str | None = None, places: int | None = None, direction: str | None = None
) -> str:
    """The figure as it prints in this place.

    ``style`` is one of ``STYLES``: ``percent`` adds the sign, ``change`` a plus or minus, ``words`` writes a whole
    number out ("Words" with a capital), ``ordinal`` gives "third", "21st". ``direction`` is any word of ``DIRECTIONS``
    and names a pair: "fell" prints "rose by 4%" where the figure rose. Raises ``CannotPrint``.
    """
    value = figure.number
    if value is None:
        absent = figure.value.value if isinstance(figure.value, Absent) else shown(figure)
        return f"changed by {absent}" if direction else absent
    if direction:
        return _directed(figure, value, places, direction)
    if style is None and places is None:
        return shown(figure)
    if style in {"words", "Words", "ordinal"}:
        written = _ordinal(_whole(figure, value)) if style == "ordinal" else in_words(_whole(figure, value))
        return written.capitalize() if style == "Words" else written
    text = number(value, _places(value, places), signed=style == "change")
    return f"{text}%" if style == "percent" or figure.is_percent else text


def shown(figure: ResolvedFigure) -> str:
    """The figure as it prints where nothing else is asked for, with a real minus sign."""
    return MINUS + figure.display[1:] if figure.display.startswith("-") else figure.display


def in_words(whole: int) -> str:
    """A whole number below a million, written out: "one hundred and twelve". Others in digits."""
    if whole < 0:
        return f"minus {in_words(-whole)}"
    if whole < 20:
        return _UNITS[whole]
    if whole < 100:
        tens, units = divmod(whole, 10)
        return _TENS[tens] + (f"-{_UNITS[units]}" if units else "")
    if whole < 1000:
        hundreds, rest = divmod(whole, 100)
        return f"{_UNITS[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if whole < 1_000_000:
        thousands, rest = divmod(whole, 1000)
        joined = (" and " if rest < 100 else " ") + in_words(rest) if rest else ""
        return f"{in_words(thousands)} thousand{joined}"
    return f"{whole:,}"


def _ordinal(whole: int) -> str:
    """ "third" up to twelve, then "21st"."""
    if 1 <= whole <= 12:
        word = _UNITS[whole]
        return _ORDINALS.get(word, f"{word}th")
    ending = {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th") if whole % 100 not in (11, 12, 13) else "th"
    return f"{whole:,}{ending}"


def _directed(figure: ResolvedFigure, value: Decimal, places: int | None, direction: str) -> str:
    amount = rounded(abs(value), _places(value, places))
    rise, fall, still, form = next(words for words in _DIRECTIONS if direction in words[:2])
    if not amount:
        return still
    word = rise if value > 0 else fall
    text = number(amount, _places(value, places)) + ("%" if figure.is_percent else "")
    return form.format(word=word, amount=text, article="an" if word[0] in "aeiou" else "a")


def _places(value: Decimal, places: int | None) -> int:
    """So many places as asked, else as many as the figure has."""
    if places is not None:
        return places
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _whole(figure: ResolvedFigure, value: Decimal) -> int:
    if value != value.to_integral_value():
        raise CannotPrint(
            f"{figure.code} is {figure.display}, which is not a whole number. Only whole numbers can be written out."
        )
    return int(value)
