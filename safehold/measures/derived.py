"""Figures worked out from other figures: changes and shares, exactly, and rounded half up once at the end."""

from collections.abc import Callable
from decimal import Decimal

from safehold.clocks import BadPeriod, Years
from safehold.measures.definition import ChangeOf, ChangePercentOf, Definition, ShareOf
from safehold.measures.figures import Figure
from safehold.measures.models import Basis, State
from safehold.tally import change_percent, share_percent

Lookup = Callable[[str, str, str], Figure | None]


def derive(definition: Definition, period: str, geography: str, *, find: Lookup, years: Years) -> Figure | None:
    """The figure that ``definition``'s binding gives from others, found with ``find``; none where one is missing."""
    match definition.binding:
        case ChangeOf(code) | ChangePercentOf(code):
            before_period = _year_before(period, years)
            now, before = find(code, period, geography), before_period and find(code, before_period, geography)
            if not now or not before:
                return None
            if isinstance(definition.binding, ChangeOf):
                return _made(
                    definition, now, (now, before), _difference(now, before), f"{now.shown} less {before.shown}"
                )
            value = _of_wholes(change_percent, now, before, definition.places)
            words = f"({now.shown} less {before.shown}) divided by {before.shown}, times 100"
            return _made(definition, now, (now, before), value, words)
        case ShareOf(part_code, whole_code):
            part, whole = find(part_code, period, geography), find(whole_code, period, geography)
            if not part or not whole:
                return None
            value = _of_wholes(share_percent, part, whole, definition.places)
            return _made(definition, part, (part, whole), value, f"{part.shown} divided by {whole.shown}, times 100")
    return None


def _of_wholes(
    function: Callable[[int, int, int], Decimal | None], one: Figure, other: Figure, places: int
) -> Decimal | None:
    if one.whole is None or other.whole is None:
        return None
    return function(one.whole, other.whole, places)


def _difference(now: Figure, before: Figure) -> Decimal | None:
    return None if now.value is None or before.value is None else now.value - before.value


def _year_before(period: str, years: Years) -> str | None:
    try:
        return str(years.read(period).year_before)
    except BadPeriod:
        return None


def _made(
    definition: Definition, like: Figure, made_of: tuple[Figure, ...], value: Decimal | None, words: str
) -> Figure:
    """A part that is hidden hides what is made of it; a base of nought gives nothing to print."""
    states = {part.state for part in made_of}
    if value is not None:
        state = State.NUMBER
    else:
        state = State.SUPPRESSED if State.SUPPRESSED in states else State.NOT_SUPPLIED
    invented = any(part.basis == Basis.INVENTED for part in made_of)
    return Figure(
        code=definition.code,
        period=like.period,
        geography=like.geography,
        state=state,
        value=value,
        places=definition.places,
        unit=definition.unit,
        basis=Basis.INVENTED if invented else Basis.COMPUTED,
        definition=definition,
        source="; ".join(dict.fromkeys(part.source for part in made_of)),
        source_on=max((part.source_on for part in made_of if part.source_on), default=None),
        calculation=calculation(words, definition, nothing=value is None and State.SUPPRESSED not in states),
        made_of=made_of,
    )


def calculation(words: str, definition: Definition, *, nothing: bool) -> str:
    """How it was worked out, down to the rounding; that there is nothing to divide by, where there is not."""
    if definition.unit != "percent":
        return words
    if nothing:
        return f"{words}: there is nothing to divide by"
    return f"{words}, rounded half up to {in_places(definition.places)}"


def in_places(places: int) -> str:
    """So many decimal places, in words."""
    return {0: "a whole number", 1: "one decimal place"}.get(places, f"{places} decimal places")
