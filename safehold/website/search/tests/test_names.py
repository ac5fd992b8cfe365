"""What search holds of a record keeps up with the record, compares words as people mean them, and shows nobody more than they
may see."""

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance.tests.factories import risk
from safehold.letters.models import Letter
from safehold.partnership.actions import groups
from safehold.partnership.tests.factories import DAY, manager
from safehold.plans.models import Finding
from safehold.plans.tests.factories import finding, recommendation
from safehold.plans.tests.planning import delivery
from safehold.records import search, writing
from safehold.records.models import SearchName
from safehold.voice.models import Voice


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Children’s Plan", "childrens plan"),
        ("  CHILDREN'S   plan ", "childrens plan"),
        ("Café – Zoë Łuków", "cafe zoe lukow"),
        ("straße", "strasse"),
        ("100%_of “it”", "100 of it"),
        ("😀\0", ""),
        ("x" * 500, "x" * search.LONGEST),
    ],
)
def test_words_are_compared_without_case_accents_and_marks(typed, folded):
    assert search.fold(typed) == folded


@pytest.mark.parametrize("typed", ["RSK-7H3K-9QXM", "rsk 7h3k 9qxm", "rsk7h3k9qxm", " Rsk–7H3K—9QXM "])
def test_a_reference_is_read_however_it_is_spaced(typed):
    assert search.code_of(typed) == "RSK7H3K9QXM"


def found(typed: str, **narrowed) -> set:
    return {each.entry_id for each in search.found(manager(), typed, **narrowed)}


@pytest.mark.django_db
def test_a_record_is_found_as_soon_as_it_is_made_and_by_its_new_name_when_that_changes():
    made = finding(title="Élite schools are not visited")
    assert found("elite SCHOOL") == {made.entry_id}

    writing.change(made, by=manager(), title="Every school is visited")

    assert found("elite") == set()
    assert found("every visit") == {made.entry_id}


@pytest.mark.django_db
def test_every_word_has_to_begin_one_of_the_name_and_what_a_record_says_is_not_looked_through():
    made = finding(title="Assessments of capacity", words="Seen by the night staff")

    assert found("capac ass") == {made.entry_id}
    assert found("capacity night") == found("night") == found("pacity") == set()
    assert found("capac ass", kind="plans.finding") == {made.entry_id}
    assert found("capac ass", kind="assurance.risk") == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["%", "_", "'", '"', "\\", "a' | 'b", "&", ":*", "!a", "\0", "😀", "()", "' OR 1=1 --"]
)
def test_marks_stand_for_nothing(typed):
    finding(title="Capacity")

    assert found(typed) == set()


@pytest.mark.django_db
def test_a_reference_is_found_whole_and_by_its_beginning():
    made = risk(by=manager())
    by = manager()

    assert search.entry_with_reference(by, made.reference.lower().replace("-", " ")) == made.entry
    assert search.entry_with_reference(by, made.reference[:-1]) is None
    assert found(made.reference[:6]) == {made.entry_id}


@pytest.mark.django_db
def test_what_was_recorded_in_error_is_found_by_its_reference_alone():
    made, by = risk(by=manager()), manager()
    writing.enter_in_error(made, by=by, why="Raised twice")

    assert found(made.title) == set()
    assert search.entry_with_reference(by, made.reference) == made.entry


@pytest.mark.django_db
def test_a_search_that_fails_half_way_leaves_no_name_without_its_record():
    before = SearchName.objects.count()

    with pytest.raises(writing.Refused):
        writing.create(Finding, by=manager(), title="x" * 200, words="Too long", found_by="audit", found_on=DAY)

    assert SearchName.objects.count() == before


def test_letters_and_voices_go_by_their_references_alone():
    assert not Letter.FOUND_BY
    assert not Voice.FOUND_BY
    assert search.has_name(Letter)
    assert search.has_name(Voice)


@pytest.mark.django_db
def test_names_are_made_for_what_has_none_and_mended_after_a_group_was_renamed():
    made = recommendation(finding())
    SearchName.objects.all().delete()

    assert search.keep_names() == 2
    assert search.keep_names() == 0
    assert found("assess mental") >= {made.entry_id}


@pytest.mark.django_db
def test_who_may_see_none_of_it_finds_none_of_it():
    made = finding(title="Capacity")

    assert search.found(actor(Role.SYSTEM_ADMINISTRATOR), "capacity").count() == 0
    assert search.found(manager(), "capacity").get().entry_id == made.entry_id  # the control


@pytest.mark.django_db
def test_a_plan_goes_by_its_groups_new_name_once_the_night_is_over():
    by = manager()
    made = delivery(by=by)
    groups.rename_group(made.group, by=by, name="Learning Circle", from_on=DAY)
    assert found("learning circle", kind="plans.delivery") == set()

    search.keep_names()

    assert found("learning circle", kind="plans.delivery") == {made.entry_id}


@pytest.mark.django_db
def test_what_kind_it_is_may_be_typed_beside_the_name():
    made = finding(title="Assessments of capacity")

    assert found("finding capac") == {made.entry_id}
    assert found("risk capac") == set()
