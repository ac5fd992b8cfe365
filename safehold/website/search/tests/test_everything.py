"""Search finds what ``Entry.visible_to`` lets somebody see, of every kind and for every role, and nothing beside it."""

import pytest

from safehold.access.roles import Role
from safehold.records import search
from safehold.records.models import Entry, SearchName
from safehold.records.queries import record_models
from safehold.website.search import queries
from tests.world import World, world

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_record_of_a_kind_that_is_found_has_its_name(world: World):
    for kind, model in search.named_kinds().items():
        entries = set(model._default_manager.values_list("entry", flat=True))
        assert set(SearchName.objects.filter(kind=kind).values_list("entry", flat=True)) == entries, kind


def test_the_world_has_one_of_nearly_every_kind_that_is_found(world: World):
    """The control: the tests beside this one would be true of an empty world."""
    there = set(SearchName.objects.values_list("kind", flat=True))
    assert len(there) >= 20
    assert set(search.named_kinds()) - there <= {"lado.invented_allegation"}


def test_every_name_says_what_its_record_says_now(world: World):
    for kind, model in search.named_kinds().items():
        for record in model._default_manager.select_related("entry"):
            wanted, kept = search.name_of(record), SearchName.objects.get(entry=record.entry)
            assert (kept.name, kept.reference, kept.code) == (wanted.name, wanted.reference, wanted.code), kind


@pytest.mark.parametrize("role", list(Role))
def test_what_is_found_is_what_its_entry_lets_be_seen(world: World, role: Role):
    who = world.acting[role]
    visible = set(Entry.objects.visible_to(who).values_list("pk", flat=True))
    for kind in search.named_kinds():
        names = SearchName.objects.filter(kind=kind)
        assert set(search.visible_to(who).filter(kind=kind).values_list("pk", flat=True)) == visible & set(
            names.values_list("pk", flat=True)
        ), kind
        for name in names:
            seen = name.entry_id in visible
            if name.reference:
                exact = search.entry_with_reference(who, name.reference)
                assert (exact is not None) == any(
                    each.entry_id in visible for each in SearchName.objects.filter(code=name.code)
                ), name.reference
            if name.words and name.entry.in_error_on is None:
                hits = search.found(who, name.words).values_list("entry", flat=True)
                assert (name.entry_id in set(hits)) == seen, (kind, name.name)


def test_there_is_something_that_most_roles_do_not_find(world: World):
    """The control: of two who search for the same, one finds what the other does not."""
    every = SearchName.objects.count()
    counts = {role: search.visible_to(world.acting[role]).count() for role in Role}
    assert 0 < counts[Role.BUSINESS_MANAGER] < every
    assert counts[Role.TRAIL_AUDITOR] < counts[Role.AGENCY_LEAD] < counts[Role.BUSINESS_MANAGER]


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.BUSINESS_MANAGER, {"agency", "group", "person", "figure"}),
        (Role.AGENCY_LEAD, {"agency", "group", "person", "figure"}),
        (Role.INDEPENDENT_CHAIR, {"agency", "group", "figure"}),
        (Role.TRAIL_AUDITOR, {"agency", "group", "person"}),
        (Role.SYSTEM_ADMINISTRATOR, {"agency", "group", "person"}),
        (Role.DELEGATE, set()),
    ],
)
def test_agencies_groups_people_and_figures_are_for_those_who_may_open_their_pages(world: World, role: Role, kinds):
    who = world.acting[role]
    client = world.client(role)

    assert set(queries.place_kinds(who)) == kinds
    hits = list(queries.places(who, "a")) + list(queries.places(who, "s"))
    assert {hit.number.partition(":")[0] for hit in hits} == kinds
    for kind in kinds:
        hit = next(hit for hit in hits if hit.number.startswith(f"{kind}:"))
        assert client.get(hit.href).status_code == 200


def test_an_agency_lead_finds_the_people_of_their_own_agency_alone(world: World):
    lead = world.acting[Role.AGENCY_LEAD]
    for role in Role:
        other = world.acting[role]
        hits = {hit.number for hit in queries.places(lead, other.name, kind="person")}
        own = other.user.memberships.filter(agency=lead.agency).exists()
        assert (f"person:{other.user_id}" in hits) == own


def test_no_kind_is_found_by_what_could_itself_tell_something():
    """Letters, copies, voices, disagreements, trackers from elsewhere, and what was said and done, go by no title."""
    without = {
        "assurance.disagreement",
        "letters.letter",
        "letters.redacted",
        "plans.contribution",
        "plans.in_hand",
        "plans.said_and_did",
        "plans.spend",
        "plans.tracker",
        "policies.version",
        "voice.voice",
    }
    ours = {kind for kind in record_models() if not kind.startswith(("invented.", "lado.invented"))}
    assert {kind for kind in ours if not record_models()[kind].FOUND_BY} == without
