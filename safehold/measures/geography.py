"""Where and when figures are about: the places and the years that this partnership knows.

The one door from counting to how the partnership is described. An installation that has not been described yet knows
every place and begins its years in April.
"""

from safehold.clocks import Years
from safehold.partnership.models import Area
from safehold.partnership.queries import the_partnership


def places() -> frozenset[str]:
    """The names under which figures may say where they are about; none where the partnership has named no areas."""
    return frozenset(Area.objects.values_list("name", flat=True))


def takes_invented() -> bool:
    """Whether invented figures may be sent: to a partnership that is itself invented, or not described yet."""
    described = the_partnership()
    return described is None or described.invented


def years() -> Years:
    """How this partnership writes its years: when they begin, and when its school years do."""
    described = the_partnership()
    if described is None:
        return Years()
    return Years(starts=described.financial_year_month, others={"academic": described.academic_year_month})
