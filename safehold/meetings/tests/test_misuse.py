"""Bad input and misuse: odd days, empty and endless forms, characters that no file takes, addresses that are guessed, and
decisions that are none."""

import zipfile
from datetime import date, timedelta
from io import BytesIO
from xml.dom.minidom import parseString

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.tests.factories import AgencyFactory
from safehold.meetings import actions, packs, queries
from safehold.meetings.models import Meeting, Standing
from safehold.meetings.paper import files
from safehold.meetings.queries import deciding
from safehold.meetings.tests.factories import (
    HELD_ON,
    NEXT_ON,
    board,
    first,
    held,
    holder,
    item,
    meeting,
    member,
    minuted,
    recused,
    secretary,
)
from safehold.records.tests.promises import answers_like_absent, ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LATER = date(2021, 4, 27)


@pytest.fixture
def by():
    return secretary()


# --- odd days and times ---


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 2, 28), date(2199, 12, 31), date(9999, 12, 31)])
def test_an_odd_day_is_refused_in_a_sentence_and_breaks_nothing(by, day):
    told = {"group": board().pk, "meets_on": day, "starts_at": "10am", "place": "Hall"}
    answer = ask_and_answer(browser(by), reverse("meetings:plan"), **told)

    assert answer.status_code in (409, 422)
    assert "There is a problem" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_hour_that_the_clocks_leave_out_breaks_no_calendar(by):
    from datetime import time

    made = meeting(by, meets_on=date(2021, 3, 28), starts_at=time(1, 30))
    member("police")
    assert actions.invite(made, by=by) >= 1


# --- words ---

ODD = "A\x0bB\x1fC\x00D \u202eabc \U0001f600 " + "w" * 400 + "\ud800"


def test_characters_that_no_file_takes_break_neither_minutes_nor_packs(by):
    made = minuted(by)
    odd = ODD.replace("\x00", "").replace("\ud800", "")
    actions.write_passage(first(made).passage, by=by, words=odd)
    sheet = packs.minutes_of(made, by, confidential=False, partnership="Westmere")

    assert files.set_pdf(sheet, dated=LATER).startswith(b"%PDF")
    with zipfile.ZipFile(BytesIO(files.write_word(sheet, dated=LATER))) as file:
        parseString(file.read("word/document.xml"))
    shown = browser(by).get(reverse("meetings:minutes", args=[made.uid]))
    assert shown.status_code == 200


@pytest.mark.parametrize("words", ["\x00", ODD], ids=["nothing but a null", "all at once"])
def test_what_cannot_be_kept_is_refused_and_what_was_typed_comes_back(by, words):
    made = minuted(by)
    told = {"words": words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    answer = ask_and_answer(browser(by), reverse("meetings:write_passage", args=[first(made).uid]), **told)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [
        ("decide", "words", 2000),
        ("challenge", "words", 2000),
        ("put_right", "words", 2000),
        ("write_passage", "words", 20_000),
    ],
)
def test_text_that_is_too_long_is_refused_and_comes_back_whole(by, name, field, most):
    made = minuted(by)
    if name == "put_right":
        made.refresh_from_db()
        Meeting.objects.filter(pk=made.pk).update(status="minutes_chair_ok")
    words = "word " * (most // 5) + "and the end"
    answer = ask_and_answer(browser(by), reverse(f"meetings:{name}", args=[first(made).uid]), **{field: words})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_empty_or_blank_form_records_nothing(by):
    made = held(by)
    one = first(made)
    for name in ("decide", "challenge", "agree_action", "declare", "refer"):
        for words in ("", "   \n "):
            answer = ask_and_answer(
                browser(by), reverse(f"meetings:{name}", args=[one.uid]), words=words, reasons=words
            )
            assert answer.status_code == 422, name
    assert (one.decisions.count(), one.challenges.count(), one.agreed_actions.count()) == (0, 0, 0)


# --- addresses that are guessed ---


def test_a_recused_member_guesses_no_address_of_what_came_of_the_item(by):
    made = minuted(by)
    one, police = first(made), holder("police")
    challenge = one.challenges.get()
    action = one.agreed_actions.get().action
    recused(one, police, by)
    client = browser(police)

    for name in (
        "item",
        "decide",
        "challenge",
        "agree_action",
        "write_passage",
        "put_right",
        "agree_with_case",
        "declare",
    ):
        answers_like_absent(client, lambda uid, to=name: reverse(f"meetings:{to}", args=[uid]), one.uid)
    assert client.get(reverse("meetings:answer_challenge", args=[challenge.pk])).status_code == 404
    assert client.get(action.get_absolute_url()).status_code == 404
    for name in ("records:people", "records:document_add", "letters:about"):
        assert client.get(reverse(name, args=[one.entry.uid])).status_code == 404
    for name in ("decisions", "challenges", "forward_plan"):
        for kind in ("csv", "xlsx"):
            answer = client.get(f"{reverse(f'meetings:{name}')}?format={kind}")
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"Adopt the protocol" not in content
            assert b"Why so late" not in content


@pytest.mark.parametrize("number", [0, -1, 999_999_999, 10**30])
def test_a_number_that_is_none_is_not_there(by, number):
    client, made = browser(by), meeting(by)
    for name, args in (
        ("answer_challenge", [number]),
        ("take_up", [number]),
        ("say_done", [number]),
        ("take_place_away", [made.uid, number]),
        ("end_standing_item", [board().code, number]),
    ):
        if number >= 0:
            assert client.get(reverse(f"meetings:{name}", args=args)).status_code in (403, 404), name


# --- decisions that are none ---


def test_an_inquorate_decision_counts_as_none_wherever_decisions_are_used(by):
    made = held(by, police="absent")
    recommended = actions.decide(first(made), by=by, words="Buy it", reasons="It works")
    assert recommended.standing == Standing.RECOMMENDED

    shown = browser(by).get(reverse("meetings:decisions")).content.decode()
    assert "Recommended only" in shown
    sheet = packs.minutes_of(made, by, confidential=False, partnership="Westmere")
    assert "Recommended only" in str(sheet.blocks)
    later = meeting(by, meets_on=NEXT_ON)
    assert deciding.to_confirm(later, by) == [recommended]


def test_an_inquorate_meeting_agrees_no_minutes(by):
    made = minuted(by)
    Meeting.objects.filter(pk=made.pk).update(
        status="minutes_chair_ok", chair_agreed_on=HELD_ON, chair_agreed_by=by.user
    )
    made.refresh_from_db()
    later = held(by, on=LATER, police="absent")

    with pytest.raises(Refused, match="not quorate, so it cannot agree minutes"):
        actions.agree_minutes(made, by=by, at=later)


def test_an_action_is_not_due_before_the_meeting_that_agreed_it(by):
    one = first(held(by))
    told = {"words": "Write it", "measure": "Ten", "agency": AgencyFactory(code="police"), "lead_role": "Head"}

    with pytest.raises(Refused):
        actions.agree_action(one, by=by, due_on=HELD_ON - timedelta(days=1), **told)


# --- what is refused leaves a line ---


def test_a_member_who_tries_to_keep_the_meeting_is_refused_and_it_is_written_down(by):
    made = held(by)
    police = holder("police")
    before = AuditLine.objects.count()
    answer = browser(police).get(reverse("meetings:decide", args=[first(made).uid]))

    assert answer.status_code == 403
    assert AuditLine.objects.count() > before
    with pytest.raises(Refused, match="Only the group’s chair"):
        item(queries.meetings_visible_to(police).get(pk=made.pk), "Mine", police)
