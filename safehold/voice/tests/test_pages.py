"""The pages of lived experience: written down, agreed to, withdrawn; and the words on no page without an agreement."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as thread
from safehold.records.tests.promises import answers_like_absent, ask_and_answer, browser, queries_of
from safehold.voice import actions
from safehold.voice.models import Use, Voice
from safehold.voice.tests.factories import DAY, HEARD_ON, agree, agreed, gatherer, manager, voice

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def at(name, *args) -> str:
    return reverse(f"voice:{name}", args=args)


def page(who, address, **query) -> str:
    return browser(who).get(address, query).text


def test_what_somebody_said_is_written_down_agreed_to_used_and_fed_back_on_pages():
    by = gatherer()
    web, board, finding = browser(by), meetings.board(), thread.finding()

    ask_and_answer(
        web,
        at("gather"),
        title="Telling it again",
        speaker="parent",
        pseudonym="Bird",
        words="I told it six times.",
        background="",
        method="group",
        gathered_at="The forum",
        gathered_on=HEARD_ON,
        group=board.pk,
        wants_feedback="yes",
    )
    made = Voice.objects.get()
    assert "six times" not in page(by, made.get_absolute_url())
    assert "what they said is not shown" in page(by, made.get_absolute_url())

    ask_and_answer(
        web,
        at("agree", made.uid),
        uses=["group", "plan", "report"],
        shown_as="Bird",
        giver="advocate",
        capacity="Their advocate read it to them",
        given_how="said",
        from_on=HEARD_ON,
    )
    shown = page(by, made.get_absolute_url())
    for words in ("six times", "Their advocate read it to them", "Quoted as ‘Bird’", f"quote {made.reference}"):
        assert words in shown, words
    paste = f"https://safehold.example{finding.get_absolute_url()}"
    ask_and_answer(web, at("use", made.uid), use="plan", entry=paste, where="The second line")
    ask_and_answer(web, at("say_changed", made.uid), words="One form", could_not="no", changed_on=DAY, entry=paste)
    ask_and_answer(web, at("feed_back", made.uid), words="There is one form", how="In the forum", fed_back_on=DAY)
    ask_and_answer(web, at("withdraw", made.uid), words="")

    shown = page(by, made.get_absolute_url())
    assert "six times" not in shown
    assert "Telling it again" not in shown
    assert "To be taken out" in shown
    ask_and_answer(web, at("take_out", made.uid), uses=[str(made.used_in.get().pk)])
    assert "Taken out 30 April 2021" in page(by, made.get_absolute_url())


def test_words_recorded_in_error_are_shown_to_nobody():
    by = gatherer()
    made = agreed(by=by)
    assert "six times" in page(by, made.get_absolute_url())

    actions.enter_in_error(made, by=by, why="They were promised it would not be written down")

    for who in (by, manager()):
        shown = page(who, made.get_absolute_url())
        assert "six times" not in shown
        assert made.title not in shown
        assert "It should never have been written down" in shown


def test_consent_for_training_alone_opens_the_words_to_nobody_but_who_keeps_them():
    by, office = gatherer(), manager()
    made = agreed(Use.TRAINING, by=by)
    address = made.get_absolute_url()

    assert "six times" in page(by, address)
    assert "six times" not in page(office, address)
    assert "They have not agreed that you read it" in page(office, address)
    assert made.title not in page(office, at("voices"))

    Voice.objects.update(keeper=None)
    assert "six times" in page(office, address)


def test_whoever_was_let_in_reads_while_the_group_may():
    friend = actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    made = agreed(Use.GROUP, Use.REPORT)
    join(made.entry.circle, friend)
    assert "six times" in page(friend, made.get_absolute_url())

    actions.withdraw(made, by=manager(), consent=made.consents.get(use=Use.GROUP))

    assert "six times" not in page(friend, made.get_absolute_url())


def test_what_belongs_to_the_consents_is_for_whoever_keeps_it_and_the_office():
    by, friend = gatherer(), actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    made = voice(by, pseudonym="Heron")
    agree(made, by=by, giver="parent", capacity="Found to lack capacity", shown_as="Kestrel")
    join(made.entry.circle, friend)
    actions.correct(made, by=by, field="pseudonym", value="Robin", why="They chose another")
    actions.feed_back(made, by=by, words="One person tells it now", how="On the landing", fed_back_on=DAY)
    to_keepers, to_readers = (
        ("Found to lack capacity", "My husband found out"),
        ("Heron", "Robin", "Kestrel", "tells it now"),
    )

    before = page(friend, made.get_absolute_url())
    assert all(words in before for words in to_readers)
    assert "Found to lack capacity" not in before
    actions.withdraw(made, by=by, words="My husband found out")

    for who in (by, manager()):
        shown = page(who, made.get_absolute_url())
        assert all(words in shown for words in (*to_keepers, *to_readers))
    shown = page(friend, made.get_absolute_url())
    assert not [words for words in (*to_keepers, *to_readers, "On the landing") if words in shown]


def test_one_use_is_withdrawn_on_its_page():
    by = gatherer()
    made = agreed(by=by)
    report = made.consents.get(use=Use.REPORT)

    ask_and_answer(browser(by), at("withdraw_one", made.uid, report.pk), words="")

    shown = page(by, made.get_absolute_url())
    assert "Withdrawn 30 April 2021" in shown
    assert "six times" in shown
    assert f"quote {made.reference}" not in shown


def test_somebody_of_the_group_who_withdraws_it_is_led_away_from_what_they_see_no_more():
    member = meetings.member("police")
    made = agreed()

    answer = ask_and_answer(browser(member), at("withdraw", made.uid), words="")

    assert answer.url == "/voices/"
    assert browser(member).get(made.get_absolute_url()).status_code == 404


def test_for_whoever_does_not_see_it_there_is_no_such_page():
    made = agreed(Use.GROUP)
    web = browser(actor(Role.TRAINER))

    for name in ("voice", "agree", "withdraw", "use", "feed_back"):
        answers_like_absent(web, lambda uid, name=name: at(name, getattr(uid, "uid", uid)), made)


def test_no_list_and_no_file_holds_a_word_of_it():
    by = gatherer()
    made, hidden = agreed(by=by), voice(by, title="A title of something withdrawn")
    web = browser(by)

    listed = web.get(at("voices")).text
    csv = web.get(at("voices"), {"format": "csv"}).getvalue().decode()

    assert made.title in listed
    assert "six times" not in listed
    assert hidden.title not in listed
    assert "Not shown: nothing is agreed to" in listed
    assert made.reference in csv
    assert made.title not in csv


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"use": "report"}, {1}),
        ({"standing": "withdrawn"}, {2}),
        ({"standing": "overdue"}, set()),
        ({"speaker": "parent"}, {1, 2}),
    ],
)
def test_the_list_is_filtered_by_what_was_agreed_and_what_is_overdue(asked, there):
    by = gatherer()
    first, second = agreed(Use.REPORT, by=by), voice(by)

    shown = page(by, at("voices"), **asked)

    assert {number for number, each in ((1, first), (2, second)) if each.reference in shown} == there


def test_overdue_feedback_is_said_in_words(settings):
    by = gatherer()
    agreed(by=by)
    settings.BUSINESS_DATE = HEARD_ON + timedelta(days=91)

    assert "Due 30 May 2021, overdue" in page(by, at("voices"), standing="overdue")


def test_somebody_else_who_agreed_without_a_reason_is_asked_again_with_nothing_lost():
    by = gatherer()
    made = voice(by)

    answer = ask_and_answer(
        browser(by),
        at("agree", made.uid),
        uses=["plan"],
        shown_as="",
        giver="parent",
        capacity="",
        given_how="said",
        from_on=HEARD_ON,
    )

    assert answer.status_code == 422
    assert "Enter why somebody else agreed for them" in answer.text


def test_what_is_said_about_it_is_corrected():
    by = gatherer()
    made = agreed(by=by)

    ask_and_answer(browser(by), at("correct_field", made.uid, "gathered_on"), value=date(2021, 2, 1), why="A slip")
    ask_and_answer(browser(by), at("in_error", made.uid), why="Twice")
    ask_and_answer(browser(by), at("reinstate", made.uid), why="Not twice")

    assert "A slip" in page(by, made.get_absolute_url())


def test_the_page_asks_no_more_for_many_than_for_few():
    by, office = gatherer(), manager()
    made = agreed(by=by)
    actions.use_in(made, by=office, use=Use.PLAN, entry=thread.finding().entry, where="One")
    actions.say_changed(made, by=office, words="One", changed_on=DAY, entry=thread.finding().entry)
    actions.feed_back(made, by=office, words="One", how="By letter", fed_back_on=DAY)
    web = browser(office)
    web.get(made.get_absolute_url())  # what is kept for all pages is asked for once
    few = queries_of(lambda: web.get(made.get_absolute_url()))

    for number in range(5):
        actions.use_in(made, by=office, use=Use.PLAN, entry=thread.finding().entry, where=str(number))
        actions.say_changed(made, by=office, words=str(number), changed_on=DAY, entry=thread.finding().entry)
        actions.feed_back(made, by=office, words=str(number), how="By letter", fed_back_on=DAY)
        actions.withdraw(made, by=office, consent=made.consents.filter(use=Use.PLAN, state="given").get())
        agree(made, Use.PLAN, by=office, from_on=DAY)

    assert queries_of(lambda: web.get(made.get_absolute_url())) <= few <= 12
