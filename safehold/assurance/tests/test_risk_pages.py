"""The pages of the risk register: each step can be taken in a browser without a script, and everybody reads levels in words."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions
from safehold.assurance.lifecycle import Borne
from safehold.assurance.models import Risk
from safehold.assurance.queries.risks import people
from safehold.assurance.tests.factories import a_group, chair_of, escalated, manager, owner, risk
from safehold.assurance.tests.test_report_pages import answer, at, page
from safehold.partnership.actions import setup
from safehold.records.tests.promises import browser, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCORES = {"likelihood_before": "4", "impact_before": "5", "likelihood": "4", "impact": "4", "tolerance": "12"}
REVIEW = {"controls": "", "review_on": date(2021, 7, 30)}


def facts():
    who = people(owner().on).get(user=owner().user)
    words = {"title": "Files are late", "cause": "Few readers", "effect": "Late learning"}
    return words | SCORES | REVIEW | {"group": a_group("quality").pk, "owner": who.pk}


def test_a_risk_is_raised_escalated_and_decided_in_a_browser():
    by, above = manager(), chair_of("executive")
    answer(by, "raise_risk", **facts())
    (made,) = Risk.objects.all()
    assert "Above tolerance, not escalated" in page(above, "executive")

    answer(owner(), "escalate_risk", made.uid, to_group=a_group("executive").pk, why="Find two readers")
    assert "Find two readers" in page(above, "executive")
    answer(above, "give_risk_back", made.uid, why="Two readers from May")
    answer(owner(), "review_risk", made.uid, **SCORES | REVIEW | {"impact": "2", "words": "They came"})

    shown = page(by, "risk", made.uid)
    assert "Falling: 16 to 8" in shown
    assert "Two readers from May" in shown
    assert "Files are late" not in page(above, "executive")
    answer(chair_of("quality"), "tolerate_risk", made.uid, why="It is known")
    made.refresh_from_db()
    assert made.status == Borne.TOLERATED


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"impact": "5", "impact_before": "4"}, "Controls cannot make it graver than it is without them"),
        ({"likelihood": ""}, "Select how likely it is with the controls"),
        ({"tolerance": "99"}, "The score that is lived with must be 36 or less"),
        ({"tolerance": "twelve"}, "The score that is lived with must be a whole number"),
        ({"owner": ""}, "Choose who owns it"),
    ],
)
def test_what_is_wrong_with_a_risk_is_said_and_nothing_typed_is_lost(answers, words):
    refused = answer(manager(), "raise_risk", **facts() | answers)

    assert words in refused.content.decode()
    assert "Few readers" in refused.content.decode()
    assert not Risk.objects.exists()


def test_an_owner_reads_why_they_do_not_close_their_own_risk():
    chair = chair_of("quality")
    made = risk(owner=chair.user, agency=chair.agency)

    shown = page(chair, "risk", made.uid)

    assert "Whoever owns a risk, or scored it last, neither accepts nor closes it" in shown
    assert at("close_risk", made.uid) not in shown


def test_the_register_is_filtered_and_leaves_as_a_file():
    by = manager()
    risk(by)
    escalated(by=owner(), title="Nobody answers")
    Risk.objects.filter(title="Nobody answers").update(review_on=date(2021, 4, 1), risk_owner=None)

    for wanted, many in (("above", "1 risk"), ("to_review", "1 risk"), ("unowned", "1 risk"), ("tolerated", "0 risks")):
        assert many in page(by, "risks", standing=wanted), wanted
    assert "1 risk" in page(by, "risks", likelihood="4", impact="4")
    assert "Overdue since 1 April 2021" in page(by, "risks")
    file = b"".join(browser(by).get(at("risks"), {"format": "csv"}).streaming_content).decode()
    assert "Nobody answers" in file
    assert ",16," in file
    assert "Too few readers" in file


def test_the_heat_map_leads_to_the_risks_of_each_square():
    by = manager()
    risk(by)
    risk(by, title="Another of the same")
    shown = page(by, "heat_map")

    assert "2 risks, medium" in shown
    assert f'href="{at("risks")}?likelihood=3&amp;impact=3"' in shown
    assert ">High<" in shown


def test_the_scale_is_the_partnerships_own():
    by = manager()
    setup.choose(by=by, key="risk.scale", from_on=date(2021, 4, 1), value=4, source="Board")
    shown = page(by, "raise_risk")

    assert "4: Likely" in shown
    assert "5: Almost certain" not in shown


def test_the_pages_ask_as_often_for_many_risks_as_for_one():
    by = manager()
    one = risk(by)
    escalated(by=owner(), title="The first")
    seen = browser(by)
    names = [("risks",), ("heat_map",), ("executive",)]
    for name in names:
        seen.get(at(*name))
    few = [queries_of(lambda name=name: seen.get(at(*name))) for name in names]
    for n in range(8):
        escalated(by=owner(), title=f"Risk {n}")

    assert [queries_of(lambda name=name: seen.get(at(*name))) for name in names] == few
    for _ in range(4):
        actions.review_risk(one, by=owner(), **{k: int(v) for k, v in SCORES.items()}, review_on=date(2021, 7, 30))
    seen.get(at("risk", one.uid))
    assert max(few) <= 12
    assert queries_of(lambda: seen.get(at("risk", one.uid))) <= 12


def test_a_risk_is_corrected_handed_over_and_recorded_in_error_in_a_browser():
    made, chair = risk(), chair_of("quality")
    who = people(chair.on).get(user=chair.user)
    answer(chair, "risk_correct_field", made.uid, "title", value="Files are read late", why="Clearer")
    answer(actor(Role.BUSINESS_SUPPORT, agency="team"), "hand_over_risk", made.uid, owner=who.pk)
    answer(actor(Role.BUSINESS_MANAGER, agency="team"), "risk_in_error", made.uid, why="Twice")

    made.refresh_from_db()
    assert (made.title, made.risk_owner) == ("Files are read late", chair.user)
    assert "0 risks" in page(chair, "risks")
    assert "1 risk" in page(chair, "risks", **{"in-error": "yes"})
