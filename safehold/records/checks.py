"""What must be true of an installation before it may keep files and send messages."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.module_loading import import_string


@register(Tags.security)
def files_are_scanned(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Only the demonstration and the tests go without a virus scanner."""
    if settings.SCANNER == "none" and not settings.SCANNER_MAY_BE_NONE:
        return [
            Error(
                "SCANNER is none: no file would be accepted",
                hint="Name a virus scanner, like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl",
                id="records.E001",
            )
        ]
    return []


@register()
def the_schedule_can_be_kept(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Every job of the schedule is a function that exists."""
    errors: list[CheckMessage] = []
    for name, (every, path) in settings.SCHEDULE.items():
        try:
            known = callable(import_string(path)) and every > 0
        except ImportError:
            known = False
        if not known:
            errors.append(Error(f"The schedule names {name}, and there is no {path}", id="records.E002"))
    return errors
