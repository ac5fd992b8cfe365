"""What the worker keeps in step with the calendar."""

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.partnership.actions import names


def keep_names() -> int:
    """Show agencies and groups under the names in force today."""
    return names.keep_names_current(by=Actor.system("keep names current", on=business_date()))
