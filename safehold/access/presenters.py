"""What a person's own page says of what they hold, and of who stands in for whom."""

from datetime import date
from typing import Any

from safehold.access import queries
from safehold.access.actor import Actor
from safehold.access.models import Grant
from safehold.access.roles import Role
from safehold.govuk.filters import day


def roles_held(actor: Actor, titles: dict[Role, Any]) -> list[str]:
    """The roles that the actor holds today by title, each with for whom and until when where it is held in cover alone:
    “Trainer, for Daniel Hughes, until 14 May 2021”."""
    in_cover = [grant for grant in queries.cover_held_by(actor) if grant.role in actor.roles]
    own = queries.roles_of_their_own(actor)
    lines = [titles[role].title for role in actor.roles if role in own]
    lines += [f"{titles[Role(each.role)].title}, {cover_held(each)}" for each in in_cover]
    return sorted(lines)


def cover_held(grant: Grant) -> str:
    """Whose absence a role is held for, and until when."""
    assert grant.cover_for, "it is held in cover"
    assert grant.to_on, "cover has an end"
    return f"for {grant.cover_for.user.name}, until {day(grant.to_on)}"


def cover_given(grant: Grant, title: str, on: date) -> str:
    """Who covers, in which role, from when where it is still to come, and until when."""
    assert grant.to_on, "cover has an end"
    begins = f"from {day(grant.from_on)} " if grant.from_on > on else ""
    return f"{grant.membership.user.name}, as {title}, {begins}until {day(grant.to_on)}"
