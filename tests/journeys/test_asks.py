"""What agencies are asked: a lead's week in the inbox, and a guest's return on a telephone."""

import json
import re

import pytest
from django_tasks_db.models import DBTaskResult

from safehold.access import mail, vault
from safehold.access.models import Agency, AgencyKind
from safehold.access.roles import Role
from safehold.asks import actions, queries
from safehold.asks.models import Ask, Wanted, Whom
from safehold.asks.tests.factories import contact_of

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

QUESTIONS = [("How many of your staff were trained?", "number"), ("What will you do next?", "text")]


def issued(westmere, agency: Agency) -> Ask:
    by = westmere.acting[Role.BUSINESS_MANAGER]
    told = {"words": "For section 8 of the annual report", "legal_basis": "Care Act 2014, section 45", "due_on": by.on}
    call = actions.prepare(by=by, title="Safeguarding training of staff", wanted=Wanted.FORM, **told)
    actions.set_questions(call, by=by, questions=QUESTIONS)
    actions.choose_bodies(call, by=by, whom=Whom.ONE, bodies=[agency])
    actions.issue(call, by=by)
    return queries.asks_visible_to(by).get(call=call)


def test_a_lead_acknowledges_answers_returns_and_keeps_a_copy(westmere, someone):
    """Monday: it is there. Wednesday: half of it is answered. Friday: it is returned, and the copy is downloaded."""
    lead = westmere.acting[Role.AGENCY_LEAD]
    ask = issued(westmere, lead.agency)
    person = someone()
    person.signs_in(lead.user)
    if "choose-agency" in person.page.url:
        person.picks(str(lead.agency))
        person.presses("Continue")
    person.goes_to("/asks/")
    person.sees("Due today")
    person.follows("Safeguarding training of staff")
    person.follows("Acknowledge")
    person.presses("Acknowledge")
    person.sees("Acknowledged")

    person.follows("How many of your staff were trained?")
    person.enters("Your answer", "forty")
    person.presses("Save")
    person.sees("Your answer must be a whole number")
    person.enters("Your answer", "46")
    person.presses("Save")
    assert person.heading() == "What will you do next?"
    person.enters("Your answer", "Train the new nurses.")
    person.presses("Save")

    person.follows("Check your answers and return them")
    person.sees("Train the new nurses.")
    person.presses("Return it")
    person.sees("Your reference")
    person.follows("Read or download your copy")
    assert person.downloads("PDF")[:5] == b"%PDF-"
    assert b"Train the new nurses." in person.downloads("CSV")
    reply = queries.reply_of(ask, 1)
    assert reply is not None
    person.sees(reply.receipt)


def test_a_guest_returns_it_on_a_telephone_without_an_account(westmere, someone):
    surgery = Agency.objects.filter(kind=AgencyKind.GP).first()
    assert surgery is not None
    ask = issued(westmere, surgery)
    by = westmere.acting[Role.BUSINESS_MANAGER]
    actions.send_link(ask, by=by, contact=contact_of(ask, "jo@surgery.example", "Jo Merrill"))
    task = DBTaskResult.objects.order_by("-enqueued_at").first()
    assert task is not None
    uid, sealed, _ = task.args_kwargs["args"]
    body = json.loads(vault.decrypt(sealed, code=mail.CODE, uid=uid))["body"]
    found = re.search(r"(/guest/link/\S+)", body)
    assert found is not None

    guest = someone(width=320)
    guest.goes_to(found[1])
    guest.sees("Jo Merrill")
    guest.presses("Start")
    guest.follows("How many of your staff were trained?")
    guest.enters("Your answer", "12")
    guest.presses("Save")
    guest.enters("Your answer", "Ask every patient once.")
    guest.presses("Save")
    guest.follows("Check your answers and return them")
    guest.presses("Return it")
    guest.sees("Your reference")
    guest.follows("Read or download your copy")
    guest.sees("Ask every patient once.")

    stranger = someone(width=320)
    stranger.goes_to(found[1])
    stranger.sees("This link has been used already")
