"""What a closed quarter keeps, as tests read it."""

from typing import Any

from safehold.plans.models import ClosedLine, ClosedQuarter


def rows(of: ClosedQuarter) -> list[dict[str, Any]]:
    """Everything that a closed quarter says, as the database has it."""
    return [
        *ClosedQuarter.objects.filter(pk=of.pk).values(),
        *ClosedLine.objects.filter(quarter=of).order_by("pk").values(),
    ]
