"""A check that fails stops a report until somebody entitled says why it stands; the reason is kept and printed."""

from dataclasses import replace

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions
from safehold.publications.claims.verdicts import Verdict
from safehold.publications.document import html
from safehold.publications.document.serial import from_json, to_json
from safehold.publications.lifecycle import Status
from safehold.publications.models import Profile
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import FAILING, FIGURES, IMPOSSIBLE, WORDS, built, report, taken_in

pytestmark = pytest.mark.django_db
WHY = "The source counts a home in another area"


@pytest.fixture
def failing(manager):
    taken_in(manager, FIGURES + IMPOSSIBLE)
    return report(manager, FAILING, profile=Profile.INTERNAL)


def the_finding(publication):
    (finding,) = built(publication).failing
    return finding


def test_a_check_that_fails_stops_the_report(manager, failing):
    made = built(failing)

    assert [each.how for each in made.failing] == ["12 cannot lie inside 11."]
    with pytest.raises(Refused, match=r"1 check fails\. Mend what fails, or say why it stands"):
        actions.submit(failing, by=manager, made=made)


def test_the_control_a_report_whose_checks_hold_is_not_stopped(manager):
    taken_in(manager)
    publication = report(manager, WORDS)

    actions.submit(publication, by=manager, made=built(publication))

    assert publication.status == Status.SUBMITTED


def test_accepted_with_a_reason_it_goes_on_and_the_reason_is_printed(manager, chair, failing):
    actions.accept_finding(failing, by=manager, finding=the_finding(failing), why=WHY)
    made = built(failing)
    actions.submit(failing, by=manager, made=made)
    actions.publish(failing, by=chair, made=made, files={}, read=fingerprint(made.document))

    failing.refresh_from_db()
    kept = from_json(failing.frozen)
    assert [(each.section, each.why) for each in kept.accepted] == [("1. Part 1", WHY)]
    assert WHY in html.page(kept, {})
    assert "12 cannot lie inside 11." in html.page(kept, {})
    assert AuditLine.objects.filter(event="publications.finding_accepted").count() == 1
    assert to_json(kept) == failing.frozen


def test_nobody_publishes_what_they_accepted(manager, failing):
    chair = actor(Role.INDEPENDENT_CHAIR)
    actions.accept_finding(failing, by=chair, finding=the_finding(failing), why=WHY)
    made = built(failing)
    actions.submit(failing, by=manager, made=made)

    with pytest.raises(Refused, match="because you accepted a check that fails"):
        actions.publish(failing, by=chair, made=made, files={}, read=fingerprint(made.document))


def test_what_was_accepted_does_not_cover_other_numbers(manager, failing):
    actions.accept_finding(failing, by=manager, finding=the_finding(failing), why=WHY)
    taken_in(manager, IMPOSSIBLE.replace(",12,", ",13,"))

    assert [each.how for each in built(failing).failing] == ["13 cannot lie inside 11."]
    assert built(failing).document.accepted == ()


def test_an_acceptance_can_be_taken_back_and_given_again_and_both_are_kept(manager, failing):
    first = actions.accept_finding(failing, by=manager, finding=the_finding(failing), why=WHY)
    actions.take_acceptance_back(first, by=manager)

    assert len(built(failing).failing) == 1
    actions.accept_finding(failing, by=manager, finding=the_finding(failing), why="Looked at again")
    assert built(failing).failing == []
    assert failing.accepted_findings.count() == 2
    with pytest.raises(Refused, match="already taken back"):
        actions.take_acceptance_back(first, by=manager)


def test_a_finding_is_accepted_once(manager, failing):
    finding = the_finding(failing)
    actions.accept_finding(failing, by=manager, finding=finding, why=WHY)

    with pytest.raises(Refused, match="already accepted"):
        actions.accept_finding(failing, by=manager, finding=finding, why=WHY)


@pytest.mark.parametrize("role", [Role.AGENCY_LEAD, Role.DELEGATE, Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR])
def test_not_everybody_may_accept(role, failing):
    with pytest.raises(Refused, match="Only the independent chair"):
        actions.accept_finding(failing, by=actor(role), finding=the_finding(failing), why=WHY)


def test_a_reason_is_needed(manager, failing):
    with pytest.raises(Refused, match="Enter why"):
        actions.accept_finding(failing, by=manager, finding=the_finding(failing), why="")


def test_what_holds_needs_no_acceptance(manager, failing):
    held = replace(the_finding(failing), verdict=Verdict.HOLDS)

    with pytest.raises(Refused, match="Only a check that fails"):
        actions.accept_finding(failing, by=manager, finding=held, why=WHY)


def test_that_a_hidden_number_can_be_worked_out_is_never_accepted(manager, failing):
    leak = replace(the_finding(failing), gives_away=True)

    with pytest.raises(Refused, match="A hidden number can be worked out"):
        actions.accept_finding(failing, by=manager, finding=leak, why=WHY)


def test_nothing_is_accepted_once_approval_is_asked_for(manager, chair, failing):
    finding = the_finding(failing)
    accepted = actions.accept_finding(failing, by=manager, finding=finding, why=WHY)
    actions.submit(failing, by=manager, made=built(failing))

    with pytest.raises(Refused, match="waiting for approval"):
        actions.take_acceptance_back(accepted, by=manager)


def test_figures_that_change_after_approval_was_asked_for_stop_publishing(manager, chair, failing):
    actions.accept_finding(failing, by=manager, finding=the_finding(failing), why=WHY)
    actions.submit(failing, by=manager, made=built(failing))
    taken_in(manager, IMPOSSIBLE.replace(",12,", ",13,"))

    with pytest.raises(Refused, match="a check fails now"):
        actions.publish(failing, by=chair, made=built(failing), files={}, read=fingerprint(built(failing).document))


def test_a_list_holds_as_many_items_as_its_words_say(manager):
    taken_in(manager)
    said = "There were {{ figure lado.suitability.other }} others:\n\n- one\n- two\n"

    made = built(report(manager, said, profile=Profile.INTERNAL))

    assert [each.how for each in made.failing] == ["5 are said, and 2 listed."]
    assert built(report(manager, said + "- three\n- four\n- five\n", profile=Profile.INTERNAL)).failing == []


def test_each_of_two_figures_made_alike_is_checked_as_itself(manager):
    """Both years share one entry in the appendix: the words about each are held against its own year."""
    taken_in(manager)
    words = "There were {{ figure lado.contacts }} contacts. In 2019-20 there were {{ figure lado.contacts period=2019-20 }}."
    made = built(report(manager, words, profile=Profile.INTERNAL))

    anchors = {each.anchor for each in made.document.figures}
    years = [each for each in made.checked.findings.findings if each.kind == "period_in_text"]
    assert len(anchors) == 1
    assert [each.verdict for each in years] == [Verdict.HOLDS]


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("By source 8 + 8 + 4 is 23.", "8 + 8 + 4 is 20, not 23: 3 are unexplained."),
        ("It rose by 25% from 1,000 to 1,242.", "Prints a rise of 25% where 1,000 to 1,242 is a rise of 24.2%"),
    ],
)
def test_arithmetic_typed_in_a_sentence_stops_the_report_as_a_figures_does(manager, typed, how):
    taken_in(manager)
    publication = report(manager, f"Before it.\n\n{typed}\n", profile=Profile.INTERNAL)

    (finding,) = built(publication).failing

    assert finding.how.startswith(how)
    assert (finding.section, finding.note) == ("1. Part 1", typed)
    with pytest.raises(Refused, match="1 check fails"):
        actions.submit(publication, by=manager, made=built(publication))


def test_the_control_typed_arithmetic_that_adds_up_stops_nothing(manager):
    taken_in(manager)
    publication = report(manager, "By source 8 + 8 + 4 is 20.\n", profile=Profile.INTERNAL)

    assert built(publication).failing == []
    assert [each.how for each in built(publication).checked.findings.findings] == ["8 + 8 + 4 is 20."]
