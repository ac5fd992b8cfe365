"""What a group or an agency was called on a day, found by the database with the row that asks.

A name looked up for each row is a query for each row; these are a column of the one query there is.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Model, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from safehold.access.models import Agency, AgencyName
from safehold.partnership.models import Group, GroupName, Word
from safehold.partnership.words import KINDS, KNOWN

NAMES: dict[type[Model], tuple[Any, str]] = {Group: (GroupName, "group"), Agency: (AgencyName, "agency")}


def called(of: type[Model], on: Any, path: str = "") -> Coalesce:
    """The name on ``on`` of the group or agency that ``path`` (like ``"to_group__"``) leads to; its latest for any other day.

    ``on`` is a day, or an expression that gives one for each row (``last_day_or``).
    """
    names, owner = NAMES[of]
    dated = names.objects.on(on).filter(**{owner: OuterRef(f"{path}pk")})
    return Coalesce(Subquery(dated.values("name")[:1]), F(f"{path}current_name"))


def kind_called(on: date) -> Case:
    """The word that the partnership has on ``on`` for a row's kind of group or agency; empty where it has none of its own."""
    own = Word.objects.filter(from_on__lte=on).order_by("-from_on").values("singular")
    return Case(
        *(
            When(kind=kind, then=Coalesce(Subquery(own.filter(code=code)[:1]), Value(KNOWN[code].on(on).singular)))
            for kind, code in KINDS.items()
        ),
        default=Value(""),
        output_field=CharField(),
    )


def last_day_or(today: date) -> Coalesce:
    """The last day of each row, or ``today`` where it has none: the day whose names its history is told in."""
    return Coalesce(OuterRef("to_on"), today)
