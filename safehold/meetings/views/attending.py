"""Pages of who was there at a meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.parts import Heading, Identity, Link
from safehold.meetings import actions, policy, presenters, queries
from safehold.meetings.forms import attending as forms
from safehold.meetings.forms.preparing import Confirm
from safehold.meetings.lifecycle import TO_COME
from safehold.meetings.presenters import cases as shown
from safehold.meetings.queries import cases, seats
from safehold.meetings.views.base import SECTION
from safehold.meetings.views.meetings import OfMeeting
from safehold.records.pages import ConfirmPage
from safehold.records.pages.base import Found, Page


class WhoWasThere(Found, Page):
    """Each seat that was in force, who sat in it, whoever else was there, and whether the group could decide."""

    visible_to = staticmethod(queries.meetings_visible_to)
    template_name = "meetings/attendance.html"
    section = SECTION
    object: Any

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = self.find(request, uid)
        audit.record(self.actor, "meetings.meeting.attendance_shown", self.object)
        return self.show()

    def get_title(self) -> str:
        return f"{self.object}: who was there"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting, actor, uid = self.object, self.actor, [self.object.uid]
        places = cases.invitees_of(meeting) if meeting.group is None else []
        known: dict[int, Any] = {each.seat_id: each for each in seats.attendance_of(meeting)}
        in_force = seats.seats_of(meeting)
        counted, apart = presenters.seat_rows(in_force, known)
        acts = []
        may_invite = bool(policy.invite_to(actor, meeting)) if meeting.group is None else False
        if may_invite:
            acts.append(Link("Give somebody a place", reverse("meetings:invite_to", args=uid)))
        if policy.attend(actor, meeting):
            acts += [
                Link("Record who was there", reverse("meetings:record_attendance", args=uid)),
                Link(
                    f"Add somebody without a {'seat' if meeting.group else 'place'}",
                    reverse("meetings:add_guest", args=uid),
                ),
            ]
        missing = sum(each.pk not in known for each in in_force) + sum(not each.mark for each in places)
        return super().get_context_data(
            identity=Identity("Who was there", str(meeting), presenters.status(meeting)),
            tabs=presenters.tabs(meeting, "attendance"),
            object=meeting,
            quorum=presenters.quorum(meeting),
            headings=[Heading("Seat"), Heading("Was there"), Heading("Who")],
            counted=counted,
            apart=apart,
            guests=[[each.name, str(each.agency or ""), each.why] for each in seats.guests_of(meeting)],
            guest_headings=[Heading("Name"), Heading("Agency"), Heading("Why")],
            missing=missing,
            about_case=meeting.group is None,
            places=shown.place_rows(meeting, places, may_invite),
            place_headings=[Heading(each) for each in ("Who", "What they do", "Was there", "")][
                : 4 if may_invite else 3
            ],
            to_come=meeting.status in TO_COME,
            actions=acts,
            of_group=reverse("meetings:of_group", args=[meeting.group.code]) if meeting.group else "",
            **kwargs,
        )


class OfAttendance(OfMeeting):
    """A question about who was there, which leads back to that."""

    def back(self) -> str:
        return reverse("meetings:attendance", args=[self.object.uid])


class Record(OfAttendance):
    title = "Record who was there"
    form_class = forms.Attend
    template_name = "meetings/record_attendance.html"
    may = staticmethod(policy.attend)
    act = staticmethod(actions.record_attendance)
    done = "Saved who was there"

    def form_facts(self) -> dict[str, Any]:
        if self.object.group is None:
            places, marked = cases.as_seats(cases.invitees_of(self.object))
            return {"seats": places, "known": marked}
        known = {each.seat_id: each for each in seats.attendance_of(self.object)}
        return {"seats": seats.seats_of(self.object), "known": known}

    def answers(self, form: Any) -> dict[str, Any]:
        return {"marks": form.marks}


class AddGuest(OfAttendance):
    title = "Add somebody without a seat"
    form_class = forms.AddGuest
    may = staticmethod(policy.attend)
    act = staticmethod(actions.add_guest)
    button = "Add them"
    done = "Added. They count neither for attendance nor for the quorum."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}


class Hold(OfMeeting, ConfirmPage):
    title = "Record that it was held"
    form_class = Confirm
    may = staticmethod(policy.hold)
    act = staticmethod(actions.hold)
    button = "It was held"
    done = "Recorded that it was held"
    consequences = (
        "it counts for attendance, and the seats that nobody holds are marked as vacant",
        "whether it was quorate is worked out from who was there",
        "what is decided, and who was challenged on what, can be written down",
    )
