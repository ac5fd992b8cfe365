"""Where and when figures are about: the places and the years that this partnership knows.

The one door from counting to how the partnership is described. An installation without a description knows every place
and begins its years in April.
"""

from typing import Any

from django.apps import apps

from safehold.clocks import Years


def places() -> frozenset[str]:
    """The names under which figures may say where they are about; none where the partnership has named no areas."""
    if not apps.is_installed("safehold.partnership"):
        return frozenset()
    return frozenset(apps.get_model("partnership", "Area")._default_manager.values_list("name", flat=True))


def years() -> Years:
    """How this partnership writes its years: when they begin, and when its school years do."""
    described = _described()
    if described is None:
        return Years()
    return Years(starts=described.financial_year_month, others={"academic": described.academic_year_month})


def _described() -> Any:
    if not apps.is_installed("safehold.partnership"):
        return None
    return apps.get_model("partnership", "Partnership")._default_manager.first()
