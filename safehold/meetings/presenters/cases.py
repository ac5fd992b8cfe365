"""What pages say of meetings about a case, and of what was agreed, as plain values."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from safehold.govuk.filters import day
from safehold.govuk.parts import Link, Tag
from safehold.meetings.models import AgreedAction, Mark, Meeting
from safehold.meetings.presenters import MARKED, SHORT

CAME: dict[str, str] = {Mark.MEMBER: "Came", Mark.DEPUTY: "A deputy came"}


def action_rows(agreed: Iterable[AgreedAction], may_say: Callable[[AgreedAction], Any]) -> list[list[Any]]:
    """Each action as it was agreed, leading to what became of it; at a meeting about a case, whether it is done."""
    found: list[list[Any]] = []
    for each in agreed:
        if each.action is not None:
            found.append([Link(each.words, each.action.get_absolute_url()), str(each.agency), day(each.due_on)])
        else:
            found += case_action_rows([each], may_say)
    return found


def case_action_rows(agreed: Iterable[AgreedAction], may_say: Callable[[AgreedAction], Any]) -> list[list[Any]]:
    """Each action that was agreed at a meeting about a case: whose, by when, and done when, or a link to say so."""
    found: list[list[Any]] = []
    for each in agreed:
        done: Any = Tag("Not done", "yellow")
        if each.done_on:
            done = f"{day(each.done_on)}, said {each.done_by}"
        elif may_say(each):
            done = Link("Say that it is done", reverse("meetings:say_done", args=[each.pk]), about=each.words)
        found.append([each.words, str(each.agency), day(each.due_on), done])
    return found


def about_case(case: Any) -> Link:
    """What a meeting is about, leading there."""
    return Link(str(case), case.get_absolute_url())


def place_rows(meeting: Meeting, places: Iterable[Any], may_invite: bool) -> list[list[Any]]:
    """Each place at a meeting about a case: whose, what they do there, whether they came, and a link to take it away."""
    found: list[list[Any]] = []
    for each in places:
        came = (
            Tag(CAME.get(each.mark, SHORT[Mark(each.mark)]), MARKED[Mark(each.mark)]) if each.mark else "Not recorded"
        )
        deputy = f" ({each.deputy_name} came)" if each.deputy_name else ""
        seat = f", for its seat on {each.seat.group}" if each.seat else ""
        row = [f"{each.user}, {each.agency_name}{seat}{deputy}", each.get_part_display(), came]
        if may_invite:
            row.append(
                Link(
                    "Take away", reverse("meetings:take_place_away", args=[meeting.uid, each.pk]), about=str(each.user)
                )
            )
        found.append(row)
    return found
