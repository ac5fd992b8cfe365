"""An empty item stops a report unless somebody who wrote none of it signs the gap by name, and says why."""

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import UserFactory, actor
from safehold.publications import actions, queries
from safehold.publications.document import html
from safehold.publications.document.serial import from_json, to_json
from safehold.publications.models import Coverage, SignedGap
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.covering import WORDS, asked, everything_named, section_of
from safehold.publications.tests.factories import built
from safehold.publications.tests.pages import at
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db
WHY = "No review was going on"


WAYS = {
    "named": lambda by, section, manager: actions.change_section(
        section, by=manager, title="Part 1", agency=by.agency, writer=by.user
    ),
    "replaced its words": lambda by, section, manager: (
        actions.write(section, by=by, words=WORDS + "More."),
        actions.write(section, by=manager, words=WORDS),
        actions.finish(section, by=manager),
    ),
    "saved it last": lambda by, section, manager: (
        actions.write(section, by=by, words=WORDS + "More."),
        actions.finish(section, by=manager),
    ),
    "finished it": lambda by, section, manager: actions.finish(section, by=by),
}


@pytest.fixture
def both(manager, board):
    """Somebody who may approve reports, and whose agency answers for the section."""
    by = actor(Role.DELEGATED_PARTNER, Role.AGENCY_LEAD, agency="police")
    actions.change_section(section_of(board), by=manager, title="Part 1", agency=by.agency)
    return by


@pytest.mark.parametrize("way", WAYS)
def test_whoever_wrote_in_the_report_neither_signs_a_gap_nor_publishes(manager, board, both, way):
    everything_named(board, manager, "sab.reviews_ongoing")
    assert queries.may_sign_gap(both, board)
    WAYS[way](both, section_of(board), manager)

    assert not queries.may_sign_gap(both, board)
    with pytest.raises(Refused, match="You write a section of this report"):
        actions.sign_gap(board, by=both, asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    actions.sign_gap(board, by=actor(Role.INDEPENDENT_CHAIR), asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    made = built(board)
    actions.submit(board, by=manager, made=made)
    with pytest.raises(Refused, match="because you wrote a section of it"):
        actions.publish(board, by=both, made=made, files={}, read=fingerprint(made.document))


def test_whoever_wrote_an_empty_section_first_is_its_writer(manager, board, both):
    section = actions.add_section(board, by=manager, number=2, title="Foreword", agency=both.agency)
    actions.write(section, by=both, words="My own words.")
    actions.write(section, by=manager, words="Other words.")

    assert both.user_id in queries.wrote(board)
    assert [each.words for each in queries.earlier_words(section)] == ["My own words."]
    actions.remove_section(section, by=manager)
    assert both.user_id not in queries.wrote(board)


def test_whoever_signed_and_wrote_after_stops_the_report_until_somebody_else_signs(manager, chair, board, both):
    everything_named(board, manager, "sab.reviews_ongoing")
    actions.sign_gap(board, by=both, asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    actions.write(section_of(board), by=both, words=WORDS + "More.")
    actions.finish(section_of(board), by=manager)
    made = built(board)
    actions.submit(board, by=manager, made=made)

    with pytest.raises(Refused, match="signed what is not in this report and has written in it since"):
        actions.publish(board, by=chair, made=made, files={}, read=fingerprint(made.document))


def test_whoever_wrote_is_told_why_they_do_not_publish_and_may_send_it_back(manager, board, both):
    everything_named(board, manager)
    actions.finish(section_of(board), by=both)
    actions.submit(board, by=manager, made=built(board))
    web = browser(both)

    assert "because you wrote a section of it" in web.get(board.get_absolute_url()).text
    read = web.get(at("read", board)).text
    assert "Send back" in read
    assert "Publish what you have read" not in read


def test_a_gap_that_is_signed_stops_nothing_and_is_printed_with_who_when_and_why(manager, chair, board):
    everything_named(board, manager, "sab.reviews_ongoing")
    with pytest.raises(Refused, match="1 thing that the law asks is not in this report"):
        actions.submit(board, by=manager, made=built(board))
    actions.sign_gap(board, by=chair, asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    made = built(board)
    actions.submit(board, by=manager, made=made)
    actions.publish(board, by=actor(Role.DELEGATED_PARTNER), made=made, files={}, read=fingerprint(made.document))

    board.refresh_from_db()
    kept = from_json(board.frozen)
    (gap,) = [each for each in kept.asked if each.signed]
    assert (gap.code, gap.why, gap.signed_by, gap.signed_on) == ("sab.reviews_ongoing", WHY, str(chair.user), chair.on)
    page = html.page(kept, {})
    assert f"Not in this report, because: {WHY}" in page
    assert f"Signed by {chair.user}, 30 April 2021" in page
    assert to_json(kept) == board.frozen
    assert AuditLine.objects.filter(event="publications.gap_signed").count() == 1


def test_a_gap_that_was_filled_later_is_printed_as_said(manager, chair, board):
    actions.sign_gap(board, by=chair, asked=asked(board, "sab.objective"), why=WHY)
    actions.name_place(board, by=manager, requirement="sab.objective", section=section_of(board))

    assert asked(board, "sab.objective").covered
    assert WHY not in html.page(built(board).document, {})


def test_whoever_signed_a_gap_does_not_publish_the_report(manager, chair, board):
    everything_named(board, manager, "sab.reviews_ongoing")
    actions.sign_gap(board, by=chair, asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    made = built(board)
    actions.submit(board, by=manager, made=made)

    with pytest.raises(Refused, match="because you signed what is not in it"):
        actions.publish(board, by=chair, made=made, files={}, read=fingerprint(made.document))


def test_a_withdrawn_signature_stops_the_report_again_and_is_kept(manager, chair, board):
    everything_named(board, manager, "sab.reviews_ongoing")
    signed = actions.sign_gap(board, by=chair, asked=asked(board, "sab.reviews_ongoing"), why=WHY)
    actions.withdraw_gap(signed, by=manager)

    with pytest.raises(Refused, match="1 thing that the law asks is not in this report"):
        actions.submit(board, by=manager, made=built(board))
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_gap(signed, by=manager)
    actions.sign_gap(board, by=chair, asked=asked(board, "sab.reviews_ongoing"), why="Looked at again")
    assert SignedGap.objects.count() == 2


def test_a_gap_cannot_be_signed_twice_nor_where_there_is_none_nor_without_a_reason(manager, chair, board):
    lacking = asked(board, "sab.objective")
    with pytest.raises(Refused, match="Enter why it is not in the report"):
        actions.sign_gap(board, by=chair, asked=lacking, why="  ")
    actions.sign_gap(board, by=chair, asked=lacking, why=WHY)
    with pytest.raises(Refused, match="signed this gap already"):
        actions.sign_gap(board, by=actor(Role.DELEGATED_PARTNER), asked=lacking, why=WHY)
    actions.name_place(board, by=manager, requirement="sab.strategy", section=section_of(board))
    with pytest.raises(Refused, match="there is no gap to sign"):
        actions.sign_gap(board, by=chair, asked=asked(board, "sab.strategy"), why=WHY)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER)]
)
def test_nobody_else_signs_a_gap(manager, board, role):
    with pytest.raises(Refused, match="Only the independent chair or a delegated safeguarding partner can sign"):
        actions.sign_gap(board, by=actor(role), asked=asked(board, "sab.objective"), why=WHY)


def test_whoever_writes_a_section_signs_no_gap(manager, board):
    lacking = asked(board, "sab.objective")
    writes = actor(Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER)
    section_of(board).__class__.objects.update(writer=writes.user)
    with pytest.raises(Refused, match="You write a section of this report"):
        actions.sign_gap(board, by=writes, asked=lacking, why=WHY)
    section_of(board).__class__.objects.update(writer=UserFactory())

    assert actions.sign_gap(board, by=writes, asked=lacking, why=WHY)


def test_whoever_named_the_place_does_not_sign_that_it_says_nothing(board):
    both = actor(Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER)
    told = {"requirement": "sab.objective", "section": section_of(board), "heading": "Empty"}
    actions.name_place(board, by=both, **told)

    with pytest.raises(Refused, match="You named the section that should say it"):
        actions.sign_gap(board, by=both, asked=asked(board, "sab.objective"), why=WHY)


def test_once_approval_is_asked_for_nothing_is_named_signed_or_withdrawn(manager, chair, board):
    everything_named(board, manager, "sab.reviews_ongoing")
    lacking = asked(board, "sab.reviews_ongoing")
    signed = actions.sign_gap(board, by=chair, asked=lacking, why=WHY)
    named = Coverage.objects.first()
    actions.submit(board, by=manager, made=built(board))

    for act in (
        lambda: actions.name_place(board, by=manager, requirement="sab.reviews_ongoing", section=section_of(board)),
        lambda: actions.say_duties(board, by=manager, duties=[]),
        lambda: actions.sign_gap(board, by=chair, asked=lacking, why=WHY),
    ):
        with pytest.raises(Refused, match="waiting for approval"):
            act()
    for row, take_back in ((named, actions.take_place_off), (signed, actions.withdraw_gap)):
        row.refresh_from_db()
        with pytest.raises(Refused, match="waiting for approval"):
            take_back(row, by=manager)


def test_a_report_whose_answers_went_away_before_it_was_published_is_not_published(manager, chair, board):
    everything_named(board, manager)
    made = built(board)
    actions.submit(board, by=manager, made=made)
    Coverage.objects.filter(requirement="sab.objective").update(removed_on=chair.on, removed_by=manager.user)
    now = built(board)

    with pytest.raises(Refused, match="Something that the law asks is not in it now"):
        actions.publish(board, by=chair, made=now, files={}, read=fingerprint(now.document))


def test_only_duties_that_the_law_knows_can_be_said(manager, board):
    with pytest.raises(Refused, match="The law asks no report of HWB"):
        actions.say_duties(board, by=manager, duties=["HWB"])
    with pytest.raises(Refused, match="Only the business manager"):
        actions.say_duties(board, by=actor(Role.DATA_ANALYST), duties=["SAB"])
