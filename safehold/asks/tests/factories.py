"""A call as people make it: prepared by the partnership's office, issued to agencies, answered by them. All of it invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, AgencyKind
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions
from safehold.asks.models import Ask, Call, Reply, Sort, Wanted, Whom

DAY = date(2021, 4, 30)
ISSUED_ON, DUE_ON = date(2021, 4, 6), date(2021, 4, 27)
QUESTIONS = (("How many of your staff were trained?", Sort.NUMBER), ("What will you do next?", Sort.TEXT))


def office(*, on: date = DAY) -> Actor:
    """The partnership's business manager."""
    return replace(actor(Role.BUSINESS_MANAGER, agency="office"), on=on)


def lead(agency: str = "police", *, on: date = DAY) -> Actor:
    return replace(actor(Role.AGENCY_LEAD, agency=agency), on=on)


def contributor(agency: str = "police", *, on: date = DAY) -> Actor:
    return replace(actor(Role.AGENCY_CONTRIBUTOR, agency=agency), on=on)


def schools(number: int) -> list[Agency]:
    return [
        AgencyFactory(code=f"school-{n}", kind=AgencyKind.SCHOOL, current_name=f"Westmere School {n:03}")
        for n in range(number)
    ]


def prepared(by: Actor | None = None, **facts: Any) -> Call:
    told: dict[str, Any] = {
        "title": "Safeguarding training of staff, 2020-21",
        "words": "Tell us what your agency did, for section 8 of the annual report.",
        "wanted": Wanted.FORM,
        "legal_basis": "Care Act 2014, section 45",
        "due_on": DUE_ON,
    }
    return actions.prepare(by=by or office(on=ISSUED_ON), **told | facts)


def issued(
    by: Actor | None = None,
    bodies: Iterable[Agency] | None = None,
    questions: Iterable[tuple[str, str]] = QUESTIONS,
    **facts: Any,
) -> Call:
    """A call that asks the police and the probation service, unless others are named."""
    by = by or office(on=ISSUED_ON)
    call = prepared(by, **facts)
    if call.wanted == Wanted.FORM and not facts.get("follows"):
        actions.set_questions(call, by=by, questions=questions)
    asked = list(bodies) if bodies is not None else [AgencyFactory(code="police"), AgencyFactory(code="probation")]
    actions.choose_bodies(call, by=by, whom=Whom.LIST, bodies=asked)
    return actions.issue(call, by=by)


def ask_of(call: Call, agency: str = "police") -> Ask:
    return Ask.objects.select_related("entry", "agency", "call__entry", "call__keeper", "handler").get(
        call=call, agency__code=agency
    )


def asked(agency: str = "police", by: Actor | None = None, **facts: Any) -> Ask:
    return ask_of(issued(by, [AgencyFactory(code=agency)], **facts), agency)


def contact_of(
    ask: Ask, email: str = "dr.field@meadow-surgery.example", name: str = "Dr Field", **facts: Any
) -> AgencyContact:
    """Somebody at the agency asked, as its people have recorded them."""
    told = {"purpose": "Safeguarding", "from_on": date(2020, 4, 1)} | facts
    made, _ = AgencyContact.objects.get_or_create(agency=ask.agency, email=email, defaults={"name": name, **told})
    return made


def fill_in(ask: Ask, *, by: Actor, words: Iterable[str] = ("46", "Train the new sergeants.")) -> None:
    from safehold.asks.queries import answer_at

    for number, each in enumerate(words, 1):
        answer = answer_at(ask, number)
        assert answer is not None
        actions.save_answer(answer, by=by, words=each)


def returned(ask: Ask, *, by: Actor | None = None, words: Iterable[str] = ("46", "Train the new sergeants.")) -> Reply:
    by = by or lead(ask.agency.code)
    fill_in(ask, by=by, words=words)
    return actions.give_back(ask, by=by, signatory="Ada Stone, head of safeguarding")
