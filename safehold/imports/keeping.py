"""What the schedule does with files that were read."""

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.imports import actions


def destroy_held_files() -> None:
    """Destroy the files whose time has come. Named by the setting ``SCHEDULE``; safe to run twice."""
    actions.destroy_files(by=Actor.system("destroying files that were read", on=business_date()))
