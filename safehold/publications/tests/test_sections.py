"""The sections of a draft are put in order, renamed, taken out and put back; what they said before is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine, Grant
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions, policy, queries
from safehold.publications.models import Publication, Section
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, WORDS, built, report, taken_in
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(manager):
    return report(manager, "First.", "Second.", "Third.")


def titles(publication):
    return [str(section) for section in queries.sections_of(publication)]


def section(publication, number):
    return publication.sections.get(number=number)


def test_a_section_moves_up_and_down_one_step_at_a_time(manager, three):
    actions.move_section(three, by=manager, number=3, up=True)
    assert titles(three) == ["1. Part 1", "2. Part 3", "3. Part 2"]

    actions.move_section(three, by=manager, number=1, up=False)
    assert titles(three) == ["1. Part 3", "2. Part 1", "3. Part 2"]
    assert AuditLine.objects.filter(event="publications.section_moved").count() == 2


@pytest.mark.parametrize(("number", "up", "reason"), [(1, True, "the first already"), (3, False, "the last already")])
def test_the_first_goes_no_higher_and_the_last_no_lower(manager, three, number, up, reason):
    with pytest.raises(Refused, match=reason):
        actions.move_section(three, by=manager, number=number, up=up)


def test_a_section_can_be_added_between_two_others(manager, three):
    actions.add_section(three, by=manager, number=2, title="New", agency=manager.agency)

    assert titles(three) == ["1. Part 1", "2. New", "3. Part 2", "4. Part 3"]
    with pytest.raises(Refused, match="5 or less"):
        actions.add_section(three, by=manager, number=7, title="Too far", agency=manager.agency)


def test_a_section_taken_out_is_kept_with_its_words_and_can_be_put_back(manager, three):
    out = section(three, 1)
    actions.remove_section(out, by=manager)

    assert titles(three) == ["1. Part 2", "2. Part 3"]
    assert [each.title for each in built(three).document.sections] == ["1. Part 2", "2. Part 3"]
    assert queries.removed_sections(three) == [out]
    assert out.words == "First."
    with pytest.raises(Refused, match="out of the report already"):
        actions.remove_section(out, by=manager)

    actions.put_section_back(out, by=manager)
    assert titles(three) == ["1. Part 2", "2. Part 3", "3. Part 1"]
    with pytest.raises(Refused, match="in the report already"):
        actions.put_section_back(out, by=manager)


def test_a_section_can_be_called_something_else(manager, three):
    actions.change_section(section(three, 2), by=manager, title="Quality", agency=manager.agency, writer=manager.user)

    assert titles(three)[1] == "2. Quality"
    assert section(three, 2).writer == manager.user


def test_what_a_section_said_before_is_kept_each_time_it_is_written_over(manager, three):
    first = section(three, 1)
    actions.write(first, by=manager, words="Better words.")
    actions.write(first, by=manager, words="Better words.")
    actions.write(first, by=manager, words="The best words.")

    assert [(each.words, each.replaced_by) for each in queries.earlier_words(first)] == [
        ("Better words.", manager.user),
        ("First.", manager.user),
    ]


def test_nothing_of_this_happens_once_the_report_is_submitted_or_published(manager):
    taken_in(manager)
    publication = report(manager, WORDS, "Second.")
    stale = section(publication, 2)
    made = built(publication)
    actions.submit(publication, by=manager, made=made)

    acts = [
        lambda: actions.move_section(publication, by=manager, number=1, up=False),
        lambda: actions.add_section(publication, by=manager, number=1, title="New", agency=manager.agency),
        lambda: actions.remove_section(section(publication, 1), by=manager),
        lambda: actions.change_section(section(publication, 1), by=manager, title="New", agency=manager.agency),
    ]
    for _ in range(2):
        for act in acts:
            with pytest.raises(Refused, match="so it cannot be changed"):
                act()
        if publication.status == "submitted":
            actions.publish(
                publication, by=actor(Role.INDEPENDENT_CHAIR), made=made, files={}, read=fingerprint(made.document)
            )
    # whoever had the page open from before is stopped too
    stale.publication = Publication(pk=publication.pk)
    with pytest.raises(Refused, match="no longer being written"):
        actions.write(stale, by=manager, words="Late words.")


@pytest.mark.parametrize("role", [Role.AGENCY_LEAD, Role.INDEPENDENT_CHAIR, Role.DELEGATE])
def test_only_the_business_manager_changes_the_order(role, three):
    with pytest.raises(Refused, match="Only the business manager"):
        actions.move_section(three, by=actor(role), number=1, up=False)


def test_a_section_taken_out_is_nobodys_work(manager, three):
    out = section(three, 1)
    actions.remove_section(out, by=manager)

    assert out not in queries.sections_visible_to(manager)
    assert out in queries.all_sections_visible_to(manager)


# --- who writes ---


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.TRAIL_AUDITOR, Role.SYSTEM_ADMINISTRATOR, Role.EXTERNAL_REVIEWER])
def test_who_could_not_open_the_report_is_neither_offered_nor_taken_as_a_writer(manager, three, role):
    stranger = actor(role).user

    assert stranger not in queries.writers(three, on=DAY)
    with pytest.raises(Refused, match="cannot open this report, so they cannot write a section of it"):
        actions.change_section(section(three, 2), by=manager, title="Two", agency=manager.agency, writer=stranger)
    with pytest.raises(Refused, match="cannot open this report"):
        actions.add_section(three, by=manager, number=4, title="Four", agency=manager.agency, writer=stranger)


@pytest.mark.parametrize("role", Role)
def test_the_writers_offered_are_those_who_could_then_write(manager, three, role):
    """Asked of every role: the list that is offered agrees with what the pages and the policy say afterwards."""
    who = actor(role, agency="council")
    second = section(three, 2)
    Section.objects.filter(pk=second.pk).update(writer=who.user)

    opened = queries.sections_visible_to(who).filter(pk=second.pk).first()

    could = opened is not None and bool(policy.write(who, opened))
    assert could == (who.user in queries.writers(three, on=DAY))


def test_someone_whose_role_has_ended_is_not_offered(manager, three):
    lead = actor(Role.AGENCY_LEAD)
    assert lead.user in queries.writers(three, on=DAY)
    Grant.objects.filter(membership=lead.membership_id).update(from_on=DAY - timedelta(9), to_on=DAY - timedelta(1))

    assert lead.user not in queries.writers(three, on=DAY)


def test_the_page_offers_only_those_and_says_who_no_longer_can(manager, three):
    delegate, lead = actor(Role.DELEGATE), actor(Role.AGENCY_LEAD)
    Section.objects.filter(number=2).update(writer=delegate.user)
    address = reverse("publications:change_section", args=[three.entry.uid, 2])
    web = browser(manager)

    page = web.get(address).content.decode()
    assert f">{lead.user}</option>" in page
    assert f">{delegate.user}</option>" not in page
    assert f"{delegate.user} wrote it until now, and can no longer open this report" in page
    answer = web.post(address, {"title": "Two", "agency": manager.agency_id, "writer": delegate.user_id})
    assert "Choose a writer who can open this report" in answer.content.decode()
