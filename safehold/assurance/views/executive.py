"""The Executive's page: what waits for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from safehold.access import audit
from safehold.assurance import presenters, queries
from safehold.assurance.policy import see
from safehold.assurance.presenters import reports as shown
from safehold.assurance.queries import reports
from safehold.assurance.views.base import SECTION
from safehold.govuk.parts import Heading
from safehold.meetings.presenters import over_time as gaps_shown
from safehold.meetings.queries import over_time
from safehold.records.pages.base import Page


class Executive(Page):
    """What the Executive has to answer and to know, in the order of how much it matters. Each reader sees what they may."""

    title = "The Executive’s page"
    section = SECTION
    template_name = "assurance/executive.html"
    may_open = staticmethod(see)

    def get(self, request: HttpRequest) -> HttpResponse:
        audit.record(self.actor, "assurance.executive_shown")
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = self.actor.on
        groups, days = queries.executive(on), over_time.notice_days(on)
        return super().get_context_data(
            parts=presenters.parts("assurance:executive", self.actor),
            groups=groups,
            asked=shown.waiting_rows(reports.unanswered_by(groups, self.actor), on),
            asked_headings=shown.WAITING_HEADINGS,
            gaps=gaps_shown.gap_rows([each for each in over_time.long_gaps(on, days) if each.agency is None], on),
            gap_headings=[Heading(each) for each in ("What", "Group", "Empty since", "For")],
            notice_days=days,
            **kwargs,
        )
