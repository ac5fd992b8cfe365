"""What the schedule does about who reads a voice: people who join or leave its group."""

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.voice import actions, queries


def keep_readers() -> int:
    """Keep those who read each voice to what is agreed today. Returns for how many something changed. Named by the setting
    ``SCHEDULE``; safe to run twice. That a consent ends waits for no schedule: the day itself is looked at."""
    by = Actor.system("keeping readers to what is agreed", on=business_date())
    return sum(actions.keep_readers(each, by=by) for each in queries.read_by_groups(by.on))
