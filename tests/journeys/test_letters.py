"""A letter: from a template with a mistake in it to whom it is for, who reads it behind sign-in; and a copy of it, with a name
removed, that a second person reads and releases."""

import pytest

from safehold.access.roles import Role
from safehold.letters.models import Letter, RedactedCopy, Template
from safehold.letters.tests.documents import REMINDER, text_of, word
from tests.journeys.test_asks import issued

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def at(person, record, more: str = "") -> None:
    person.goes_to(f"{record.get_absolute_url()}{more}")


def test_a_letter_is_written_read_and_copied_without_a_name(westmere, someone):
    support, manager, lead = (
        westmere.acting[role] for role in (Role.BUSINESS_SUPPORT, Role.BUSINESS_MANAGER, Role.AGENCY_LEAD)
    )
    ask = issued(westmere, lead.agency)

    # business support adds a template, and is told what is wrong with it
    writer = someone()
    writer.signs_in(support.user)
    writer.goes_to("/letters/templates/")
    writer.follows("Add a template")
    writer.enters("What is the template called?", "Reminder")
    writer.picks("What one agency is asked")
    writer.attaches("Upload the Word file", "reminder.docx", word("Dear {{ to.nmae }}"), WORD)
    writer.presses("Check and add")
    writer.sees("There is no field ‘to.nmae’")
    writer.sees("Did you mean ‘to.name’?")
    assert writer.page.get_by_label("What is the template called?").input_value() == "Reminder"
    writer.attaches("Upload the Word file", "reminder.docx", word(*REMINDER), WORD)
    writer.presses("Check and add")
    writer.sees("Somebody else must approve it")

    # the manager reads it and approves it
    approver = someone()
    approver.signs_in(manager.user)
    at(approver, Template.objects.get())
    approver.follows("Version 1")
    assert approver.downloads("Try it with invented values (PDF)")[:5] == b"%PDF-"
    approver.follows("Approve")
    approver.presses("Approve")
    approver.sees("Approved")

    # a letter is made from the ask, changed, proved, read and sent
    at(writer, ask)
    writer.follows("Write a letter")
    writer.chooses("Which template?", "Reminder")
    writer.presses("Begin the letter")
    writer.sees("Make a proof of these words")
    writer.follows("Change the words")
    box = writer.page.get_by_label("What the letter says", exact=True)
    box.fill(box.input_value() + "\n\nJo Merrill will ring you on Monday.")
    writer.presses("Save")
    writer.follows("Make a proof")
    writer.presses("Make the proof")
    writer.sees("Open the proof below and read it")
    assert "Jo Merrill will ring you" in text_of(writer.downloads("Word"))
    at(writer, Letter.objects.get())
    writer.follows("Send")
    writer.presses("Send")
    writer.sees("written in the log")

    # its reader finds it behind sign-in, on a telephone
    reader = someone(width=320)
    reader.signs_in(lead.user)
    if "choose-agency" in reader.page.url:
        reader.picks(str(lead.agency))
        reader.presses("Continue")
    reader.goes_to("/letters/")
    reader.follows(Letter.objects.get().title)
    assert reader.downloads("PDF")[:5] == b"%PDF-"
    reader.does_not_see("Opened by")

    # a copy without a name, which somebody else reads and releases
    at(writer, Letter.objects.get())
    writer.follows("Make a copy with passages removed")
    writer.enters("What is the copy called?", "Reminder, without names")
    writer.enters("Who is it for, and why?", "To show others")
    writer.presses("Begin")
    writer.follows("Remove a passage")
    writer.enters("Words to remove", "Jo Merrill")
    writer.picks("Personal data")
    writer.presses("Remove")
    writer.sees("[Removed: personal data] will ring you")
    writer.follows("Finish")
    writer.presses("Finish")
    writer.sees("Somebody else must check this copy")
    at(approver, RedactedCopy.objects.get())
    approver.sees("Open the copy first")
    said = text_of(approver.downloads("The copy as Word"))
    assert "Jo Merrill" not in said
    assert "[Removed: personal data] will ring you on Monday." in said
    at(approver, RedactedCopy.objects.get())
    approver.follows("Release")
    approver.picks("Everybody in the partnership")
    approver.presses("Release")
    approver.sees("Checked and released")
