"""What the schedule does about voices: who joins or leaves a group that reads them, and consents that end by their day."""

from safehold.access.actor import Actor
from safehold.access.today import business_date
from safehold.voice import actions, queries


def keep_readers() -> int:
    """Keep those who read each voice to what is agreed today. Returns for how many something changed. Named by the setting
    ``SCHEDULE``; safe to run twice. That a consent ends waits for no schedule: the day itself is looked at."""
    by = Actor.system("keeping readers to what is agreed", on=business_date())
    return sum(actions.keep_readers(each, by=by) for each in queries.read_by_groups(by.on))


def tell_to_take_out() -> int:
    """Tell those who typed somebody's words into a record, and those who keep them, that a consent has ended by its day; once
    for each. Returns how many messages that were. Named by the setting ``SCHEDULE``; safe to run twice."""
    by = Actor.system("telling who has words to take out", on=business_date())
    return sum(actions.tell(each, by=by) for each in queries.standing_without_consent(by.on))
