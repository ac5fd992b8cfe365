"""What each member of the adults board, each safeguarding partner and each relevant agency did, as a report composes it."""

from datetime import date

import pytest

from safehold.access.models import AgencyBody, LegalBody
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions as asks
from safehold.asks.models import Wanted
from safehold.asks.tests import factories as asking
from safehold.publications.tests.test_composing import composed, hide, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """The police and probation were asked for their part; the police and health are members of the board."""
    made = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    for code in ("police", "health"):
        AgencyBody.objects.create(agency=AgencyFactory(code=code), body=LegalBody.SAB, from_on=date(2019, 9, 29))
    return made


def test_a_member_that_returned_nothing_is_named_and_lacks(call):
    part = composed("contributions", call=call)
    names = sorted(str(AgencyFactory(code=code)) for code in ("police", "health"))

    assert part.lacks == (("sab.members", f"Not returned and accepted: {'; '.join(names)}"),)
    assert said(part.blocks).count("No contribution was received in time") == 2


def test_what_was_returned_is_printed_once_it_is_accepted_and_never_read_as_references(call):
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants.\n\nSee {{ figure lado.contacts }} and **more**."])
    assert "We trained" not in said(composed("contributions", call=call).blocks)
    asks.accept_reply(each, by=asking.office())
    part = composed("contributions", call=call)

    words = "Returned on 30 April 2021.\nWe trained sergeants.\nSee {{ figure lado.contacts }} and **more**."
    assert words in said(part.blocks)
    assert part.lacks == (("sab.members", f"Not returned and accepted: {AgencyFactory(code='health')}"),)


def test_that_another_agency_was_asked_and_did_not_answer_is_between_the_two(call):
    told = composed("contributions", call=call)

    assert str(AgencyFactory(code="probation")) not in said(told.blocks) + str(told.lacks)


def belongs(code: str, *, body: str = LegalBody.SAFEGUARDING_PARTNERS, statutory: bool = True) -> str:
    """The name of an agency that belongs to a body: to the safeguarding partners, and by law, unless it is said otherwise."""
    of = AgencyFactory(code=code)
    AgencyBody.objects.create(agency=of, body=body, from_on=date(2019, 9, 29), statutory=statutory)
    return str(of)


BOTH = ("SAB", "SAFEGUARDING_PARTNERS")


def test_each_safeguarding_partner_and_relevant_agency_is_looked_for_in_a_childrens_report(call):
    council, probation = belongs("council"), belongs("probation", statutory=False)
    part = composed("contributions", call=call, duties=("SAFEGUARDING_PARTNERS",))

    assert part.lacks == (
        ("children.contributions", f"Not returned and accepted: {council}"),
        ("children.contributions", f"Not returned and accepted: {probation}"),
        ("children.partners", f"Not returned and accepted: {council}"),
    )
    each = asking.ask_of(call, "probation")
    asking.returned(each, words=["We asked who else lives there."])
    asks.accept_reply(each, by=asking.office())
    part = composed("contributions", call=call, duties=("SAFEGUARDING_PARTNERS",))
    assert part.lacks == tuple((code, f"Not returned and accepted: {council}") for code in (
        "children.contributions", "children.partners",
    ))  # fmt: skip
    assert "Relevant agency." in said(part.blocks)


def test_who_is_no_member_of_the_board_leaves_the_boards_part_whole(call):
    belongs("council")
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())
    AgencyBody.objects.filter(agency=AgencyFactory(code="health")).delete()
    part = composed("contributions", call=call, duties=BOTH)

    assert {code for code, _ in part.lacks} == {"children.contributions", "children.partners"}


def test_partners_and_relevant_agencies_that_nobody_recorded_are_lacking(call):
    part = composed("contributions", call=call, duties=BOTH)

    assert ("children.contributions", "Nobody has recorded a safeguarding partner for 2020-21") in part.lacks
    assert ("children.contributions", "Nobody has recorded a relevant agency for 2020-21") in part.lacks


def test_an_agency_that_is_both_a_member_and_a_partner_says_so_once(call):
    belongs("police")
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())

    assert "Member of the adults board and safeguarding partner. Returned on 30 April 2021." in said(
        composed("contributions", call=call, duties=BOTH).blocks
    )


def test_a_nil_that_was_accepted_is_an_answer(call):
    each = asking.ask_of(call)
    asks.say_nil(each, by=asking.lead(), signatory="Ada Stone", words="We had no part in it")
    asks.accept_reply(each, by=asking.office())

    assert "It has nothing to report: We had no part in it." in said(composed("contributions", call=call).blocks)


def test_a_return_that_was_sealed_says_nothing(call):
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())
    hide(each.entry, sealed=True)

    assert "We trained" not in said(composed("contributions", call=call).blocks)
