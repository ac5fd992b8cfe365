"""The one place where anybody finds out what day it is. Pages and commands ask here and pass ``on=`` to the rest."""

from datetime import date, datetime
from typing import overload

from django.conf import settings
from django.utils import timezone


def business_date() -> date:
    """Today in London; in the demonstration the one day it is fixed at. Sessions and the trail use the real clock."""
    return settings.BUSINESS_DATE or timezone.localdate()


def business_moment() -> datetime:
    """Now in London, for clocks that count hours; in the demonstration the present time of day on its one day."""
    now = timezone.localtime()
    return now if settings.BUSINESS_DATE is None else datetime.combine(settings.BUSINESS_DATE, now.time(), now.tzinfo)


@overload
def told(moment: datetime, *, since: datetime | None = None) -> datetime: ...
@overload
def told(moment: None, *, since: datetime | None = None) -> None: ...
def told(moment: datetime | None, *, since: datetime | None = None) -> datetime | None:
    """When something was done, as pages and messages tell it: in London; in the demonstration at that time of its one day.

    What was arranged at an earlier moment (``since``), such as until when it holds, stays as many days away from it. Only
    for telling: the trail, sessions and whatever is compared keep to the moment itself.
    """
    if moment is None:
        return None
    here = timezone.localtime(moment)
    if settings.BUSINESS_DATE is None:
        return here
    later = here.date() - timezone.localtime(since or moment).date()
    return datetime.combine(settings.BUSINESS_DATE + later, here.time(), here.tzinfo)
