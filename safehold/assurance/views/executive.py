"""The Executive's page: what waits for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from safehold.assurance import presenters, queries
from safehold.assurance.policy import see
from safehold.assurance.presenters import disagreements as disagreements_shown
from safehold.assurance.presenters import received as received_shown
from safehold.assurance.presenters import reports as shown
from safehold.assurance.presenters import risks as risks_shown
from safehold.assurance.queries import disagreements, received, reports, risks
from safehold.assurance.scale import SCALE, Scale
from safehold.assurance.views.base import SECTION, looked_at
from safehold.govuk.parts import Heading
from safehold.meetings.presenters import over_time as gaps_shown
from safehold.meetings.queries import over_time
from safehold.partnership.queries import unchaired
from safehold.partnership.rules import rules
from safehold.records.pages.base import Page


class Executive(Page):
    """What the Executive has to answer and to know, in the order of how much it matters. Each reader sees what they may."""

    title = "The Executive’s page"
    section = SECTION
    template_name = "assurance/executive.html"
    may_open = staticmethod(see)

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.actor
        self.groups = queries.executive(actor.on)
        self.asked = reports.unanswered_by(self.groups, actor)
        self.risks = risks.before_the_executive(self.groups, actor)
        self.disagreements = disagreements.before_the_executive(actor)
        self.to_ratify = received.before_groups(self.groups, actor)
        of = (each.report for each in self.to_ratify)
        shown = (self.asked, self.risks, self.disagreements, of)
        looked_at(actor, "assurance.executive_shown", *((each.entry for each in rows) for rows in shown))
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = self.actor.on
        chosen = rules(on, SCALE, over_time.NOTICE)
        days, scale = chosen[over_time.NOTICE], Scale(chosen[SCALE])
        return super().get_context_data(
            parts=presenters.parts("assurance:executive", self.actor),
            groups=self.groups,
            asked=shown.waiting_rows(self.asked, on),
            asked_headings=shown.WAITING_HEADINGS,
            risks=risks_shown.executive_rows(self.risks, scale),
            risk_headings=risks_shown.EXECUTIVE_HEADINGS,
            disagreements=disagreements_shown.executive_rows(self.disagreements, on),
            disagreement_headings=disagreements_shown.EXECUTIVE_HEADINGS,
            to_ratify=received_shown.executive_rows(self.to_ratify),
            to_ratify_headings=received_shown.EXECUTIVE_HEADINGS,
            gaps=[row for _, *row in gaps_shown.gap_rows(unchaired(on, longer_than=days), on)],
            gap_headings=[Heading(each) for each in ("Group", "Without a chair since", "For")],
            notice_days=days,
            **kwargs,
        )
