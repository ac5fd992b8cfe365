"""Who may do what to a notebook."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no
from safehold.access.roles import Role
from safehold.records import policy
from tests.invented.models import Notebook

WRITERS = (Role.REVIEW_OFFICER, Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER, Role.AGENCY_LEAD, Role.LADO)


def open_one(actor: Actor) -> Answer:
    if actor.is_any(*WRITERS):
        return YES
    return no("Only those who write in notebooks can open one")


def write(actor: Actor, notebook: Notebook) -> Answer:
    return policy.change(actor, notebook.entry)


def enter_in_error(actor: Actor, notebook: Notebook) -> Answer:
    return policy.enter_in_error(actor, notebook.entry)


def reinstate(actor: Actor, notebook: Notebook) -> Answer:
    return policy.reinstate(actor, notebook.entry)


def allege(actor: Actor) -> Answer:
    if actor.is_any(Role.LADO, Role.DEPUTY_LADO):
        return YES
    return no("Only the LADO can write down an allegation")
