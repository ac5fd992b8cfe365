"""What can be done with groups and seats, a question for each."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.partnership import fitting, policy, queries
from safehold.partnership.actions import groups, seats
from safehold.partnership.forms import agencies as agency_forms
from safehold.partnership.forms import groups as forms
from safehold.partnership.queries import pages
from safehold.partnership.views.base import Ask, ByCode
from safehold.records.pages.base import Found


class AddGroup(Ask):
    title = "Add a group"
    form_class = forms.FoundGroup
    of_kinds = forms.KINDS
    may = staticmethod(policy.configure)
    act = staticmethod(groups.found_group)
    button = "Add the group"
    done = "Group added"
    back_to = "partnership:groups"

    def after(self, result: Any) -> str:
        return str(result.get_absolute_url()) if result else self.back()


class AskOfGroup(ByCode, Ask):
    """A question about one group."""

    visible_to = staticmethod(queries.groups_visible_to)
    may: ClassVar[Any] = staticmethod(policy.configure)
    # whether it says something new of the group, which nobody does of one that has closed
    adds: ClassVar[bool] = True

    def allowed(self, actor: Actor) -> Answer:
        answer = super().allowed(actor)
        return fitting.still_there(self.object, on=actor.on) if answer and self.adds else answer

    def back(self) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.object.shown_as, **kwargs)


class ChangeGroup(AskOfGroup):
    adds = False
    title = "Change a group"
    form_class = forms.ChangeGroup
    of_kinds = forms.KINDS
    act = staticmethod(groups.change_group)
    done = "Group changed"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("kind", "purpose", "outside", "note", "position")}


class RenameGroup(AskOfGroup):
    title = "Rename a group"
    form_class = agency_forms.Rename
    act = staticmethod(groups.rename_group)
    done = "Group renamed"


class CloseGroup(AskOfGroup):
    adds = False  # the action says in fewer words that it is closed already
    title = "Close a group"
    form_class = agency_forms.Close
    act = staticmethod(groups.close_group)
    button = "Close the group"
    done = "Group closed"
    warning = "Its seats, the people in them, its chair and whom it answers to end on the same day."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(warning=self.warning, **kwargs)


class AnswerTo(AskOfGroup):
    title = "Add whom a group answers to"
    form_class = forms.AnswerTo
    act = staticmethod(groups.answer_to)
    done = "Saved"


class CarryOut(AskOfGroup):
    title = "Add a body whose duties a group carries out"
    form_class = forms.CarryOut
    act = staticmethod(groups.carry_out)
    done = "Saved"


class AdoptTerms(AskOfGroup):
    title = "Add an edition of the terms of reference"
    form_class = forms.AdoptTerms
    act = staticmethod(groups.adopt_terms)
    done = "Terms of reference added"

    def back(self) -> str:
        return reverse("partnership:terms", args=[self.object.code])


class AppointChair(AskOfGroup):
    title = "Record who chairs a group"
    form_class = forms.AppointChair
    may = staticmethod(policy.appoint)
    act = staticmethod(groups.appoint_chair)
    done = "Chair recorded"


class SetQuorum(AskOfGroup):
    title = "Set a group’s quorum"
    form_class = forms.SetQuorum
    act = staticmethod(groups.set_quorum)
    done = "Quorum set"


class GiveSeat(AskOfGroup):
    title = "Give an agency a seat"
    form_class = forms.GiveSeat
    act = staticmethod(seats.give_seat)
    done = "Seat given. It is vacant until somebody fills it"


class BySeat(Found):
    """Finds a seat by its number."""

    visible_to = staticmethod(pages.seats_visible_to)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = pages.seats_visible_to(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found


class FillSeat(BySeat, Ask):
    """Who fills a seat."""

    title = "Record who fills a seat"
    form_class = forms.FillSeat
    may = staticmethod(policy.fill)
    act = staticmethod(seats.fill_seat)
    done = "Saved"

    def back(self) -> str:
        return str(self.object.get_absolute_url())

    def allowed(self, actor: Actor) -> Answer:
        return super().allowed(actor) and fitting.still_there(self.object.group, on=actor.on)

    def form_facts(self) -> dict[str, Any]:
        return {"agency": self.object.agency}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=f"{self.object.group}: {self.object}", **kwargs)
