"""Pages about one section: writing it, with a preview and a picker, what it said before, and its place in the report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.publications import actions, forms, picking, policy, presenters, previewing, queries
from safehold.records.pages import ConfirmPage, QuestionPage

PREVIEW, FIND, INSERT = "preview", "look", "put"


class OfSection(QuestionPage):
    """A question about one section, found by its report and its number among those the actor may see."""

    visible_to = staticmethod(queries.sections_visible_to)
    may = staticmethod(policy.write)
    section = "reports"
    recorded = False
    object: Any

    def find(self, request: HttpRequest, uid: Any) -> Any:
        sections = type(self).visible_to(self.actor)
        found = sections.filter(publication__entry__uid=uid, number=self.kwargs["number"]).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def after(self, result: Any) -> str:
        return self.object.publication.get_absolute_url()


class WriteSection(OfSection):
    """Write one section: its words, a preview with what the checks say, and a picker of what can be inserted."""

    form_class = forms.Write
    act = staticmethod(actions.write)
    template_name = "publications/write.html"
    button = "Save"
    done = "Section saved"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Preview and the picker's buttons show again what was typed, with more beside it; nothing is saved by them."""
        if not {PREVIEW, FIND, INSERT} & request.POST.keys():
            return super().post(request, **kwargs)
        typed = {"version": request.POST.get("_version", ""), "shown_as": request.POST.get("_shown", "")}
        form = self.get_form(request.POST)
        valid = form.is_valid()
        if PREVIEW in request.POST:
            return self.ask(form, **typed, preview=self.preview(form) if "words" not in form.errors else None)
        form.errors.pop("words", None)  # what is wrong in the words is said when they are saved or previewed
        if FIND in request.POST:
            if not request.POST.get("find", "").strip():
                form.add_error("find", "Enter part of the name of what to insert")
            elif "insert" not in form.fields:
                form.add_error("find", f"Nothing is called “{request.POST['find'].strip()}”. Try fewer letters")
            return self.ask(form, **typed, status=200 if valid and not form.errors else 422)
        reference = form.cleaned_data.get("insert")
        if not reference:
            form.errors.pop("insert", None)
            form.add_error("insert" if "insert" in form.fields else "find", "Select what to insert")
            return self.ask(form, **typed, status=422)
        data = request.POST.copy()
        data["words"] = picking.inserted(data.get("words", ""), reference, form.cleaned_data.get("after") or "")
        for name in ("find", "insert", "after"):
            data.pop(name, None)
        return self.ask(self.get_form(data), **typed, inserted=reference)

    def preview(self, form: Any) -> previewing.Preview:
        words = form.cleaned_data["words"]
        made = queries.made(self.object.publication, on=self.actor.on, typed={self.object.pk: words})
        with presenters.studio() as artist:
            return previewing.preview(made, str(self.object), artist)

    def form_facts(self) -> dict[str, Any]:
        sent = self.request.POST
        if not {FIND, INSERT} & sent.keys():
            return {}
        resolver = queries.resolver(self.object.publication, on=self.actor.on)
        found = picking.findable(resolver, sent.get("find", ""))
        return {"picking": True, "found": found[: picking.MOST], "places": picking.places(sent.get("words", ""))}

    def initial(self) -> dict[str, Any]:
        return {"words": self.object.words}

    def answers(self, form: Any) -> dict[str, Any]:
        return {"words": form.cleaned_data["words"]}

    def get_title(self) -> str:
        return f"Write section {self.object.number}: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, number = self.object.publication, self.object.number
        at = lambda name: reverse(f"publications:{name}", args=[report.entry.uid, number])  # noqa: E731
        return super().get_context_data(
            **{"preview": None, "inserted": ""}
            | {
                "back": report.get_absolute_url(),
                "finish_href": at("finish"),
                "earlier_href": at("earlier"),
                "may_change": policy.edit(self.actor, report),
                "change_href": at("change_section"),
                "remove_href": at("remove_section"),
            }
            | kwargs
        )


class FinishSection(OfSection):
    """Say that a section is finished."""

    intro = (
        "Its words are then ready to be approved: approval can be asked for once every section is finished, and whoever "
        "changes the words of this one takes that back."
    )
    form_class = forms.Confirm
    act = staticmethod(actions.finish)
    button = "Finish the section"
    done = "Section finished"

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def get_title(self) -> str:
        return f"Finish section {self.object.number}: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro=self.intro, **kwargs)


def may_set_out(actor: Any, section: Any) -> Any:
    """Who may change what a section is called, where it stands and who writes it."""
    return policy.edit(actor, section.publication)


class ChangeSection(OfSection):
    """What a section is called, which agency answers for it and who writes it."""

    form_class = forms.ChangeSection
    may = staticmethod(may_set_out)
    act = staticmethod(actions.change_section)
    done = "Section changed"

    def form_facts(self) -> dict[str, Any]:
        writers = queries.writers(self.object.publication, on=self.actor.on)
        return {"agencies": queries.agencies(), "writers": writers, "writer": self.object.writer}

    def initial(self) -> dict[str, Any]:
        return {"title": self.object.title, "agency": self.object.agency, "writer": self.object.writer}

    def get_title(self) -> str:
        return f"Change section {self.object.number}: {self.object.title}"


class RemoveSection(OfSection, ConfirmPage):
    """Take a section out of the report."""

    form_class = forms.Confirm
    may = staticmethod(may_set_out)
    act = staticmethod(actions.remove_section)
    template_name = "records/confirm.html"
    button = "Take it out"
    done = "Section taken out. It is kept, and can be put back."
    consequences = (
        "The sections below it move up one, so the numbers in other sections’ words may need changing.",
        "Its words are kept, and the business manager can put it back.",
    )

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def get_title(self) -> str:
        return f"Take out section {self.object.number}: {self.object.title}"


class PutBack(QuestionPage):
    """Put a section that was taken out back into the report."""

    title = "Put a section back"
    visible_to = staticmethod(queries.all_sections_visible_to)
    form_class = forms.Confirm
    may = staticmethod(may_set_out)
    act = staticmethod(actions.put_section_back)
    button = "Put it back"
    done = "Section put back, as the last one"
    section = "reports"
    recorded = False
    object: Any

    def find(self, request: HttpRequest, uid: Any) -> Any:
        removed = type(self).visible_to(self.actor).exclude(removed_on=None)
        found = removed.filter(publication__entry__uid=uid, pk=self.kwargs["number"]).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def get_title(self) -> str:
        return f"Put back: {self.object.title}"

    def after(self, result: Any) -> str:
        return self.object.publication.get_absolute_url()


class Earlier(OfSection):
    """What a section said before, latest first, each beside what took its place."""

    form_class = forms.Confirm
    may = staticmethod(policy.read_earlier)
    act = staticmethod(actions.write)
    template_name = "publications/earlier.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.http_method_not_allowed(request, **kwargs)

    def get_title(self) -> str:
        return f"What section {self.object.number} said before: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = queries.earlier_words(self.object)
        return super().get_context_data(
            changes=presenters.changes_of(self.object, earlier),
            back=self.object.publication.get_absolute_url(),
            **kwargs,
        )
