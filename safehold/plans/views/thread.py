"""The golden thread on one page, from any point of it, as a file, and how another record is tied to it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.parts import Link
from safehold.plans import actions, forms, policy, presenters, queries
from safehold.plans.views.base import SECTION
from safehold.records import queries as entries
from safehold.records.pages import Column, QuestionPage
from safehold.records.pages.base import Page, not_there
from safehold.records.pages.lists import FORMATS, file_of
from safehold.records.views.entries import AboutEntry


class Thread(Page):
    """Everything that hangs together with one record, as far as its reader may see it: found, recommended, done, assured,
    tested."""

    title = "Golden thread"
    section = SECTION
    template_name = "plans/thread.html"
    may_open = staticmethod(policy.see)
    columns = (
        Column("Step", lambda line: line["level"], numeric=True),
        Column("Kind", lambda line: line["kind"]),
        Column("Words", lambda line: line["words"]),
        Column("Status", lambda line: line["tag"] or ""),
        Column("Note", lambda line: line["note"]),
    )

    def get(self, request: HttpRequest, uid: Any) -> HttpResponseBase:
        entry = entries.visible_entry(self.actor, uid)
        if entry is None:
            not_there(self.actor, "plans.thread_opened", ("records.entry", str(uid)))
        roots = queries.thread(entry, self.actor)
        uids = [str(each.entry.uid) for each in queries.every(roots)]
        shown = [presenters.hop(each, self.actor.on) for each in roots]
        kind = request.GET.get("format", "")
        if kind in FORMATS:
            audit.record(self.actor, "plans.thread_exported", entry, count=len(uids), uids=uids, format=kind)
            return file_of(self.columns, presenters.lines_of(shown), kind=kind, name="golden-thread")
        audit.record(self.actor, "plans.thread_opened", entry, count=len(uids), uids=uids)
        ties = [Link("Tie another record to it", reverse("plans:tie", args=[uid]))] if policy.tie(self.actor) else []
        return self.show(
            here=entry,
            back=entries.address_of(entry),
            kind=entries.kind_in_words(entry.kind),
            roots=shown,
            actions=ties,
        )


class TieTo(AboutEntry, QuestionPage):
    """Tie another record to this one: a course to a recommendation, an audit to an action, a section to a finding."""

    title = "Tie another record to it"
    section = SECTION
    form_class = forms.TieTo
    visible_to = staticmethod(entries.entries_visible_to)
    may = staticmethod(policy.tie_from)
    act = staticmethod(actions.tie)
    button = "Tie them"
    done = "They are in one thread now, for those who see both"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor, "here": self.object}

    def after(self, result: Any) -> str:
        return reverse("plans:thread", args=[self.object.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=self.after(None), **kwargs)
