"""The golden thread on one page, from any point of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from safehold.access import audit
from safehold.plans import policy, presenters, queries
from safehold.plans.views.base import SECTION
from safehold.records import queries as entries
from safehold.records.pages.base import Page, not_there


class Thread(Page):
    """Everything that hangs together with one record, as far as its reader may see it: found, recommended, done, assured,
    tested."""

    title = "Golden thread"
    section = SECTION
    template_name = "plans/thread.html"
    may_open = staticmethod(policy.see)

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = entries.visible_entry(self.actor, uid)
        if entry is None:
            not_there(self.actor, "plans.thread_opened", ("records.entry", str(uid)))
        roots = queries.thread(entry, self.actor)
        uids = [str(each.entry.uid) for each in queries.every(roots)]
        audit.record(self.actor, "plans.thread_opened", entry, count=len(uids), uids=uids)
        return self.show(
            here=entry,
            back=entries.address_of(entry),
            kind=entries.kind_in_words(entry.kind),
            roots=[presenters.hop(each, self.actor.on) for each in roots],
        )
