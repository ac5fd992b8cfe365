"""One figure as a book of figures holds it, about an invented place: for tests of what is done with figures."""

from decimal import Decimal

from safehold.measures.catalogue import definition
from safehold.measures.figures import Figure
from safehold.measures.models import Basis, State

YEAR, PLACE = "2019-20", "Westmere"


def figure(code: str, value: int | str | None, period: str = YEAR, *, made_of: tuple[Figure, ...] = ()) -> Figure:
    """``value`` under ``code``; none where nobody supplied it."""
    found = definition(code)
    assert found is not None, code
    return Figure(
        code=code,
        period=period,
        geography=PLACE,
        state=State.NUMBER if value is not None else State.NOT_SUPPLIED,
        value=None if value is None else Decimal(value),
        places=found.places,
        unit=found.unit,
        basis=Basis.INVENTED,
        definition=found,
        source="Invented",
        source_on=None,
        made_of=made_of,
    )
