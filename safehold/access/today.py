"""The one place where anybody finds out what day it is. Pages and commands ask here and pass ``on=`` to the rest."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def business_date() -> date:
    """Today in London; in the demonstration the one day it is fixed at. Sessions and the trail use the real clock."""
    return settings.BUSINESS_DATE or timezone.localdate()


def business_moment() -> datetime:
    """Now in London, for clocks that count hours; in the demonstration the present time of day on its one day."""
    now = timezone.localtime()
    return now if settings.BUSINESS_DATE is None else datetime.combine(settings.BUSINESS_DATE, now.time(), now.tzinfo)
