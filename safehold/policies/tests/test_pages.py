"""The pages of policies: one walked from its title to being in force, and what was in force on a day read again."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as thread
from safehold.policies import actions, queries
from safehold.policies.models import Interpretation, Policy, PolicyVersion
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    WORDS,
    approver,
    brought_in,
    chair,
    decided,
    draft,
    in_force,
    interpretation,
    lead,
    policy,
    ready,
    secretary,
    waiting,
)
from safehold.records.tests.promises import ask_and_answer, browser, queries_of, sees_as_its_entry_does

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def at(name, *args) -> str:
    return reverse(f"policies:{name}", args=args)


def page(who, address, **query) -> str:
    return browser(who).get(address, query).text


def on_day(day: date) -> dict[str, int]:
    return {"day-day": day.day, "day-month": day.month, "day-year": day.year}


def test_a_policy_is_walked_from_its_title_to_being_in_force_on_pages():
    by, police, who = secretary(), lead("police"), approver()
    web, board = browser(by), meetings.board()

    ask_and_answer(
        web,
        at("begin"),
        title="Self-neglect protocol",
        sort="protocol",
        scope="local",
        audience="Everybody",
        group=board.pk,
        bound=[police.agency.pk],
    )
    kept = Policy.objects.get()
    assert kept.keeper == by.user
    ask_and_answer(web, at("draft", kept.uid), title=kept.title, sort=kept.sort, words=WORDS, changes="")
    made = PolicyVersion.objects.get()
    ask_and_answer(
        web, at("consult", made.uid), agencies=[police.agency.pk], bodies="The forum of carers\n\n", until_on=LATER
    )
    asked, forum = queries.consulted_of(made)
    ask_and_answer(browser(police), at("answer", made.uid, asked.pk), words="Say who answers")
    ask_and_answer(web, at("answer", made.uid, forum.pk), words="It is clear")
    ask_and_answer(web, at("settle", made.uid, asked.pk), changed="It says who")
    ask_and_answer(web, at("close_consultation", made.uid))
    called = {"title": "Self-neglect and hoarding", "sort": "procedure"}
    ask_and_answer(
        web, at("write", made.uid), words=WORDS + "\n\nThe manager answers.", changes="Who answers", **called
    )
    ask_and_answer(web, at("assess", made.uid), equality="none", words="All alike", mitigation="", made_on=DAY)
    ask_and_answer(browser(who), at("approve", made.uid))
    ask_and_answer(web, at("take_effect", made.uid), from_on=DAY)
    ask_and_answer(browser(police), at("adopt", made.uid), adopted_on=DAY)

    shown = page(by, at("version", made.uid))
    for words in (
        "In force",
        "Say who answers",
        "It says who",
        "The forum of carers",
        "The manager answers",
        "No group is put",
    ):
        assert words in shown, words
    assert f"{who.user}, 30 April 2021" in shown
    assert f"{police.agency}, 30 April 2021" in shown
    assert "Version 1" in page(by, at("policies"))
    assert "Self-neglect and hoarding" in page(by, at("policies"))
    assert "30 April 2023" in page(by, at("policy", kept.uid))


def test_a_meeting_approves_on_a_page():
    by = secretary()
    made, decision = ready(), decided()

    ask_and_answer(browser(by), at("record_approval", made.uid), decision=decision.pk)

    shown = page(by, at("version", made.uid))
    assert decision.reference in shown
    stranger = page(actor(Role.DATA_ANALYST, agency="health"), at("version", made.uid))
    assert decision.reference not in stranger  # who sees no such meeting reads which group approved it, and when
    assert f"{meetings.board()}, 30 April 2021" in stranger


def test_what_was_in_force_on_a_day_is_read_again_in_its_own_words():
    by = secretary()
    old = brought_in(by=by)
    in_force(old.policy, by=by, words="Whoever learns of it writes.")
    said = interpretation(old.policy, by=by, from_on=date(2020, 3, 2), decided_on=date(2020, 3, 2))

    then, now = (page(by, at("in_force"), **on_day(day)) for day in (date(2020, 5, 14), DAY))

    assert "What was in force on 14 May 2020" in then
    assert "The board of 2020" in then
    assert "The board of 2020" not in now
    assert said.question in then
    web = browser(by)
    csv = web.get(at("in_force"), {**on_day(date(2020, 5, 14)), "format": "csv"}).getvalue().decode()
    assert "Whoever learns of it telephones." in csv
    assert "writes" not in csv
    line = AuditLine.objects.get(event="policies.in_force_taken")
    assert (line.facts["day_on"], line.count) == ("2020-05-14", 2)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_it_is_taken_away_as_paper(kind, begins):
    by = secretary()
    made = brought_in(by=by)
    interpretation(made.policy, by=by)
    web = browser(by)

    whole = web.get(at("in_force"), {**on_day(DAY), "format": kind}).getvalue()
    one = web.get(at("file", made.uid, kind)).getvalue()

    assert whole.startswith(begins)
    assert one.startswith(begins)
    assert web.get(at("file", made.uid, "exe")).status_code == 404


def test_a_day_that_is_none_is_asked_again():
    answer = browser(secretary()).get(at("in_force"), {"day-day": 31, "day-month": 2, "day-year": 2021})

    assert answer.status_code == 422
    assert "Error: " in answer.text


def test_before_anything_is_known_the_page_says_what_to_do():
    assert "Bring in the versions that were" in page(secretary(), at("in_force"), **on_day(date(1999, 1, 1)))


def test_two_versions_are_compared_word_by_word():
    by = secretary()
    old = brought_in(by=by)
    new = draft(old.policy, by=by, words="Whoever learns of it writes.")

    shown = page(by, at("compare", new.uid))

    assert "What changed from version 1 to version 2" in shown
    assert "1 word added, 1 word removed." in shown
    assert browser(by).get(at("compare", old.uid)).status_code == 404


def test_a_file_holds_the_words_and_cannot_be_added_later():
    by = secretary()
    made = draft(by=by, words="")
    file = SimpleUploadedFile("protocol.txt", b"Whoever learns of it writes.")
    ask_and_answer(browser(by), at("attach", made.uid), title="The protocol", file=file)

    assert "The protocol" in page(by, at("version", made.uid))
    made.refresh_from_db()
    actions.ask_about(made, by=by, agencies=[AgencyFactory()], until_on=DAY)
    assert browser(by).get(at("attach", made.uid)).status_code == 403
    assert browser(by).get(reverse("records:document_add", args=[made.uid])).status_code == 403


def test_how_a_question_is_answered_is_recorded_and_replaced_on_pages():
    by, board_chair = secretary(), chair()
    kept = policy(by)
    web = browser(by)
    told = {"decision": "", "group": meetings.board().pk, "decided_on": DAY, "by_whom": "chair"}

    ask_and_answer(web, at("interpret", kept.uid), question="When is it late?", answer="A day", from_on=DAY, **told)
    said = Interpretation.objects.get()
    assert "waits for the chair of Board, and does not hold before that" in page(by, at("interpretation", said.uid))
    assert web.get(at("confirm", said.uid)).status_code == 403
    ask_and_answer(browser(board_chair), at("confirm", said.uid))
    ask_and_answer(web, at("replace", said.uid), answer="Two days", from_on=LATER, **told)
    later = Interpretation.objects.get(replaces=said)
    assert "once confirmed" in page(by, at("interpretation", said.uid))
    ask_and_answer(browser(board_chair), at("turn_down", later.uid), why="It is three")
    ask_and_answer(web, at("replace", said.uid), answer="Three days", from_on=LATER, **told)
    ask_and_answer(browser(board_chair), at("confirm", Interpretation.objects.get(answer="Three days").uid))
    found = thread.finding()
    paste = f"https://safehold.example{found.get_absolute_url()}"
    ask_and_answer(web, at("interpretation_tie", said.uid), entry=paste, words="Told late", decided_on=DAY)

    shown = page(by, at("interpretation", said.uid))
    assert "A later answer" in shown
    assert "Told late" in shown
    assert found.get_absolute_url() in shown


def test_an_address_that_nobody_may_see_ties_nothing():
    said, hidden = interpretation(), meetings.item(meetings.meeting(secretary()))
    stranger = actor(Role.AGENCY_LEAD, agency="health")

    answer = ask_and_answer(
        browser(stranger), at("interpretation_tie", said.uid), entry=str(hidden.uid), words="Told", decided_on=DAY
    )

    assert answer.status_code == 422
    assert "There is no such record that you can see" in answer.text


@pytest.mark.parametrize(
    ("standing", "there"), [("overdue", True), ("in_force", True), ("due", False), ("none", False)]
)
def test_what_is_overdue_is_found_and_said_in_words(standing, there, settings):
    by = secretary()
    made = in_force(by=by)
    settings.BUSINESS_DATE = date(2023, 5, 1)

    shown = page(by, at("policies"), standing=standing)

    assert (made.policy.title in shown) is there
    assert ("30 April 2023, overdue" in shown) is there


def test_a_withdrawn_policy_waits_for_no_review(settings):
    by = secretary()
    made = in_force(by=by)
    actions.withdraw(made, by=by, to_on=DAY, why="Closed")
    settings.BUSINESS_DATE = date(2023, 5, 1)

    assert made.policy.title not in page(by, at("policies"), standing="overdue")
    assert "overdue" not in page(by, at("policy", made.policy.uid)).lower()


def test_the_list_is_taken_away_as_a_file():
    by = secretary()
    in_force(by=by)

    csv = browser(by).get(at("policies"), {"format": "csv"}).getvalue().decode()

    assert "Protocol for telling the duty team,Protocol" in csv
    assert "2023-04-30" in csv


def test_a_review_on_a_page_moves_the_date_and_keeps_the_old_one():
    by = secretary()
    made = in_force(by=by)

    ask_and_answer(
        browser(by), at("review", made.policy.uid), outcome="extended", due_on=date(2023, 9, 30), why="Wait for the law"
    )

    shown = page(by, at("policy", made.policy.uid))
    assert "30 September 2023, where it was 30 April 2023" in shown
    assert "Wait for the law" in shown


def test_what_is_said_of_a_policy_is_corrected_and_stays():
    by = secretary()
    kept = policy(by)

    ask_and_answer(browser(by), at("policy_correct_field", kept.uid, "title"), value="Telling", why="Shorter")
    ask_and_answer(browser(by), at("bind", kept.uid), bound=[])
    other = lead()
    ask_and_answer(browser(by), at("keep", kept.uid), keeper=other.user.pk)

    shown = page(by, kept.get_absolute_url())
    assert "Protocol for telling the duty team" in shown  # as it was called before
    assert "Nobody has been named" in shown
    assert str(other.user) in shown


def test_a_policy_by_mistake_is_taken_out_and_reinstated():
    by = actor(Role.BUSINESS_MANAGER, agency="team")
    kept = policy(by)
    web = browser(by)

    ask_and_answer(web, at("policy_in_error", kept.uid), why="Twice")
    assert kept.title not in page(by, at("policies"))
    ask_and_answer(web, at("policy_reinstate", kept.uid), why="Once after all")
    assert kept.title in page(by, at("policies"))
    said = waiting(kept, by=by)
    ask_and_answer(web, at("interpretation_in_error", said.uid), why="Another policy’s")
    ask_and_answer(web, at("interpretation_reinstate", said.uid), why="No")


def test_a_version_that_somebody_changed_meanwhile_is_not_written_over():
    by = secretary()
    made = draft(by=by)
    web = browser(by)
    shown = web.get(at("write", made.uid))
    actions.write(made, by=meetings.secretary(), words="Theirs")
    from safehold.records.tests.promises import hidden_of

    answer = web.post(
        at("write", made.uid), {"title": "T", "sort": "policy", "words": "Mine", "changes": ""} | hidden_of(shown.text)
    )

    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert "Theirs" in answer.text


def test_pages_ask_no_more_for_many_than_for_few():
    by = secretary()
    kept = policy(by)
    old = brought_in(kept, by=by, from_on=date(2020, 3, 2), to_on=date(2020, 3, 31))
    said = interpretation(kept, by=by, from_on=DAY)
    web = browser(by)
    addresses = [at("policy", kept.uid), at("version", old.uid), at("interpretation", said.uid), at("in_force")]
    few = [queries_of(lambda each=each: web.get(each)) for each in addresses]

    for month in range(4, 9):
        first = date(2020, month, 1)
        brought_in(kept, by=by, from_on=first, to_on=first + timedelta(days=20))
        interpretation(kept, by=by, question=f"Question {month}?")
        actions.tie(old, by=by, entry=thread.finding(by).entry, decided_on=date(2020, 3, 3), words="Told")
        actions.tie(said, by=by, entry=thread.finding(by).entry, decided_on=DAY, words="Told")
        in_force(policy(by, title=f"Policy {month}"), by=by)

    assert [queries_of(lambda each=each: web.get(each)) for each in addresses] <= few
    assert max(few) <= 12


def test_each_is_seen_as_its_entry_is():
    interpretation(in_force().policy)
    everyone = [actor(role, agency="police") for role in (Role.AGENCY_LEAD, Role.SCHOOL_LEAD, Role.DELEGATE)]
    for visible_to in (queries.policies_visible_to, queries.versions_visible_to, queries.interpretations_visible_to):
        sees_as_its_entry_does(visible_to, [*everyone, secretary()])


def test_a_delegate_of_a_course_is_not_shown_policies():
    assert browser(actor(Role.DELEGATE)).get(at("policies")).status_code == 403
