"""Who may do what to what every record has: each policy of need to know, asked of everybody it should refuse."""

from datetime import date
from types import SimpleNamespace

import pytest

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import policy
from safehold.records.models import AccessRequest, Document, EmergencyAccess, Entry
from tests.invented.factories import allegation, notebook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2021, 4, 30)
SYSTEM = Actor.system("a test", on=DAY)


def who(role: Role, *, user: int | None = 10, agency: int | None = 1) -> Actor:
    """Somebody in ``role`` who is not in the database."""
    return Actor(
        name=role.label,
        on=DAY,
        roles=frozenset({role}),
        user=User(pk=user) if user else None,
        agency=Agency(pk=agency) if agency else None,
    )


def entry(**facts) -> Entry:
    return Entry(**{"owner_id": 1, "tier": Tier.C4, "kind": "invented.notebook", "circle_id": 1} | facts)


def refused(answer, words: str) -> None:
    assert not answer
    assert words in answer.reason


@pytest.fixture
def manager():
    return actor(Role.ADULTS_MANAGER)


@pytest.fixture
def book(manager):
    return notebook(manager).entry


# --- working on a record, and being in charge of it ---------------------------------------------------------------------


def test_safehold_itself_works_on_everything():
    assert policy.works_on(SYSTEM, entry(owner_id=2, circle_id=None))


def test_nobody_is_in_the_circle_of_a_record_without_one_nor_without_an_account(book):
    assert not policy.is_in_circle(actor(Role.ADULTS_PRACTITIONER), entry(circle_id=None))
    assert not policy.is_in_circle(who(Role.ADULTS_PRACTITIONER, user=None), book)
    assert not policy.is_in_circle(Actor.nobody(on=DAY), entry(circle_id=None))


def test_whoever_is_in_the_circle_works_on_it_for_whichever_agency(book):
    officer = actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    assert not policy.works_on(officer, book)

    join(book.circle, officer)

    assert policy.works_on(officer, book)


@pytest.mark.parametrize("role", sorted(policy.ONLY_READ))
def test_those_who_only_read_change_nothing_of_their_own_agencys(role):
    refused(policy.works_on(who(role), entry()), "reads this record")


def test_whoever_does_not_see_a_record_is_not_in_charge_of_it(book):
    refused(policy.in_charge(actor(Role.AGENCY_LEAD, agency="police"), book), "Only someone who works on this record")
    refused(policy.decides_about(who(Role.AGENCY_LEAD, agency=99), book), "Only someone who works on this record")


@pytest.mark.parametrize("role", list(Role))
def test_a_record_is_decided_about_by_those_in_charge(role):
    assert bool(policy.decides_about(who(role), entry())) is (role in policy.IN_CHARGE)


def test_a_manager_of_another_agency_in_the_circle_works_on_it_and_decides_nothing(book):
    other = actor(Role.ADULTS_MANAGER, agency="police")
    join(book.circle, other)

    assert policy.works_on(other, book)
    refused(policy.decides_about(other, book), "Only the agency that owns this record")


def test_a_duty_holder_decides_in_the_compartment_whoever_owns_the_record():
    hidden = entry(owner_id=2, tier=Tier.C5, kind="lado.allegation", circle_id=None)

    assert policy.decides_about(who(Role.LADO), hidden)
    assert not policy.decides_about(who(Role.MARAC_COORDINATOR), hidden)
    assert not policy.decides_about(who(Role.LADO), entry(owner_id=2, kind="lado.allegation", circle_id=None))


# --- documents and messages ------------------------------------------------------------------------------------------------


def test_nothing_is_added_to_what_was_recorded_in_error():
    refused(policy.add_document(who(Role.ADULTS_MANAGER), entry(in_error_on=DAY)), "recorded in error")
    assert policy.add_document(who(Role.ADULTS_MANAGER), entry())
    assert not policy.add_document(who(Role.ADULTS_MANAGER), entry(owner_id=2, circle_id=None))


def test_a_document_is_withdrawn_once_by_whoever_added_it_or_is_in_charge(manager, book):
    def document(by: int, **facts) -> Document:
        return Document(entry=book, added_by_id=by, **facts)

    practitioner = actor(Role.ADULTS_PRACTITIONER)
    join(book.circle, practitioner)

    assert policy.open_document(manager, document(0))
    refused(policy.open_document(manager, document(0, withdrawn_on=DAY, withdrawn_why="Wrong")), "was withdrawn: Wrong")
    refused(policy.withdraw_document(manager, document(0, withdrawn_on=DAY)), "already been withdrawn")
    assert policy.withdraw_document(manager, document(0))
    assert policy.withdraw_document(practitioner, document(practitioner.user_id))
    assert not policy.withdraw_document(practitioner, document(0))
    assert not policy.withdraw_document(Actor.nobody(on=DAY), Document(entry=book, added_by=None))


@pytest.mark.parametrize("role", list(Role))
def test_what_was_sent_is_seen_and_sent_again_by_those_who_keep_it(role):
    may = role in {Role.BUSINESS_SUPPORT, Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR}

    assert bool(policy.see_outbox(who(role))) is may
    assert bool(policy.resend(who(role), None)) is may


# --- being let in ---------------------------------------------------------------------------------------------------------


def test_only_someone_who_acts_for_an_agency_asks_and_only_for_what_has_a_circle():
    refused(policy.ask_for_access(who(Role.CALDICOTT, user=None), entry()), "acts for an agency")
    refused(policy.ask_for_access(who(Role.CALDICOTT, agency=None), entry()), "acts for an agency")
    refused(policy.ask_for_access(who(Role.CALDICOTT), entry(circle_id=None)), "no circle")


def test_a_request_is_decided_once_and_not_by_whoever_asked(manager, book):
    assert policy.decide_access(manager, AccessRequest(entry=book, user_id=0))
    refused(policy.decide_access(manager, AccessRequest(entry=book, user_id=0, granted=False)), "already decided")
    refused(policy.decide_access(manager, AccessRequest(entry=book, user_id=0, granted=True)), "already decided")
    refused(policy.decide_access(manager, AccessRequest(entry=book, user=manager.user)), "Someone else must decide")


@pytest.mark.parametrize("tier", [Tier.C1, Tier.C2, Tier.C3, Tier.C5])
def test_an_emergency_is_about_a_case(tier):
    refused(policy.take_emergency_access(who(Role.AGENCY_LEAD), entry(tier=tier)), "Emergency access is for cases")


def test_an_emergency_needs_an_account_an_agency_and_a_role_that_protects_people():
    practitioner = Role.ADULTS_PRACTITIONER
    assert policy.take_emergency_access(who(practitioner), entry())
    refused(policy.take_emergency_access(who(practitioner), entry(sealed=True)), "Emergency access is for cases")
    for actor_ in (who(practitioner, user=None), who(practitioner, agency=None), who(Role.AGENCY_LEAD)):
        refused(policy.take_emergency_access(actor_, entry()), "Only a safeguarding practitioner")


def test_a_compartment_is_opened_by_its_duty_holder_alone():
    hidden = {"tier": Tier.C5, "kind": "lado.allegation"}

    assert policy.let_in(who(Role.LADO), entry(**hidden))
    refused(policy.let_in(who(Role.LADO), entry()), "records in a compartment")
    refused(policy.let_in(who(Role.LADO), entry(**hidden, sealed=True)), "sealed")
    refused(policy.let_in(who(Role.MARAC_COORDINATOR), entry(**hidden)), "Only the duty holder")


def test_an_emergency_is_reviewed_once_by_somebody_else(manager, book):
    def access(**facts) -> EmergencyAccess:
        return EmergencyAccess(**{"entry": book, "user_id": 0} | facts)

    caldicott = who(Role.CALDICOTT)

    assert policy.review_emergency(manager, access())
    assert policy.review_emergency(caldicott, access())
    assert not policy.review_emergency(actor(Role.AGENCY_LEAD, agency="police"), access())
    refused(policy.review_emergency(caldicott, access(reviewed_on=DAY)), "already been reviewed")
    refused(policy.review_emergency(caldicott, access(user_id=10)), "Someone else must review")
    refused(policy.review_emergency(caldicott, access(let_in_by_id=10)), "Someone else must review")
    refused(policy.review_emergency(who(Role.CALDICOTT, user=None), access()), "Someone else must review")


@pytest.mark.parametrize("role", list(Role))
def test_emergencies_across_the_partnership_are_the_caldicott_officers(role):
    assert bool(policy.see_emergencies(who(role))) is (role == Role.CALDICOTT)


# --- conflicts, circles and seals ---------------------------------------------------------------------------------------------


def test_a_conflict_is_declared_by_anybody_signed_in_and_ended_by_somebody_else(manager, book):
    own, anothers = (SimpleNamespace(user_id=user, entry=book) for user in (manager.user_id, 0))

    assert policy.declare_conflict(manager, book)
    assert not policy.declare_conflict(who(Role.ADULTS_MANAGER, user=None), book)
    assert policy.end_conflict(manager, anothers)
    refused(policy.end_conflict(manager, own), "Someone else must decide")


def test_a_circle_is_kept_by_hand_for_cases_alone(manager, book):
    assert policy.keep_circle(manager, book)
    refused(policy.keep_circle(manager, entry(tier=Tier.C3)), "follows from who sits in the group")
    assert policy.keep_circle(actor(Role.LADO), allegation().entry)


def test_a_record_is_sealed_once_and_only_where_somebody_is_left_to_see_it(manager, book):
    assert policy.seal(manager, book)
    refused(policy.unseal(manager, book), "not sealed")
    refused(policy.seal(manager, entry(sealed=True)), "already sealed")
    refused(policy.seal(manager, entry(circle_id=None)), "without a circle")
    Entry.objects.filter(pk=book.pk).update(sealed=True)
    book.refresh_from_db()
    assert policy.unseal(manager, book)
    assert not policy.unseal(actor(Role.ADULTS_PRACTITIONER), book)
