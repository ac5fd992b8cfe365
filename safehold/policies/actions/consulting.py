"""Asking about a version: whom, what they answered, what changed; and whom it would put at a disadvantage."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership
from safehold.access.policy import Refused, require
from safehold.policies import notices, policy
from safehold.policies.models import Consulted, Equality, PolicyVersion
from safehold.records import outbox, writing


@transaction.atomic
def ask_about(
    version: PolicyVersion, *, by: Actor, agencies: Iterable[Agency], bodies: Iterable[str] = (), until_on: date
) -> PolicyVersion:
    """Send a version out for consultation until a day: to agencies, whose leads are told, and to others who have no seat here."""
    require(policy.consult(by, version))
    chosen, named = list(agencies), [each.strip() for each in bodies if each.strip()]
    if not chosen and not named:
        raise Refused("Choose at least one agency to ask, or enter another body")
    if until_on < by.on:
        raise Refused("The last day for answers must be today or in the future")
    if not version.words.strip() and not version.entry.documents.filter(withdrawn_on=None).exists():
        raise Refused("Nothing is written yet. Write the words, or add the file that holds them")
    writing.move(version, "consult", by=by, consult_until_on=until_on)
    for agency in chosen:
        writing.create(Consulted, by=by, of=version, agency=agency, asked_on=by.on)
        _tell(version, agency, by=by, until_on=until_on)
    for body in named:
        writing.create(Consulted, by=by, of=version, body=body, asked_on=by.on)
    audit.record(by, "policies.consulted", version, count=len(chosen) + len(named))
    return version


@transaction.atomic
def answer(consulted: Consulted, *, by: Actor, words: str) -> Consulted:
    """Record what an agency or a body answered: its lead does, or whoever keeps the policy."""
    require(policy.answer(by, consulted))
    writing.change(consulted, by=by, answer=words.strip(), answered_on=by.on, answered_by=by.user)
    audit.record(by, "policies.answered", consulted.of)
    return consulted


@transaction.atomic
def settle(consulted: Consulted, *, by: Actor, changed: str) -> Consulted:
    """Say what changed because of an answer, or why nothing did."""
    require(policy.settle(by, consulted))
    if not changed.strip():
        raise Refused("Enter what changed because of it, or why nothing did")
    writing.change(consulted, by=by, changed=changed.strip())
    audit.record(by, "policies.answer_settled", consulted.of)
    return consulted


@transaction.atomic
def close_consultation(version: PolicyVersion, *, by: Actor) -> PolicyVersion:
    """Close a consultation. Whoever has not answered by now is shown as not having answered."""
    require(policy.consult(by, version))
    writing.move(version, "close_consultation", by=by, consulted_on=by.on, consulted_by=by.user)
    audit.record(by, "policies.consultation_closed", version)
    return version


@transaction.atomic
def pass_over(version: PolicyVersion, *, by: Actor, why: str) -> PolicyVersion:
    """Sign why nobody is asked about a version."""
    require(policy.consult(by, version))
    if not why.strip():
        raise Refused("Enter why nobody is consulted")
    facts = {"consulted_on": by.on, "consulted_by": by.user, "consulted_why": why.strip()}
    writing.move(version, "pass_over", by=by, **facts)
    audit.record(by, "policies.consultation_passed_over", version)
    return version


@transaction.atomic
def assess(
    version: PolicyVersion, *, by: Actor, equality: str, words: str, mitigation: str = "", made_on: date
) -> PolicyVersion:
    """Record the equality impact assessment: what it found, who is affected, what is done about it. Or why there is none."""
    require(policy.assess(by, version))
    if made_on > by.on:
        raise Refused("The date must be today or in the past")
    if equality == Equality.NOT_MADE and mitigation.strip():
        raise Refused("Where no assessment was made, nothing can be done about what it found")
    facts = {"equality_words": words.strip(), "mitigation": mitigation.strip()}
    writing.change(version, by=by, equality=equality, equality_on=made_on, equality_by=by.user, **facts)
    audit.record(by, "policies.assessed", version, outcome=equality)
    return version


def _tell(version: PolicyVersion, agency: Agency, *, by: Actor, until_on: date) -> None:
    leads = Grant.objects.on(by.on).filter(role=policy.LEADS[0], membership__agency=agency)
    there = Membership.objects.on(by.on).filter(pk__in=leads.values("membership"), user__is_active=True)
    assert by.user is not None
    for each in there.select_related("user"):
        outbox.put(notices.ASKED, to=each.user, by=by, about=version.entry, who=by.user, agency=agency, day=until_on)
