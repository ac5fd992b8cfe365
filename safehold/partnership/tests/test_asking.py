"""What the pages of the partnership ask: it is done, refused, or shown again with what was typed."""

from datetime import date

import pytest

from safehold.partnership.actions import rows
from safehold.partnership.models import Amendment, Chair, Rule, Seat, Word
from safehold.partnership.tests.factories import DAY, HOME, SINCE, agency, manager, person, seat
from safehold.records.tests import promises
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_group_is_added_given_a_seat_and_the_seat_filled_page_by_page(db):
    by = manager()
    fire = agency("fire", by=by)
    alex = person(fire, name="Alex Fenwick")
    page = browser(by)

    made = promises.ask_and_answer(
        page,
        "/partnership/groups/add/",
        name="Water Safety Group",
        code="water",
        kind="subgroup",
        purpose="To keep people safe by the water.",
        founded_on=date(2020, 6, 1),
    )
    assert made.url == "/partnership/groups/water/"
    given = promises.ask_and_answer(
        page, "/partnership/groups/water/seats/add/", agency="fire", kind="member", from_on=date(2020, 6, 1)
    )
    assert given.status_code == 302
    held = Seat.objects.get()
    promises.ask_and_answer(
        page, f"/partnership/seats/{held.pk}/fill/", user=alex.pk, capacity="main", from_on=date(2020, 6, 1)
    )

    shown = page.get("/partnership/groups/water/").text
    assert "Alex Fenwick" in shown
    assert "Vacant" not in shown
    assert "Founded 1 June 2020" in shown


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(board):
    page = browser(manager())

    wrong = promises.ask_and_answer(page, "/partnership/groups/add/", name="Typed", founded_on=date(2020, 1, 1))
    assert wrong.status_code == 422
    for words in ("Enter a code for the group", "Select the kind of group", "Enter what the group is for"):
        assert words in wrong.text
    assert 'value="Typed"' in wrong.text

    refused = promises.ask_and_answer(
        page, "/partnership/groups/board/chair/add/", user=Chair.objects.get().user_id, agency="fire", from_on=DAY
    )
    assert refused.status_code == 409
    assert "The group already has a chair on some of those days" in refused.text


@pytest.mark.parametrize(
    ("address", "answers", "reason"),
    [
        ("groups/board/answers-to/add/", {"from_on": DAY}, "Select one group or one statutory body"),
        (
            "agencies/fire/contacts/add/",
            {"purpose": "x", "from_on": DAY},
            "Enter an email address or a telephone number",
        ),
        ("describe/", {"name": "x", "website": "not a site"}, "Enter a web address, like https://example.org/"),
        ("groups/board/quorum/add/", {"least_agencies": "0"}, "The number of agencies must be 1 or more"),
    ],
)
def test_answers_that_cannot_be_are_refused_where_they_stand(board, address, answers, reason):
    wrong = promises.ask_and_answer(browser(manager()), HOME + address, **answers)

    assert wrong.status_code == 422
    assert reason in wrong.text


def test_a_seat_is_ended_corrected_and_taken_out_from_its_own_pages(board):
    by = manager()
    page = browser(by)
    other = seat(board, agency("police", by=by), by=by)
    at = f"/partnership/rows/seat/{other.pk}"

    corrected = promises.ask_and_answer(
        page, f"{at}/correct/", office="Chief constable", kind="member", from_on=date(2020, 1, 1), why="Misread"
    )
    assert corrected.status_code == 302
    promises.ask_and_answer(page, f"{at}/end/", to_on=DAY)
    other.refresh_from_db()
    assert (other.office, other.from_on, other.to_on) == ("Chief constable", date(2020, 1, 1), DAY)

    gone = promises.ask_and_answer(page, f"{at}/take-out/", why="Never was")
    assert gone.url == "/partnership/groups/board/"
    assert not Seat.objects.filter(pk=other.pk).exists()
    history = page.get("/partnership/groups/board/history/").text
    assert "Misread" in history
    assert "It was taken out" in history
    assert Amendment.objects.count() == 2
    assert page.get(f"{at}/end/").status_code == 404


def test_whoever_corrects_a_row_that_changed_meanwhile_is_told_and_keeps_what_they_typed(board):
    by = manager()
    page = browser(by)
    held = Seat.objects.get()
    address = f"/partnership/rows/seat/{held.pk}/correct/"
    shown = page.get(address)
    rows.correct(Seat.objects.get(), by=by, office="Area manager", why="First")

    answers = {"office": "Group manager", "kind": "member", "from_on": SINCE, "why": "Second"}
    late = page.post(address, promises.typed(answers) | promises.hidden_of(shown.text))

    assert late.status_code == 409
    assert "Group manager" in late.text
    held.refresh_from_db()
    assert held.office == "Area manager"


@pytest.mark.parametrize(
    "address", ["rows/user/1/end/", "rows/word/1/end/", "rows/seat/999/end/", "groups/none/", "agencies/none/"]
)
def test_what_is_not_there_is_not_there(board, address):
    assert browser(manager()).get(HOME + address).status_code == 404


def test_a_word_and_a_rule_are_chosen_from_a_day_and_corrected(db):
    page = browser(manager())
    promises.ask_and_answer(
        page, "/partnership/words/add/", code="subgroup", singular="circle", plural="circles", from_on=date(2021, 1, 1)
    )
    promises.ask_and_answer(
        page, "/partnership/rules/add/", key="vacancy.notice_days", value="30", from_on=DAY, source="Executive"
    )
    promises.ask_and_answer(
        page,
        f"/partnership/rows/rule/{Rule.objects.get().pk}/correct/",
        value="45",
        from_on=DAY,
        source="Executive",
        why="Typed wrongly",
    )
    refused = promises.ask_and_answer(
        page, "/partnership/rules/add/", key="vacancy.notice_days", value="soon", from_on=SINCE, source="Executive"
    )

    assert "circles" in page.get("/partnership/words/").text
    assert Rule.objects.get().value == 45
    assert "vacancy.notice_days is a whole number from 0 to 999" in refused.text
    assert Word.objects.get().from_on == date(2021, 1, 1)
