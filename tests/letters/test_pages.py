"""The pages of letters: a template checked as it is sent, a letter from its record to the log, and a copy to its release."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.asks.tests.factories import asked, lead
from safehold.letters import actions
from safehold.letters.models import Letter, RedactedCopy, Sending, Template, TemplateVersion
from safehold.letters.tests.documents import REMINDER, word
from safehold.letters.tests.factories import (
    DAY,
    agency,
    copy,
    document,
    examined,
    letter,
    manager,
    office,
    proved,
    redactor,
    sent,
    template,
    version,
)
from safehold.letters.word import setting
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def ask():
    return asked("police")


def upload(*paragraphs, name="reminder.docx"):
    return SimpleUploadedFile(name, word(*paragraphs))


def at(name, *args):
    return reverse(f"letters:{name}", args=args)


# --- templates ---


def test_a_template_is_added_and_approved_by_somebody_else():
    answer = ask_and_answer(
        browser(office()), at("template_add"), title="Reminder", about="asks.ask", purpose="", file=upload(*REMINDER)
    )
    assert answer.status_code == 302
    made = Template.objects.get()
    ask_and_answer(browser(manager()), at("approve", made.uid, 1), from_on=DAY)

    assert TemplateVersion.objects.get().status == "approved"
    assert "Version 1, from 30 April 2021" in browser(office()).get(at("templates")).text


def test_a_template_with_faults_is_shown_again_with_each_of_them_and_all_that_was_typed():
    answer = ask_and_answer(
        browser(office()),
        at("template_add"),
        title="Reminder of what was asked",
        about="asks.ask",
        purpose="When it is late",
        file=upload("Dear {{ to.nam }}", "It was due {{ ask.dew }}"),
    )

    assert answer.status_code == 422
    assert "There is no field ‘to.nam’ (paragraph 1: ‘Dear {{ to.nam }}’). Did you mean ‘to.name’?" in answer.text
    assert "There is no field ‘ask.dew’ (paragraph 2" in answer.text
    assert "Reminder of what was asked" in answer.text
    assert "When it is late" in answer.text
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n"), "The template must be a Word document"),
        (SimpleUploadedFile("letter.docx", b"not a Word file"), "Save it again as Word"),
        (SimpleUploadedFile("letter.docm", b"x"), "without macros"),
        (SimpleUploadedFile("letter.docx", b""), "empty"),
    ],
)
def test_what_is_no_template_is_refused_in_a_sentence(file, said):
    answer = ask_and_answer(browser(office()), at("template_add"), title="Reminder", about="asks.ask", file=file)

    assert answer.status_code == 422
    assert said in answer.text


def test_what_a_template_is_called_can_be_put_right_and_what_it_was_called_is_kept():
    made = version().template
    page = browser(office())

    ask_and_answer(
        page, at("template_correct_field", made.uid, "title"), value="A kind reminder", why="It read harshly"
    )

    assert Template.objects.get().title == "A kind reminder"
    shown = page.get(at("template", made.uid)).text
    assert "It read harshly" in shown
    assert browser(lead("police")).get(at("template_correct", made.uid)).status_code == 403


def test_the_page_of_fields_says_each_with_an_example():
    shown = browser(office()).get(at("fields")).text

    for words in ("{{ ask.due }}", "{{ meeting.place }}", "{{ action.measure }}", "{{ to.name }}", "27 April 2021"):
        assert words in shown


def test_a_version_is_tried_with_invented_values_and_compared_with_another():
    first = version()
    actions.add_version(
        first.template, by=office(), file=examined(word(*REMINDER[:3], "Please hurry.")), note="Shorter"
    )
    page = browser(office())

    tried = page.get(at("try", first.template.uid, 1, "pdf"))
    assert b"".join(tried).startswith(b"%PDF")
    compared = page.get(at("version", first.template.uid, 2), {"with": "1"}).text
    assert "What differs from version 1" in compared
    assert "Please hurry." in compared
    assert "<ins>" in compared
    assert "<del>" in compared


# --- a letter ---


def test_a_letter_goes_from_its_record_to_the_log(ask):
    made_of, by = version(), office()
    page = browser(by)
    assert at("begin", ask.uid) in page.get(reverse("asks:ask", args=[ask.uid])).text
    told = {"version": made_of.pk, "to": "agency", "agency": agency().pk, "title": "Not yet returned"}
    ask_and_answer(page, at("begin", ask.uid), **told)
    made = Letter.objects.get()

    shown = page.get(at("words", made.uid)).text
    words = made.drafts.get().words.replace("tell us why", "say why")
    assert page.post(at("words", made.uid), {"words": words} | hidden_of(shown)).status_code == 302
    assert "<ins>" in page.get(at("draft", made.uid, 2)).text
    ask_and_answer(page, at("prove", made.uid))
    assert page.get(at("send", made.uid)).status_code == 403
    assert "Open the proof below and read it, then send it" in page.get(at("letter", made.uid)).text
    assert b"".join(page.get(at("proof", made.uid, 2, "pdf"))).startswith(b"%PDF")
    ask_and_answer(page, at("send", made.uid), how="post", sent_on=DAY, detail="Recorded delivery 12")

    assert Sending.objects.get().detail == "Recorded delivery 12"
    logged = page.get(at("sent"), {"format": "csv"})
    rows = b"".join(logged).decode()
    assert made.reference in rows
    assert Sending.objects.get().pdf_sha256 in rows
    assert AuditLine.objects.filter(event="letters.sent").count() == 1


def test_words_somebody_else_changed_meanwhile_are_not_written_over(ask):
    made = letter(ask.entry, by=(one := office()))
    other = browser(manager_of(one))
    shown = other.get(at("words", made.uid)).text
    actions.change_words(made, by=one, words="Mine")

    answer = other.post(at("words", made.uid), {"words": "Theirs, long thought about"} | hidden_of(shown))

    assert answer.status_code == 409
    assert "Theirs, long thought about" in answer.text
    assert made.drafts.first().words == "Mine"


def manager_of(one):
    return actor(Role.BUSINESS_MANAGER, agency=one.agency.code)


def test_no_template_in_force_is_said_where_a_letter_is_begun(ask):
    assert "Only templates that are approved and in force" in browser(office()).get(at("begin", ask.uid)).text


def test_the_letters_of_a_record_are_one_link_away_and_none_that_may_not_be_seen(ask):
    made = sent(ask.entry, by=(by := office()))
    where = at("about", ask.uid)

    assert where in browser(by).get(reverse("asks:ask", args=[ask.uid])).text
    shown = browser(by).get(where).text
    assert made.title in shown
    assert "30 April 2021" in shown
    assert "2021-04-30" not in shown
    theirs = browser(lead("police")).get(where)
    assert theirs.status_code == 200
    assert made.title not in theirs.text


def test_a_letter_asks_no_more_however_many_drafts_and_proofs_it_has(ask):
    by = office()
    made = letter(ask.entry, by=by)
    proved(made, by=by)
    page = browser(by)
    page.get(at("letter", made.uid))
    few = queries_of(lambda: page.get(at("letter", made.uid)))
    for number in range(6):
        made.refresh_from_db()
        actions.change_words(made, by=by, words=f"Words {number}")
        proved(made, by=by)

    assert queries_of(lambda: page.get(at("letter", made.uid))) <= few <= 12


# --- a copy ---


def test_a_copy_goes_from_a_document_to_its_release():
    by, second = redactor(), actor(Role.BUSINESS_MANAGER, agency="office")
    of = document(by)
    page = browser(by)
    ask_and_answer(page, at("copy_begin", of.uid), title="For the family", purpose="They asked")
    made = RedactedCopy.objects.get()
    for words, reason in (("Ada Brook", "personal"), ("Sam Brook", "third_party"), ("Sam", "third_party")):
        assert ask_and_answer(page, at("remove", made.uid), words=words, paragraph="", reason=reason).status_code == 302
    shown = page.get(at("redacted", made.uid)).text
    assert "Ada" not in shown
    assert "<mark>[Removed: personal data]</mark>" in shown
    assert "9 characters" in shown
    assert ">1.</span>" in shown  # a paragraph is removed by its number
    ask_and_answer(page, at("finish", made.uid))

    join(of.entry.circle, second)
    checks = browser(second)
    assert checks.get(at("release", made.uid)).status_code == 403
    assert b"".join(checks.get(at("copy_file", made.uid, "pdf"))).startswith(b"%PDF")
    assert ask_and_answer(checks, at("release", made.uid), to_all="yes").status_code == 302
    outside = browser(actor(Role.CALDICOTT, agency="office"))  # removes passages, and does not see the case
    assert outside.get(at("redacted", made.uid)).status_code == 200
    assert "They asked" not in outside.get(at("redacted", made.uid)).text
    assert "They asked" in page.get(at("redacted", made.uid)).text
    reader = browser(lead("police"))
    told = reader.get(at("redacted", made.uid)).text
    assert "As the copy will read" not in told
    assert "They asked" not in told
    assert "Information about somebody else" in told
    assert "character" not in told  # how long a name was can tell whose it is
    assert "How much" not in told
    assert reader.get(at("copy_file", made.uid, "docx")).status_code == 200


def test_words_that_stand_elsewhere_still_are_asked_about_before_it_is_finished():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Ada Brook", paragraph=1, reason="personal")
    page = browser(by)

    assert "stand in another still, in paragraph 3" in page.get(at("finish", made.uid)).text
    assert ask_and_answer(page, at("finish", made.uid)).status_code == 409
    assert ask_and_answer(page, at("finish", made.uid), may_stand="on").status_code == 302


def test_a_passage_needs_words_or_a_paragraph():
    by = redactor()

    answer = ask_and_answer(browser(by), at("remove", copy(by).uid), words="", paragraph="", reason="personal")

    assert answer.status_code == 422
    assert "Enter the words, or the number of a paragraph" in answer.text


@pytest.mark.django_db(transaction=True)
def test_files_are_drawn_before_the_transaction_that_keeps_them(ask, monkeypatch):
    """While they are drawn an embedded database lets nobody else write, if a transaction is open."""
    by = office()
    made = letter(ask.entry, by=by)
    seen = []
    really = setting.set_pdf

    def watched(*args, **facts):
        seen.append(connection.in_atomic_block)
        return really(*args, **facts)

    monkeypatch.setattr("safehold.letters.composing.set_pdf", watched)
    monkeypatch.setattr("safehold.letters.redaction.set_pdf", watched)
    assert ask_and_answer(browser(by), at("prove", made.uid)).status_code == 302
    redacts = redactor()
    copied = copy(redacts)
    actions.remove(copied, by=redacts, words="Ada Brook", reason="personal")
    assert ask_and_answer(browser(redacts), at("finish", copied.uid)).status_code == 302

    assert seen == [False, False]


def test_a_letter_that_cannot_be_proved_yet_is_refused_on_its_page(ask):
    by = office()
    made = letter(ask.entry, by=by, of=version(template("To {{ to.name }}", "{{ to.address }}")))

    answer = ask_and_answer(browser(by), at("prove", made.uid))

    assert answer.status_code == 409
    assert "Complete what is marked" in answer.text


def test_a_pdf_is_listed_with_what_to_do_for_those_alone_who_remove_passages():
    by = redactor()
    of = document(by, name="scan.pdf", content=b"%PDF-1.7\n")
    reader = actor(Role.AGENCY_LEAD, agency="police")
    join(of.entry.circle, reader)

    shown = browser(by).get(at("about", of.entry.uid)).text
    assert "What was told: Passages are not removed from a PDF here" in shown
    assert at("copy_begin", of.uid) not in shown
    refused = browser(by).get(at("copy_begin", of.uid))
    assert refused.status_code == 403
    assert "Open it in Word" in refused.text
    assert "Passages are not removed" not in browser(reader).get(at("about", of.entry.uid)).text
