"""Pages of policies: the list, one policy with its versions, and looking after it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.parts import Event, Identity, Link, Tag
from safehold.letters.offering import offers
from safehold.policies import actions, policy, presenters, queries
from safehold.policies.forms import keeping as forms
from safehold.policies.forms import versions
from safehold.policies.lifecycle import Stage
from safehold.policies.views.base import QUESTIONS, SECTION, OfPolicy, all_policies
from safehold.records.pages import (
    Column,
    CorrectPage,
    InErrorPage,
    ListPage,
    Offer,
    QuestionPage,
    RecordPage,
    ReinstatePage,
)


class Policies(ListPage):
    """Every policy, with the version in force and when it is reviewed."""

    title = "Policies and protocols"
    section = SECTION
    template_name = "policies/list.html"
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.policies_with_version)
    file_name = "policies"
    noun = "policy"
    nouns = "policies"
    lists_in_error = True
    ordering = ("title", "pk")
    empty = (
        "No policy has been written down yet. Begin one, and bring in the versions that were in force before Safehold."
    )

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # when one is overdue depends on the day
        on = self.actor.on
        return (
            Column("Policy", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
            Column("Kind", lambda each: each.get_sort_display(), sort="sort"),
            Column("Owner", lambda each: each.owner_name),
            Column("In force", lambda each: f"Version {each.now_number}" if each.now_number else self.standing(each)),
            Column("Since", lambda each: each.now_from_on, sort="now_from_on"),
            Column(
                "Review due",
                lambda each: presenters.due(each, on) if each.now_number else "",
                sort="review_due_on",
                in_file=lambda each: each.review_due_on if each.now_number else "",
            ),
        )

    @staticmethod
    def standing(each: Any) -> str:
        return "No longer" if each.ever else "Not yet"

    def filter_form(self, data: Any) -> forms.Filter:  # type: ignore[override]  # it asks what is overdue today
        return forms.Filter(data, today=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Begin a policy", reverse("policies:begin"))] if policy.begin(self.actor) else []
        return super().get_context_data(actions=acts, in_force=reverse("policies:in_force"), **kwargs)


class Begin(QuestionPage):
    title = "Begin a policy"
    section = SECTION
    form_class = forms.Begin
    may = staticmethod(policy.begin)
    act = staticmethod(actions.begin)
    done = "Policy begun. Write its first version, or bring in the one that is in force."

    def form_facts(self) -> dict[str, Any]:
        on = self.actor.on
        return {
            "groups": queries.groups(on),
            "agencies": queries.agencies(on),
            "keepers": queries.possible_keepers(on),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("policies:policies"), **kwargs)


class PolicyPage(RecordPage):
    """One policy: its versions, how it is read here, and when it is looked at again."""

    section = SECTION
    visible_to = staticmethod(queries.policies_with_version)
    template_name = "policies/policy.html"
    with_deadlines = False
    with_documents = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, on = self.object, self.actor.on
        self.versions = queries.versions_of(kept, self.actor)
        marking = ""
        if not kept.now_number:
            marking = "No version is in force"
        elif presenters.is_overdue(kept, on):
            marking = "Overdue for review"
        status = Tag("In force", "green") if kept.now_number else Tag("Not in force", "grey")
        read = queries.interpretations_of(kept, self.actor)
        more = {
            "crumbs": [all_policies()],
            "identity": Identity(kept.get_sort_display(), kept.title, status, marking),
            "answers": presenters.facts_of(kept, queries.bound_to(kept), on),
            "version_headings": presenters.VERSIONS,
            "versions": [presenters.version_row(each, on) for each in self.versions],
            "read_headings": presenters.INTERPRETATIONS,
            "read": [presenters.interpretation_row(each, on) for each in read],
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        kept, actor, uid = self.object, self.actor, [self.object.uid]
        if kept.entry.in_error_on:
            yield Link("Reinstate", reverse("policies:policy_reinstate", args=uid)), policy.reinstate(actor, kept)
            return
        may = policy.keep(actor, kept)
        if not may:
            yield from offers(actor, kept.entry)
            return
        if not kept.begun:
            yield Link("Begin a version", reverse("policies:draft", args=uid)), may
        if policy.review(actor, kept) and kept.now_number:
            yield Link("Record a review", reverse("policies:review", args=uid)), may
        yield Link("Say how a question is answered", reverse("policies:interpret", args=uid)), may
        yield Link("Bring in an earlier version", reverse("policies:bring_in", args=uid)), may
        yield Link("Say whom it binds", reverse("policies:bind", args=uid)), may
        yield Link("Give it to somebody else", reverse("policies:keep", args=uid)), may
        yield from offers(actor, kept.entry)
        yield Link("Correct", reverse("policies:policy_correct", args=uid)), may
        if marks := policy.mark(actor, kept):
            yield Link("Recorded in error", reverse("policies:policy_in_error", args=uid)), marks

    def happened(self) -> Iterator[Event]:
        yield from presenters.reviewed(queries.reviews_of(self.object))
        for each in self.versions:
            if each.from_on and each.status == Stage.DATED:
                yield Event(f"Version {each.number} in force from this day", each.from_on)


class Keep(OfPolicy):
    title = "Give it to somebody else"
    form_class = forms.Keep
    may = staticmethod(policy.keep)
    act = staticmethod(actions.keep)
    done = "Saved"

    def form_facts(self) -> dict[str, Any]:
        return {"keepers": queries.possible_keepers(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"keeper": self.object.keeper_id}


class Bind(OfPolicy):
    title = "Say whom it binds"
    form_class = forms.Bind
    may = staticmethod(policy.keep)
    act = staticmethod(actions.bind)
    done = "Saved"

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"bound": [each.pk for each in queries.bound_to(self.object)]}


class Review(OfPolicy):
    title = "Record a review"
    form_class = forms.LookAgain
    may = staticmethod(policy.review)
    act = staticmethod(actions.review)
    done = "Review recorded"


class Draft(OfPolicy):
    """A version is begun with the words of the one before it."""

    title = "Begin a version"
    form_class = versions.Words
    may = staticmethod(policy.keep)
    act = staticmethod(actions.draft)
    done = "Version begun"

    def initial(self) -> dict[str, Any]:
        before = queries.latest_dated(self.object)
        called = before or self.object
        return {"words": before.words if before else "", "title": called.title, "sort": called.sort}

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class BringIn(OfPolicy):
    title = "Bring in an earlier version"
    form_class = versions.BringIn
    may = staticmethod(policy.keep)
    act = staticmethod(actions.bring_in)
    done = "Brought in under its own dates"

    def initial(self) -> dict[str, Any]:
        return {"title": self.object.title, "sort": self.object.sort}

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class CorrectPolicy(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.policies_visible_to)
    may = staticmethod(policy.keep)
    act = staticmethod(actions.correct)
    questions = {
        **QUESTIONS,
        "audience": partial(fields.CharField, label="Who is it for?", missing="Enter who it is for", max_length=240),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel": self.object.get_absolute_url()} | kwargs)


class PolicyInError(InErrorPage):
    section = SECTION
    visible_to = staticmethod(queries.policies_visible_to)
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class PolicyReinstated(ReinstatePage):
    section = SECTION
    visible_to = staticmethod(queries.policies_visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)
