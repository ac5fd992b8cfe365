"""Letters made from each kind of record: what is filled in, who sees them, and that a template fits its kind alone."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import CircleMember
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks.tests.factories import asked
from safehold.letters import actions, policy, queries, sources
from safehold.letters.models import Letter, Reason, Template
from safehold.letters.tests.documents import word
from safehold.letters.tests.factories import (
    DAY,
    again,
    examined,
    letter,
    manager,
    office,
    redactor,
    sent,
    template,
    version,
)
from safehold.letters.word.parcel import Unfit
from safehold.meetings import actions as meeting_actions
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as plans
from safehold.policies.tests import factories as policies
from safehold.records.actions.documents import add_document
from safehold.records.models import Conflict, Entry, Record
from safehold.records.tests.promises import browser, sees, sees_as_its_entry_does
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db
LATER = date(2021, 4, 21)


def decided() -> Record:
    one = meetings.held().items.get()
    meeting_actions.decide(one, by=meetings.secretary(), words="The audit is done again", reasons="Half were late")
    return one


KINDS = {
    "asks.ask": lambda: asked("police"),
    "meetings.meeting": meetings.meeting,
    "meetings.item": decided,
    "plans.recommendation": plans.accepted,
    "plans.action": plans.action,
    "policies.policy": lambda: policies.in_force().policy,
}


def made_of(kind: str) -> Template:
    """A template that uses every field of a kind."""
    return template(
        *(f"{name}: {{{{ {name} }}}}" for name in sources.fields_of(kind)), about=kind, title=f"All of {kind}"
    )


def the_office() -> Actor:
    """Somebody of the office who sits with the board too, and so sees its items."""
    found = office()
    CircleMember.objects.create(circle=meetings.board().circle, user=found.user, agency=found.agency, from_on=DAY)
    return found


def recused(who: Actor, entry: Entry, by: Actor) -> None:
    told = {"entry": entry, "user": who.user, "why": "Their sister", "declared_on": DAY, "from_on": DAY}
    Conflict.objects.create(**told, declared_by=by.user)


# --- every kind ---


def test_every_kind_that_is_promised_can_be_written_about():
    assert set(sources.kinds()) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_filled_from_a_record_of_it(kind):
    record = KINDS[kind]()

    made = letter(record.entry, by=the_office(), of=version(made_of(kind)))

    assert made.entry.source == record.entry
    said = queries.newest_draft(made).words
    assert "{{" not in said
    own = {each.name for each in sources.kinds()[kind].fields}
    known = {name for name in own if made.filled[name] and not made.filled[name].startswith("[to be completed")}
    assert len(known) >= len(own) / 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_its_page_leads_to_a_letter_about_it_for_those_alone_who_write_letters(kind):
    record = KINDS[kind]()
    begin = reverse("letters:begin", args=[record.uid])
    writer, reader = the_office(), actor(Role.AGENCY_LEAD, agency="police")
    CircleMember.objects.create(
        circle=meetings.board().circle, user=reader.user, agency=reader.agency, from_on=DAY
    )  # so that they see an item too

    assert begin in browser(writer).get(record.get_absolute_url()).text
    assert browser(writer).get(begin).status_code == 200
    assert begin not in browser(reader).get(record.get_absolute_url()).text
    assert browser(reader).get(begin).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_of_another_kind_is_refused_when_the_template_is_saved(kind):
    other = next(each for each in KINDS if each.partition(".")[0] != kind.partition(".")[0])
    theirs = sources.kinds()[other].fields[0].name

    with pytest.raises(Unfit, match=f"no field ‘{theirs}’"):
        template(f"It says {{{{ {theirs} }}}}", about=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_kept_from_the_record_finds_nothing_of_its_letter(kind):
    record, by = KINDS[kind](), the_office()
    other = manager()
    CircleMember.objects.create(circle=meetings.board().circle, user=other.user, agency=other.agency, from_on=DAY)
    made = sent(record.entry, by=by, of=version(made_of_little(kind)))
    copied = actions.copy_letter(again(made), by=manager_of_copies(by), title="For the family", purpose="They asked")
    assert sees(other, made)

    recused(other, record.entry, by)

    for found in (
        queries.letters_visible_to(other),
        queries.sendings_visible_to(other),
        queries.copies_visible_to(other),
        queries.about_entry(other, record.entry),
        Entry.objects.known_to(other).filter(pk__in=[made.entry_id, copied.entry_id]),
    ):
        assert not found.exists()
    page = browser(other)
    for address in ("", "proofs/1/pdf/", "redact/"):
        assert page.get(f"/letters/{made.uid}/{address}").status_code == 404
    assert page.get(f"/letters/redacted/{copied.uid}/").status_code == 404
    assert page.get(reverse("letters:about", args=[record.uid])).status_code == 404
    for name in ("letters", "sent", "copies"):
        listed = page.get(reverse(f"letters:{name}")).text
        assert made.reference not in listed
        assert "For the family" not in listed


def made_of_little(kind: str) -> Template:
    return template(f"It says {{{{ {sources.kinds()[kind].fields[0].name} }}}}", about=kind)


def manager_of_copies(by: Actor) -> Actor:
    """Somebody else who removes passages, and sees the same."""
    found = manager()
    CircleMember.objects.create(circle=meetings.board().circle, user=found.user, agency=found.agency, from_on=DAY)
    return found


# --- what was decided ---


def test_a_letter_about_an_item_says_what_was_decided_and_what_was_only_recommended():
    words = version(template("{{ decision.words }}", "{{ decision.body }}", about="meetings.item"))
    by = the_office()

    assert "The audit is done again" in queries.newest_draft(letter(decided().entry, by=by, of=words)).words
    inquorate = meetings.held(on=LATER, police="absent").items.get()
    meeting_actions.decide(inquorate, by=meetings.secretary(), words="Adopt it", reasons="It works")
    said = queries.newest_draft(letter(inquorate.entry, by=by, of=words)).words
    assert "Recommended only, without a quorum: Adopt it" in said


def test_a_decision_that_a_later_one_replaced_is_not_told_as_standing():
    one, by = meetings.held().items.get(), meetings.secretary()
    first = meeting_actions.decide(one, by=by, words="Adopt it", reasons="It works")
    meeting_actions.decide(one, by=by, words="Leave it", reasons="It does not", replaces=first)
    words = version(template("{{ decision.words }}", about="meetings.item"))

    assert queries.newest_draft(letter(one.entry, by=the_office(), of=words)).words == "Leave it"


def test_whoever_was_recused_from_an_item_sees_no_letter_about_it_nor_does_whoever_is_kept_from_its_meeting():
    one, by = decided(), the_office()
    words = version(template("{{ decision.words }}", about="meetings.item"))
    made = letter(one.entry, by=by, of=words)
    control, kept_from_item, kept_from_meeting = manager(), manager(), manager()
    for each in (control, kept_from_item, kept_from_meeting):
        CircleMember.objects.create(circle=meetings.board().circle, user=each.user, agency=each.agency, from_on=DAY)
    recused(kept_from_item, one.entry, by)
    recused(kept_from_meeting, one.meeting.entry, by)

    assert sees(control, made)
    assert not sees(kept_from_item, made)
    assert not sees(kept_from_meeting, made)


# --- sources in a row ---


def out_of_a_case(by: Actor) -> Record:
    return plans.recommendation(plans.finding(by, source=notebook(by).entry), by=by)


def test_a_letter_about_a_recommendation_out_of_a_case_is_seen_by_those_alone_who_see_the_case():
    by = redactor()
    out = out_of_a_case(by)
    made = letter(out.entry, by=by, of=version(made_of_little("plans.recommendation")))
    other = office()

    assert sees(by, made)
    assert not sees(other, made)
    assert not queries.about_entry(other, out.entry).exists()


@pytest.mark.parametrize("role", Role)
def test_letters_behind_a_row_of_sources_are_seen_as_their_entries_are(role):
    by = redactor()
    letter(out_of_a_case(by).entry, by=by, of=version(made_of_little("plans.recommendation")))

    sees_as_its_entry_does(queries.letters_visible_to, [actor(role, agency="office"), actor(role, agency="police")])


def test_a_copy_of_a_paper_of_an_item_is_held_by_the_item():
    by = manager()
    CircleMember.objects.create(circle=meetings.board().circle, user=by.user, agency=by.agency, from_on=DAY)
    one = meetings.item(meetings.meeting())
    paper = add_document(
        one, by=meetings.secretary(), file=examined(word("Ada Brook was seen"), "a.docx"), title="Paper"
    )
    copied = actions.begin_copy(paper, by=by, title="For the family", purpose="They asked")
    actions.remove(copied, by=by, words="Ada Brook", reason=Reason.PERSONAL)
    other = manager()
    CircleMember.objects.create(circle=meetings.board().circle, user=other.user, agency=other.agency, from_on=DAY)
    assert sees(other, copied)

    recused(other, one.entry, by)

    assert not sees(other, copied)


def test_nothing_comes_out_of_a_letter():
    made = letter(asked("police").entry)

    with pytest.raises(Refused, match="No letters are made from this kind of record"):
        letter(made.entry, of=made.template_version)
    assert Letter.objects.count() == 1
    assert not policy.begin(office(), made.entry)
