"""Who finds what, and where: each who belongs to a meeting, by open, confidential and recused items, everywhere that an item can
be found. The table below is the promise; every cell of it is looked at."""

import subprocess
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordFile

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, join, membership
from safehold.meetings import actions, queries
from safehold.meetings.queries import minutes
from safehold.meetings.tests.factories import (
    DAY,
    NEXT_ON,
    SINCE,
    attended,
    board,
    chair,
    first,
    item,
    meeting,
    member,
    recused,
    seat_of,
    secretary,
)
from safehold.partnership.actions import seats as seating
from safehold.partnership.models import Capacity
from safehold.partnership.tests.factories import group, manager, seat
from safehold.records.actions.documents import add_document
from safehold.records.files import examine
from safehold.records.models import Entry
from safehold.records.tests.promises import answers_like_absent, browser, sees_as_its_entry_does

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OPEN, CONFIDENTIAL, RECUSED, BOTH = "An open matter", "A quiet matter", "Their own matter", "Their own quiet matter"
ITEMS = (OPEN, CONFIDENTIAL, RECUSED, BOTH)
#                 open   confidential  recused  both
TABLE = {
    "member":    (True,  True,         True,    True),
    "deputy":    (True,  True,         True,    True),
    "absent":    (True,  True,         True,    True),
    "chair":     (True,  True,         True,    True),
    "manager":   (True,  True,         True,    True),
    "observer":  (True,  False,        True,    False),
    "recused":   (True,  True,         False,   False),
    "outsider":  (False, False,        False,   False),
}  # fmt: skip


def deputy_of(code: str) -> Actor:
    joined = membership(Role.AGENCY_LEAD, agency=code, since=SINCE)
    seating.fill_seat(seat_of(code), by=manager(), user=joined.user, from_on=SINCE, capacity=Capacity.DEPUTY)
    return Actor.of(joined, on=DAY)


@pytest.fixture
def people():
    board()
    return {
        "recused": member("police"),
        "member": member("council"),
        "absent": member("health"),
        "observer": member("school", Role.AGENCY_LEAD),
        "deputy": deputy_of("council"),
        "chair": chair(),
        "manager": manager(),
        "outsider": Actor.of(membership(Role.AGENCY_LEAD, agency="fire", since=SINCE), on=DAY),
    }


@pytest.fixture
def by():
    return secretary()


@pytest.fixture
def made(people, by):
    """A meeting of four items, each with a paper and with words of its own in the minutes, two of them confidential."""
    made = meeting(by)
    for title in ITEMS:
        one = item(made, title, by, confidential=title in (CONFIDENTIAL, BOTH))
        upload = SimpleUploadedFile("note.txt", f"Paper of {title}".encode(), "text/plain")
        add_document(one, by=by, file=examine(upload), title=f"Paper of {title}")
    for one in queries.agenda(made, by):
        if str(one) in (RECUSED, BOTH):
            recused(one, people["recused"], by)
    attended(made, by, council="member", police="member", health="absent", school="member")
    return made


def minuted(made, by):
    actions.hold(made, by=by)
    for one in queries.all_items(made):
        actions.decide(one, by=by, words=f"Decided of {one}", reasons="It works")
    actions.draft_minutes(made, by=by)
    for one in queries.all_items(made):
        actions.write_passage(one.passage, by=by, words=f"Minutes of {one}")
    return made


def words_of_pdf(content: bytes) -> str:
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(ran.stdout.decode().split())


def words_of_word(content: bytes) -> str:
    file = WordFile(BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in file.paragraphs), *cells])


def taken(who, name, *args):
    answer = browser(who).get(reverse(f"meetings:{name}", args=args))
    if answer.status_code in (403, 404):
        return ""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        return words_of_pdf(content)
    return words_of_word(content) if content.startswith(b"PK") else content.decode()


def found_in(words: str, before: str = "") -> tuple[bool, ...]:
    return tuple(f"{before}{title}" in words for title in ITEMS)


OPEN_ALONE = (True, False, True, False)


def both(*rows: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(all(each) for each in zip(*rows, strict=True))


@pytest.mark.parametrize("who", TABLE)
def test_the_agenda_its_pack_and_its_papers(people, made, who):
    reader, expected = people[who], TABLE[who]

    assert found_in(taken(reader, "meeting", made.uid)) == expected
    pack = taken(reader, "pack", made.uid)
    assert found_in(pack, "Paper of ") == expected
    assert found_in(pack) == expected
    for one, there in zip(queries.all_items(made), expected, strict=True):
        assert Entry.objects.visible_to(reader).filter(pk=one.entry_id).exists() is there
        if not there and who != "outsider":
            answers_like_absent(browser(reader), lambda uid: reverse("meetings:item", args=[uid]), one.uid)
            paper = one.entry.documents.get()
            assert browser(reader).get(reverse("records:document", args=[paper.uid])).status_code == 404


@pytest.mark.parametrize("who", TABLE)
def test_the_minutes_on_the_page_in_word_and_as_pdf(people, made, by, who):
    reader, expected = people[who], TABLE[who]
    minuted(made, by)

    assert found_in(taken(reader, "minutes", made.uid), "Minutes of ") == expected
    assert found_in(taken(reader, "decisions"), "Decided of ") == expected
    confidential = tuple(not each for each in OPEN_ALONE)
    for kind in ("pdf", "docx"):
        for name, part in (("minutes_file", OPEN_ALONE), ("confidential_file", confidential)):
            said = taken(reader, name, made.uid, kind)
            assert found_in(said, "Minutes of ") == both(expected, part), (name, kind)
            assert found_in(said, "Decided of ") == both(expected, part), (name, kind)


@pytest.mark.parametrize("who", TABLE)
def test_minutes_that_the_chair_agreed_and_took_back(people, made, by, who):
    reader, leads, expected = people[who], people["chair"], TABLE[who]
    minuted(made, by)
    made.refresh_from_db()
    actions.agree_as_chair(made, by=leads, read=minutes.state_of(made, leads))
    assert found_in(taken(reader, "minutes", made.uid), "Minutes of ") == expected

    actions.take_back(made, by=by, why="A name was wrong")

    assert found_in(taken(reader, "agreed_before", made.uid), "Minutes of ") == expected


@pytest.mark.parametrize("who", TABLE)
def test_a_calendar_says_nothing_of_any_item(people, made, by, who):
    if people[who].user is not None:
        secret = actions.make_feed(by=people[who])
        said = browser(people[who]).get(reverse("meetings:feed", args=[secret])).content.decode()

        assert found_in(said) == (False,) * 4
        assert ("Town hall" in said) is (who not in ("outsider", "manager"))


@pytest.mark.parametrize("who", TABLE)
def test_each_kind_is_seen_as_its_entry_is(people, made, who):
    sees_as_its_entry_does(queries.items_visible_to, [people[who]])


# --- those who only observe ---


def test_an_observer_who_also_has_a_seat_with_a_say_shares_the_confidence(people, made):
    watching = people["observer"]
    assert len(queries.agenda(made, watching)) == 2

    second = seat(board(), AgencyFactory(code="school"), by=manager(), office="Head teacher")
    seating.fill_seat(second, by=manager(), user=watching.user, from_on=DAY)

    assert len(queries.agenda(made, watching)) == 4


def test_an_item_that_becomes_confidential_is_gone_for_observers_and_comes_back_when_it_is_open(people, made, by):
    watching, one = people["observer"], first(made)
    told = {"title": OPEN, "item_kind": one.item_kind}
    actions.change_item(one, by=by, confidential=True, **told)
    assert [str(each) for each in queries.agenda(made, watching)] == [RECUSED]

    actions.change_item(one, by=by, confidential=False, **told)
    assert [str(each) for each in queries.agenda(made, watching)] == [OPEN, RECUSED]


def test_an_observer_finds_no_referral_out_of_a_confidential_item(people, made, by):
    quality = group("quality", by=manager())
    join(quality.circle, people["observer"])
    quiet = next(each for each in queries.agenda(made, by) if str(each) == CONFIDENTIAL)
    asked = actions.refer(quiet, by=by, to_group=quality, title="Hidden too", words="Look at it")
    assert list(queries.referrals_visible_to(people["observer"])) == []

    later = meeting(by, group=quality, meets_on=NEXT_ON)
    actions.take_up(asked, by=by, meeting=later, item_kind="discussion")
    assert queries.agenda(later, people["observer"]) == []
    assert len(queries.agenda(later, by)) == 1


def test_an_action_out_of_a_confidential_item_is_not_for_observers(people, made, by):
    actions.hold(made, by=by)
    quiet = next(each for each in queries.agenda(made, by) if str(each) == CONFIDENTIAL)
    action = actions.agree_action(
        quiet,
        by=by,
        words="Write it",
        measure="Ten",
        agency=AgencyFactory(code="police"),
        lead_role="H",
        due_on=NEXT_ON,
    )

    assert not Entry.objects.visible_to(people["observer"]).filter(pk=action.entry_id).exists()
    assert Entry.objects.visible_to(people["member"]).filter(pk=action.entry_id).exists()


def test_there_is_no_confidential_file_where_there_is_nothing_confidential_to_read(people, made, by):
    minuted(made, by)
    watching = browser(people["observer"])

    assert "Confidential part" not in watching.get(reverse("meetings:minutes", args=[made.uid])).content.decode()
    for kind in ("pdf", "docx"):
        assert watching.get(reverse("meetings:confidential_file", args=[made.uid, kind])).status_code == 404


def test_what_the_files_name_in_the_trail_is_what_was_in_them(people, made, by):
    """The bookmarks of a pack do not tell of more than its pages do."""
    answer = browser(people["observer"]).get(reverse("meetings:pack", args=[made.uid]))
    with pikepdf.open(BytesIO(b"".join(answer.streaming_content))) as pdf, pdf.open_outline() as outline:
        titles = " ".join(str(each.title) for each in outline.root)

    assert OPEN in titles
    assert CONFIDENTIAL not in titles
