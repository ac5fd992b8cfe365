"""Minutes: drafted from what was recorded, written by several, agreed by the chair and then by the next meeting."""

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.meetings import policy, queries
from safehold.meetings.models import EarlierAgreement, EarlierPassage, Erratum, Item, Meeting, Passage, Preamble
from safehold.meetings.queries import minutes
from safehold.records import writing


@transaction.atomic
def draft_minutes(meeting: Meeting, *, by: Actor) -> Meeting:
    """Begin the minutes. Each item that nobody has written of begins with what is known of it."""
    require(policy.draft(by, meeting))
    writing.move(meeting, "draft_minutes", by=by)
    for passage in minutes.passages_of(meeting).filter(words="").select_related("item"):
        if words := minutes.drafted(passage.item):
            writing.change(passage, by=by, words=words)
    audit.record(by, "meetings.minutes_drafted", meeting)
    return meeting


@transaction.atomic
def write_passage(passage: Passage, *, by: Actor, words: str) -> Passage:
    """Write what the minutes say under an item. What stood there before is kept; whoever comes second is told first."""
    require(policy.write_passage(by, passage))
    before = passage.words
    if words.strip() == before:
        return passage
    writing.change(passage, by=by, words=words.strip())
    if before:
        EarlierPassage.objects.create(passage=passage, words=before, replaced_at=timezone.now(), replaced_by=by.user)
    audit.record(by, "meetings.minutes_written", passage.item, characters=len(words))
    return passage


@transaction.atomic
def agree_as_chair(meeting: Meeting, *, by: Actor, read: str) -> Meeting:
    """Agree the minutes as chair. From then on they say what they said then, whatever is renamed or answered later.

    ``read`` is what ``minutes.state_of`` said when the chair read them: nobody agrees words that they did not see. An item that
    the chair was recused from is kept like the others; the chair is not shown it.
    """
    queries.hold(meeting)
    require(policy.agree_as_chair(by, meeting))
    if not read:
        raise Refused("Read the minutes first, then agree them from their page")
    if read != minutes.state_of(meeting, by):
        raise Refused("The minutes were changed after you read them. Read them again, then agree them")
    writing.move(meeting, "chair_agrees", by=by, chair_agreed_on=by.on, chair_agreed_by=by.user)
    writing.create(Preamble, by=by, meeting=meeting, agreed=minutes.compose_head(meeting))
    for item in minutes.with_minutes(queries.all_items(meeting)):
        writing.change(item.passage, by=by, agreed=minutes.compose(item))
    audit.record(by, "meetings.minutes_agreed_by_chair", meeting)
    return meeting


@transaction.atomic
def take_back(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    """Take minutes that the chair agreed back into draft, because somebody asked for changes before they were agreed.
    What the chair had agreed is kept beside them (``EarlierAgreement``)."""
    queries.hold(meeting)
    require(policy.agree(by, meeting))
    if not why.strip():
        raise Refused("Enter why the minutes are changed")
    assert meeting.chair_agreed_on is not None
    assert meeting.chair_agreed_by is not None
    assert by.user is not None
    was, kept = meeting.get_status_display(), Preamble.objects.get(meeting=meeting)
    earlier = EarlierAgreement.objects.create(
        meeting=meeting, agreed=kept.agreed, agreed_on=meeting.chair_agreed_on, agreed_by=meeting.chair_agreed_by,
        taken_back_on=by.on, taken_back_by=by.user, taken_back_why=why.strip(),
    )  # fmt: skip
    writing.move(meeting, "take_back", by=by, chair_agreed_on=None, chair_agreed_by=None)
    for passage in Passage.objects.filter(item__meeting=meeting, agreed__isnull=False):
        EarlierPassage.objects.create(
            passage=passage, agreement=earlier, words=passage.words, agreed=passage.agreed, replaced_at=timezone.now(),
            replaced_by=by.user,
        )  # fmt: skip
        writing.change(passage, by=by, agreed=None)
    kept.delete()
    writing.noted(meeting, "status", was=was, now=meeting.get_status_display(), by=by, why=why)
    audit.record(by, "meetings.minutes_taken_back", meeting)
    return meeting


@transaction.atomic
def agree_minutes(meeting: Meeting, *, by: Actor, at: Meeting) -> Meeting:
    """Write down that a later meeting of the group agreed the minutes. They are never changed again."""
    require(policy.agree(by, meeting))
    if not queries.later_held(meeting).filter(pk=at.pk).exists():
        raise Refused("Choose a later meeting of the same group, and one that was held")
    if at.quorate is False:
        raise Refused("That meeting was not quorate, so it cannot agree minutes. Choose another")
    writing.move(meeting, "agree", by=by, agreed_at=at, agreed_on=at.meets_on, agreed_by=by.user)
    audit.record(by, "meetings.minutes_agreed", meeting)
    return meeting


@transaction.atomic
def put_right(item: Item, *, by: Actor, words: str) -> Erratum:
    """Put something right that agreed minutes say of an item, by an entry beside them."""
    require(policy.put_right(by, item))
    made = writing.create(Erratum, by=by, item=item, words=words.strip(), found_on=by.on)
    audit.record(by, "meetings.minutes_put_right", item)
    return made
