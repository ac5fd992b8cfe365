"""What must be true of an installation before it may serve."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from safehold.access import guards
from safehold.access.models import User


@register(Tags.database)
def the_trail_is_guarded(app_configs: Any, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The guards on the audit trail, and on what else is kept for ever, stand on every database asked about."""
    errors: list[CheckMessage] = []
    for name in databases or []:
        try:
            gone = guards.missing(using=name)
        except DatabaseError:
            continue  # no database yet: migrate says so better
        if gone:
            errors.append(
                Error(
                    f"What is kept for ever is not guarded: {', '.join(gone)}",
                    hint="Run manage.py migrate --skip-checks",
                    id="access.E001",
                )
            )
    return errors


@register(Tags.database)
def no_demonstration_people(app_configs: Any, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A production database holds no demonstration account, whose password everybody knows."""
    if not databases or settings.DEMO:
        return []
    try:
        found = User.objects.filter(is_demonstration=True).exists()
    except DatabaseError:
        return []
    return (
        [Error("This database holds demonstration accounts", hint="Start from an empty database", id="access.E002")]
        if found
        else []
    )
