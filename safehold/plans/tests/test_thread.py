"""The golden thread: walked both ways from any point, by those alone who may see each hop."""

import pytest
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.plans import actions, queries
from safehold.plans.models import Finding, PlannedAction, Recommendation, Result
from safehold.plans.tests.factories import (
    accepted,
    action,
    assured,
    doer,
    finding,
    found_out,
    manager,
    receiving,
    recommendation,
)
from safehold.records import policy as records
from safehold.records.models import Conflict, Entry
from safehold.records.tests.promises import browser, sees_as_its_entry_does
from tests.invented import actions as notebooks
from tests.invented.models import Notebook

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def officer():
    return actor(Role.REVIEW_OFFICER)


@pytest.fixture
def review(officer) -> Notebook:
    """A record that few may see."""
    return notebooks.open_one(by=officer, title="A review", opened_on=officer.on)


def words(hops, level=0):
    return [line for hop in hops for line in [(level, str(hop.record or hop.why)), *words(hop.after, level + 1)]]


def whole(who, entry):
    return words(queries.thread(entry, who))


def test_the_thread_is_the_same_from_every_point_of_it():
    by = manager()
    found = finding(by)
    first, second = accepted(by), recommendation(found, by, words="Publish the guidance")
    agreed = action(first, by)
    first.finding = found
    Recommendation.objects.filter(pk=first.pk).update(finding=found)

    from_each = [whole(by, each.entry) for each in (found, first, second, agreed)]

    assert from_each[0] == [(0, str(found)), (1, str(first)), (2, str(agreed)), (1, "Publish the guidance")]
    assert all(each == from_each[0] for each in from_each)


def test_a_record_leads_to_what_came_out_of_it(officer, review):
    found = finding(officer, source=review.entry)

    assert whole(officer, review.entry) == [(0, str(found))]


def test_what_came_out_of_a_record_is_for_those_who_see_that_record(officer, review):
    found = finding(officer, source=review.entry)
    made = recommendation(found, officer)

    assert found in queries.findings_visible_to(officer)
    assert made.entry.source == review.entry
    for other in (manager(), actor(Role.AGENCY_LEAD, agency="police"), actor(Role.INDEPENDENT_CHAIR, agency="team")):
        assert list(queries.findings_visible_to(other)) == []
        assert list(queries.recommendations_visible_to(other)) == []
        assert queries.similar(made.words, other) == []


def agreed_out_of(review, officer):
    made = recommendation(finding(officer, source=review.entry), officer)
    actions.answer(made, by=joined(manager(), review), response="accepted", answered_on=made.made_on)
    return action(made, officer, words="Visit each setting")


def seated(who):
    join(receiving().circle, who)
    return who


def joined(who, review):
    join(review.entry.circle, who)
    return who


def test_whoever_does_an_action_sees_it_and_nothing_of_what_it_came_from(officer, review):
    agreed = agreed_out_of(review, officer)
    does = doer()

    assert agreed in queries.actions_visible_to(does)
    assert whole(does, agreed.entry) == [(0, "Visit each setting")]
    assert agreed.entry.tier == Tier.C3
    assert agreed not in queries.actions_visible_to(actor(Role.AGENCY_LEAD, agency="health"))


def test_two_actions_of_one_hidden_recommendation_do_not_meet(officer, review):
    """That they hang together would tell of what they hang on."""
    made = recommendation(finding(officer, source=review.entry), officer)
    actions.answer(made, by=joined(manager(), review), response="accepted", answered_on=made.made_on)
    one, other = action(made, officer, words="Visit each setting"), action(made, officer, words="Write to each family")
    does = doer()

    assert {one, other} <= set(queries.actions_visible_to(does))
    assert whole(does, one.entry) == [(0, "Visit each setting")]
    # the control: whoever sees the review sees them together
    assert [line for _, line in whole(officer, one.entry)][2:] == ["Visit each setting", "Write to each family"]


def test_a_conflict_of_interest_in_the_source_hides_all_that_came_out_of_it(officer, review):
    found = finding(officer, source=review.entry)
    other = joined(actor(Role.AGENCY_LEAD, agency="police"), review)
    assert found in queries.findings_visible_to(other)

    Conflict.objects.create(
        entry=review.entry,
        user=other.user,
        why="Their own practice",
        from_on=other.on,
        declared_on=other.on,
        declared_by=other.user,
    )

    assert list(queries.findings_visible_to(other)) == []
    assert whole(other, found.entry) == []


def test_once_it_is_released_the_partnership_sees_the_finding_and_still_not_the_record(officer, review):
    agreed = agreed_out_of(review, officer)
    found = agreed.recommendation.finding
    slip = recommendation(found, officer, words="Visit the wrong family")
    actions.enter_in_error(slip, by=officer, why="It names a family")
    chair = actor(Role.INDEPENDENT_CHAIR, agency="team")
    assert whole(chair, found.entry) == []

    actions.release(found, by=officer, source_name="A review, published in May 2021")

    assert whole(chair, found.entry) == whole(chair, agreed.entry)
    assert [line for _, line in whole(chair, found.entry)] == [str(found), str(agreed.recommendation), str(agreed)]
    assert not records.sees(chair, review.entry)
    assert not records.sees(chair, slip.entry)
    with pytest.raises(Refused, match="can see this already"):
        actions.release(found, by=officer, source_name="A review")


def test_what_was_released_is_still_in_the_thread_of_its_record_and_can_be_taken_back(officer, review):
    agreed = agreed_out_of(review, officer)
    found = agreed.recommendation.finding
    chair = actor(Role.INDEPENDENT_CHAIR, agency="team")
    actions.release(found, by=officer, source_name="A review, published in May 2021")
    again = Finding.objects.get(pk=found.pk)
    assert again.entry.freed_from == review.entry
    assert whole(officer, review.entry) == whole(officer, found.entry)
    assert whole(chair, review.entry) == []

    with pytest.raises(Refused, match="Only"):
        actions.hold(again, by=chair, why="Too soon")
    actions.hold(again, by=officer, why="It was not published yet")

    assert whole(chair, found.entry) == []
    assert [line for _, line in whole(chair, agreed.entry)] == [str(agreed)]  # whose words stand for themselves
    assert len(whole(officer, found.entry)) == 3


def test_what_was_recorded_in_error_is_not_released(officer, review):
    found = finding(officer, source=review.entry)
    actions.enter_in_error(found, by=officer, why="It names somebody")

    with pytest.raises(Refused, match="in error"):
        actions.release(found, by=officer, source_name="A review")


@pytest.mark.parametrize("sealed", [False, True])
def test_what_comes_out_of_what_all_may_see_is_done_before_all(sealed, officer):
    """Held for few only where its source is."""
    open_to_all = finding(officer)
    if sealed:
        Entry.objects.filter(pk=open_to_all.entry_id).update(sealed=True, circle=receiving().circle)
        open_to_all.entry.refresh_from_db()
        join(receiving().circle, officer)
    out = recommendation(finding(officer, source=open_to_all.entry), officer)
    actions.answer(out, by=seated(manager()), response="accepted", answered_on=out.made_on)

    agreed = action(out, officer)

    assert agreed.entry.tier == (Tier.C3 if sealed else Tier.C2)


def test_only_whoever_is_in_charge_of_the_record_lets_others_see_what_came_out_of_it(officer, review):
    found = finding(officer, source=review.entry)

    with pytest.raises(Refused, match="Only"):
        actions.release(
            found, by=joined(actor(Role.AGENCY_CONTRIBUTOR, agency="police"), review), source_name="A review"
        )


def test_a_finding_does_not_come_from_a_record_that_whoever_records_it_cannot_see(review):
    with pytest.raises(Refused, match="There is no such record"):
        finding(manager(), source=review.entry)


# --- ties ---


def test_two_records_tied_together_are_in_one_thread_for_those_who_see_both(officer, review):
    found, by = finding(), actor(Role.REVIEW_OFFICER)
    joined(by, review)
    actions.tie(found.entry, by=by, other=review.entry, why="The review tested it")

    assert whole(by, found.entry) == [(0, str(found)), (1, "The review tested it")]
    assert whole(by, review.entry) == [(0, "The review tested it")]
    assert whole(manager(), found.entry) == [(0, str(found))]


def test_records_are_tied_once_and_only_by_those_who_see_both(officer, review):
    found = finding()
    with pytest.raises(Refused, match="There is no such record"):
        actions.tie(found.entry, by=manager(), other=review.entry, why="Because")

    actions.tie(found.entry, by=officer, other=review.entry, why="Because")
    with pytest.raises(Refused, match="tied together already"):
        actions.tie(review.entry, by=officer, other=found.entry, why="Because")
    with pytest.raises(Refused, match="cannot be tied to itself"):
        actions.tie(found.entry, by=officer, other=found.entry, why="Because")


# --- who sees what ---


@pytest.mark.parametrize(
    "visible_to", [queries.findings_visible_to, queries.recommendations_visible_to, queries.actions_visible_to]
)
def test_each_kind_is_seen_as_its_entry_is(visible_to, officer, review):
    action()
    agreed_out_of(review, officer)

    sees_as_its_entry_does(visible_to, [actor(role) for role in Role])


def test_what_was_recorded_in_error_is_in_no_thread_and_no_count():
    by = manager()
    made = accepted(by)
    agreed = action(made, by)
    actions.enter_in_error(made, by=by, why="Written twice")

    assert str(made) not in [line for _, line in whole(by, agreed.entry)]
    assert queries.similar(made.words, by) == []


def test_similar_recommendations_come_with_what_became_of_them():
    by = manager()
    earlier = accepted(by)
    agreed = action(earlier, by)

    (found,) = queries.similar("Mental capacity is assessed for one decision, with its date", by)

    assert found == earlier
    assert found.seen == [agreed]


def test_everything_here_has_an_entry():
    agreed = action()

    kinds = {each.KIND for each in (Finding, Recommendation, PlannedAction)}
    assert kinds <= set(Entry.objects.values_list("kind", flat=True))
    assert agreed.entry.owner == agreed.agency
    assert agreed.group == receiving()


def test_a_thread_says_its_evidence_its_assurance_and_its_impact_on_the_page_and_in_the_file():
    done = found_out(assured(), Result.SHOWN)
    client = browser(manager())
    address = reverse("plans:thread", args=[done.uid])
    page = client.get(address).content.decode()
    rows = b"".join(client.get(address, {"format": "csv"})).decode()

    for kind, words in (
        ("Evidence", "Sixty sergeants were trained in March."),
        ("Assurance", "The register names them all"),
        ("Impact", "Two of ten named it"),
    ):
        assert f"{kind}: " in page
        assert words in page
        assert words in next(line for line in rows.splitlines() if f",{kind}," in line)
