"""The page of one record."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safehold.access import audit, policies
from safehold.access.policy import Answer, not_now
from safehold.access.reach import Tier
from safehold.access.today import business_moment
from safehold.govuk.parts import Event, Link
from safehold.records import policy, presenters, queries
from safehold.records.models import Entry
from safehold.records.pages.base import Found, Page
from safehold.records.visibility import own_of

Offer = tuple[Link, Answer]  # something that can be done, and whether this actor may


class RecordPage(Found, Page):
    """One record: opened through ``visible_to``, and the opening recorded before anything is shown.

    Someone who may know of it but not see it gets its card: what kind of record it is, whose, and how to ask. The page
    shows the record's deadlines and documents, unless the class says that this kind has none.
    """

    opened = "opened"
    with_documents: ClassVar[bool] = True
    with_deadlines: ClassVar[bool] = True
    template_name = "records/record.html"

    def get(self, request: HttpRequest, uid: Any, **kwargs: Any) -> HttpResponse:
        rows = type(self).visible_to(self.actor).filter(entry__uid=uid)
        found = queries.with_what_hangs_on_it(rows).first()
        if found is None:
            return self.card(request, uid)
        self.object = found
        policy.was_found(self.actor, found.entry)
        if self.recorded:
            audit.record(self.actor, f"{self.object.entry.kind}.{self.opened}", self.object)
        return self.show()

    def card(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = Entry.objects.known_to(self.actor).filter(uid=uid, kind=self.kind()).select_related("owner").first()
        if entry is None:
            self.not_there(request, uid)
        audit.record(self.actor, f"{entry.kind}.card_shown", entry)
        response = render(
            request,
            "records/card.html",
            {
                "title": "You cannot open this record",
                "entry": entry,
                "kind": queries.kind_in_words(entry.kind),
                "actor": self.actor,
                "section": self.section,
                "may_ask": policy.ask_for_access(self.actor, entry),
                "may_take": policy.take_emergency_access(self.actor, entry),
                "decided": queries.last_decision(entry, self.actor),
            },
            status=403,
        )
        response["Cache-Control"] = "no-store"
        return response

    def get_title(self) -> str:
        return self.title or str(self.object)

    def acts(self) -> Iterable[Offer]:
        """What can be done from this page, the likeliest first: each with the policy's answer for this actor.

        A yes is a button, a no is its reason in the button's place. Leave out what the record's state rules out for
        everybody.
        """
        return ()

    def happened(self) -> Iterable[Event]:
        """What happened to the record, from its own rows. Corrections are added by themselves; nobody reads the trail."""
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object.entry
        in_charge = policy.decides_about(self.actor, entry)
        offers = list(self.acts())
        more: dict[str, Any] = {
            "works_on": policy.works_on(self.actor, entry),
            "in_charge": in_charge,
            "actions": [link for link, answer in offers if answer],
            "refusals": list(dict.fromkeys(answer.reason for _, answer in offers if not answer)),
            "emergency": self.emergency(),
            "may_see_readers": policies.see_readers(self.actor, entry.owner_id),
        }
        if self.with_documents:
            documents = queries.documents_of(entry) if self.object.has_documents else []
            more |= {
                "documents": documents,
                "may_add_document": self.may_add_document(more["works_on"]),
                "withdrawable": self.withdrawable(documents, in_charge),
            }
        if self.with_deadlines:
            deadlines = queries.deadlines_of(entry) if self.object.has_deadlines else []
            stopped = bool(entry.in_error_on)
            more["deadlines"] = presenters.clocks_of(deadlines, on=self.actor.on, at=business_moment(), stopped=stopped)
            more["may_extend"] = in_charge and not stopped
        noted = queries.corrections_of(entry) if self.object.has_corrections else []
        corrections = presenters.corrections(self.object, noted)
        more["events"] = presenters.newest_first([*kwargs.pop("events", ()), *self.happened(), *corrections])
        more["is_case"] = entry.kind in settings.CASE_KINDS and entry.source_id is None
        return super().get_context_data(
            object=self.object, entry=entry, has_circle=entry.tier in (Tier.C3, Tier.C4, Tier.C5), **more | kwargs
        )

    def emergency(self) -> Any:
        """The emergency access by which this person sees the record, if that is how."""
        entry = self.object.entry
        if entry.pk not in own_of(self.actor).emergencies:
            return None
        return queries.emergency_now(entry, self.actor, at=timezone.now())

    def withdrawable(self, documents: Iterable[Any], in_charge: Answer) -> set[int]:
        """The documents that this actor may withdraw: those in charge any, others what they added themselves."""
        ours = policy.works_on(self.actor, self.object.entry)
        there = [each for each in documents if not each.kept_as]  # what was handed over stays
        return {each.pk for each in there if in_charge or (ours and each.added_by_id == self.actor.user_id)}

    def may_add_document(self, works_on: Answer) -> Answer:
        """Whether to offer adding a document. The page that adds one asks ``policy.add_document`` itself."""
        return not_now("This was recorded in error") if self.object.entry.in_error_on else works_on
