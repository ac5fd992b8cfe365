"""Writing, submitting and publishing a report: two people, errors first, and nothing changes afterwards."""

import pytest

from safehold.access.actions import accounts, memberships
from safehold.access.handover import Fate
from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, account, actor, membership
from safehold.publications import actions
from safehold.publications.caseload import SECTIONS
from safehold.publications.document.serial import from_json
from safehold.publications.lifecycle import Status
from safehold.publications.models import Kind, Profile, ShownSmall
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, WORDS, built, report, taken_in

pytestmark = pytest.mark.django_db


def test_the_words_are_filled_with_what_was_accepted(manager):
    taken_in(manager)

    made = built(report(manager))

    assert made.errors == []
    printed = {figure.figure.code: figure.figure.display for figure in made.document.figures}
    assert printed["lado.contacts"] == "200"
    assert printed["lado.contacts.change_pct"] == "-24.2%"


def test_a_report_for_the_public_hides_a_small_number_and_what_would_give_it_away(manager):
    taken_in(manager)

    made = built(report(manager))

    shown = {figure.figure.code.rpartition(".")[2]: figure.figure.display for figure in made.document.figures}
    assert (shown["foster_carer"], shown["other"], shown["total"]) == ("[c]", "[c]", "23")
    assert [figure.code for figure in made.small] == ["lado.suitability.foster_carer"]


def test_one_asks_another_publishes_and_it_is_frozen(manager, chair):
    taken_in(manager)
    publication = report(manager)
    made = built(publication)

    actions.submit(publication, by=manager, made=made)
    actions.publish(publication, by=chair, made=made, files={Kind.CSV: b"figures"}, read=fingerprint(made.document))

    publication.refresh_from_db()
    assert (publication.status, publication.published_by) == (Status.PUBLISHED, chair.user)
    assert from_json(publication.frozen) == made.document
    assert publication.files.get().size == len(b"figures")
    with pytest.raises(Refused, match="so its words cannot be changed"):
        actions.write(publication.sections.get(), by=manager, words="Other words")


@pytest.mark.parametrize(("profile", "dated"), [(Profile.PUBLIC, "Published"), (Profile.INTERNAL, "Made final")])
def test_the_cover_says_published_only_of_what_is_for_the_public(manager, profile, dated):
    taken_in(manager)

    assert built(report(manager, profile=profile)).document.meta.dated == dated


def test_what_somebody_typed_with_straight_apostrophes_is_printed_with_curly_ones(manager):
    taken_in(manager)

    made = built(report(manager, "The council's figures: {{ figure lado.contacts }}."))

    (section,) = made.document.sections
    assert section.blocks[0].children[0].text == "The council’s figures: "


def test_nobody_publishes_what_they_submitted():
    both = actor(Role.BUSINESS_MANAGER, Role.DATA_ANALYST, Role.INDEPENDENT_CHAIR)
    taken_in(both)
    publication = report(both)
    made = built(publication)
    actions.submit(publication, by=both, made=made)

    with pytest.raises(Refused, match="Someone else must publish it"):
        actions.publish(publication, by=both, made=made, files={}, read=fingerprint(made.document))


def test_nobody_publishes_who_prepares_the_report_or_its_figures(manager):
    taken_in(manager)
    publication = report(manager)
    made = built(publication)
    actions.submit(publication, by=manager, made=made)

    for role in (Role.BUSINESS_MANAGER, Role.DATA_ANALYST):
        with pytest.raises(Refused, match="Only the independent chair or a delegated safeguarding partner"):
            actions.publish(publication, by=actor(role), made=made, files={}, read=fingerprint(made.document))


def test_what_an_earlier_report_showed_the_public_is_taken_for_known(manager, chair):
    """The first report prints the year; the second would print its quarters, one of them small."""
    quarters = "".join(
        f"10.3,lado.contacts,2020-21 Q{number},Here,{value},contacts,printed,\n"
        for number, value in enumerate((3, 70, 60, 67), start=1)
    )
    taken_in(manager, quarters + "10.3,lado.contacts,2020-21,Here,200,contacts,printed,\n")
    words = [f'{{{{ figure lado.contacts period="2020-21 Q{number}" }}}}' for number in (1, 2, 3, 4)]
    second = report(manager, " and ".join(words) + "\n")
    assert built(second).hidden.secondary == frozenset()

    first = report(manager, "There were {{ figure lado.contacts }} contacts.\n")
    made = built(first)
    actions.submit(first, by=manager, made=made)
    files = {str(kind): b"x" for kind in Kind}
    actions.publish(first, by=chair, made=made, files=files, read=fingerprint(made.document))

    assert {key[1] for key in built(second).hidden.secondary} == {"2020-21 Q3"}


def test_an_override_takes_two_people_and_lists_each_small_number(manager, chair):
    taken_in(manager)
    publication = report(manager)
    actions.ask_to_show_small_numbers(publication, by=manager, why="Already public since 2021")
    made = built(publication)
    actions.submit(publication, by=manager, made=made)

    actions.publish(publication, by=chair, made=made, files={}, read=fingerprint(made.document))

    assert "[c]" not in [figure.figure.display for figure in made.document.figures]
    assert list(ShownSmall.objects.values_list("code", "value")) == [("lado.suitability.foster_carer", 1)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("{{ figure lado.contact }}", "1 things? would be wrong in print"),
        ("{{ chart referrals-by-month }}", "would be wrong in print"),
    ],
)
def test_what_would_be_wrong_in_print_cannot_be_submitted(manager, words, reason):
    taken_in(manager)
    publication = report(manager, words)

    with pytest.raises(Refused, match=reason):
        actions.submit(publication, by=manager, made=built(publication))


def test_an_unknown_measure_names_the_near_miss(manager):
    taken_in(manager)

    (problem,) = built(report(manager, "There were {{ figure lado.contact }} contacts.")).errors

    assert "Did you mean lado.contacts" in problem.message


def test_words_that_cannot_be_read_are_refused_and_nothing_is_saved(manager):
    publication = report(manager)
    section = publication.sections.get()

    with pytest.raises(Refused, match="Use"):
        actions.write(section, by=manager, words="{{ figgure lado.contacts }}")

    section.refresh_from_db()
    assert section.words == WORDS


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.AGENCY_LEAD, Role.SYSTEM_ADMINISTRATOR])
def test_only_the_business_manager_sets_out_a_report(role):
    with pytest.raises(Refused, match="Only the business manager"):
        actions.begin(by=actor(role), title="Annual report", period="2020-21", geography="Here", profile=Profile.PUBLIC)

    assert not AuditLine.objects.filter(event="publications.begun").exists()


def test_the_sections_of_somebody_who_leaves_go_to_their_successor_or_stay_with_the_agency():
    manager, administrator = actor(Role.BUSINESS_MANAGER), actor(Role.SYSTEM_ADMINISTRATOR, agency="team")
    leaver, follows = account(Role.AGENCY_LEAD), account(Role.AGENCY_LEAD)
    report = actions.begin(
        by=manager, title="Annual report", period="2020-21", geography="Here", profile=Profile.PUBLIC
    )
    for number, writer in ((1, leaver), (2, follows)):
        actions.add_section(
            report, by=manager, number=number, title=f"Section {number}", agency=AgencyFactory(), writer=writer
        )

    accounts.close_account(leaver, by=administrator, left_on=DAY, successor=follows)
    assert [section.writer for section in report.sections.order_by("number")] == [follows, follows]
    accounts.close_account(follows, by=administrator, left_on=DAY)

    assert [section.writer for section in report.sections.order_by("number")] == [None, None]
    assert AuditLine.objects.filter(event="publications.sections_handed_over").count() == 2


def test_the_sections_of_one_agency_are_handed_over_with_the_membership_that_ends():
    manager, administrator = actor(Role.BUSINESS_MANAGER), actor(Role.SYSTEM_ADMINISTRATOR, agency="team")
    leaver, follows = account(Role.AGENCY_LEAD), account(Role.AGENCY_CONTRIBUTOR)
    membership(Role.AGENCY_LEAD, agency="police", user=leaver)
    report = actions.begin(
        by=manager, title="Annual report", period="2020-21", geography="Here", profile=Profile.PUBLIC
    )
    for number, code in ((1, "council"), (2, "police")):
        agency = AgencyFactory(code=code)
        actions.add_section(report, by=manager, number=number, title=f"Of {code}", agency=agency, writer=leaver)

    ends = leaver.memberships.get(agency__code="council")
    memberships.end_membership(ends, by=administrator, to_on=DAY, successor=follows)

    assert [section.writer for section in report.sections.order_by("number")] == [follows, leaver]


def test_what_becomes_of_sections_is_known_before_and_only_writers_could_take_them():
    manager, by = actor(Role.BUSINESS_MANAGER), actor(Role.SYSTEM_ADMINISTRATOR, agency="team")
    leaver, follows, cannot = account(Role.AGENCY_LEAD), account(Role.AGENCY_LEAD), account(Role.TRAIL_AUDITOR)
    report = actions.begin(
        by=manager, title="Annual report", period="2020-21", geography="Here", profile=Profile.PUBLIC
    )
    for number in (1, 2):
        facts = {"number": number, "title": f"Section {number}", "agency": AgencyFactory(), "writer": leaver}
        actions.add_section(report, by=manager, **facts)

    able = SECTIONS.could_take(leaver=leaver, by=by, on=DAY)
    assert (follows.pk in able, cannot.pk in able) == (True, False)
    goes = SECTIONS.foresee(leaver=leaver, successor=follows, by=by, on=DAY)
    left = SECTIONS.foresee(leaver=leaver, successor=cannot, by=by, on=DAY)

    assert goes == Fate(goes=("2 sections of reports",))
    assert left.left == ("2 sections of reports, left to the agencies that answer for them",)
    assert left.leaving == "leave 2 sections to the agencies that answer for them"
    assert SECTIONS.foresee(leaver=cannot, successor=None, by=by, on=DAY) == Fate()


def test_nobody_hands_over_sections_who_may_not_close_the_account():
    with pytest.raises(Refused, match="can close an account"):
        actions.hand_over_sections(account(Role.AGENCY_LEAD), by=actor(Role.DELEGATE), successor=None)


def test_a_report_without_a_section_is_not_sent_for_approval(manager):
    empty = actions.begin(
        by=manager, title="Annual report", period="2020-21", geography="Here", profile=Profile.INTERNAL
    )

    with pytest.raises(Refused, match="Add a section first"):
        actions.submit(empty, by=manager, made=built(empty))

    empty.refresh_from_db()
    assert empty.status == Status.DRAFTING


def test_one_thing_to_mend_is_told_as_one(manager):
    publication = report(manager, "{{ figure lado.contacts }} contacts.\n", profile=Profile.INTERNAL)
    made = built(publication)
    assert len(made.errors) == 1

    with pytest.raises(Refused, match="1 thing would be wrong in print"):
        actions.submit(publication, by=manager, made=made)
