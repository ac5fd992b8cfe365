"""What a person said: written down, agreed to, quoted in the report, and gone from every draft when they change their mind."""

import io
import re
import subprocess
import zipfile

import pytest

from safehold.access.roles import Role
from safehold.partnership.models import Chair
from safehold.publications import actions as reports
from safehold.publications import queries as drawn
from safehold.publications.document import pdf, word
from safehold.publications.document.html import page
from safehold.voice.models import Voice

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

WORDS = "I told it six times, and every time there was a new face."


def written_down(person, group: str) -> Voice:
    """By hand, on the pages: what was said, and what was agreed to."""
    person.goes_to("/voices/")
    person.follows("Write down what somebody said")
    person.enters("What is it about, in one line?", "Telling it again and again")
    person.picks("A parent")
    person.enters("What did they say, in their own words?", WORDS)
    person.picks("In a group")
    person.enters("Through which group or event?", "A forum of parents in April")
    person.enters_date("When was it heard?", 20, 4, 2021)
    person.chooses("For which group was it gathered?", group)
    person.picks("Yes")
    person.presses("Save")
    person.sees("what they said is not shown")
    person.does_not_see(WORDS)
    person.follows("Record what they agreed to")
    person.picks("Read by the group that it was gathered for")
    person.picks("Quoted in published reports")
    person.picks("They did themselves")
    person.picks("They said so, and it was written down")
    person.enters_date("When did they agree?", 20, 4, 2021)
    person.presses("Save")
    person.sees(WORDS)
    return Voice.objects.get()


def words_of_files(report, on) -> dict[str, str]:
    """The words of the draft as each kind of file would hold them now."""
    document = drawn.made(report, on=on).document
    with zipfile.ZipFile(io.BytesIO(word.write(document, {}))) as inside:
        in_word = inside.read("word/document.xml").decode()
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf.write(document, {}), capture_output=True, check=True)
    files = {"html": page(document, {}), "word": re.sub("<[^>]+>", "", in_word), "pdf": ran.stdout.decode()}
    return {kind: " ".join(words.split()) for kind, words in files.items()}


@pytest.mark.parametrize("width", [1280, 320])
def test_a_voice_is_quoted_in_a_draft_and_withdrawn_from_it(westmere, someone, width):
    manager = westmere.acting[Role.BUSINESS_MANAGER]
    group = Chair.objects.select_related("group").order_by("pk")[0].group
    report = reports.begin(
        by=manager, title="What people told us", period="2020-21", geography="Westmere", profile="internal"
    )
    section = reports.add_section(
        report, by=manager, number=1, title="Voices", agency=manager.agency, writer=manager.user
    )
    person = someone(width=width)
    person.signs_in(manager.user)
    voice = written_down(person, str(group))

    # quoted in a section, and previewed there
    person.goes_to(f"/annual-reports/{report.uid}/sections/{section.number}/")
    person.page.locator("textarea").first.fill(f"They told us this.\n\n{{{{ quote {voice.reference} }}}}")
    person.presses("Preview")
    person.sees(WORDS)
    person.presses("Save")
    for kind, words in words_of_files(report, manager.on).items():
        assert "there was a new face" in words, kind

    # their page says where it is quoted; then they change their mind
    person.goes_to(voice.get_absolute_url())
    person.sees("What people told us, 2020-21")
    person.follows("They withdraw it all")
    person.sees("what was published already cannot be recalled")
    person.presses("Withdraw it all")
    person.does_not_see(WORDS)

    # gone: from the page, the section's preview, the check page, and every file
    person.goes_to(f"/annual-reports/{report.uid}/sections/{section.number}/")
    person.presses("Preview")
    person.does_not_see(WORDS)
    person.sees(f"There is no consent to quote {voice.reference} in a report")
    person.goes_to(f"/annual-reports/{report.uid}/check/")
    person.sees(re.compile("Take the quote out"))
    person.does_not_see(WORDS)
    for kind, words in words_of_files(report, manager.on).items():
        assert "They told us this" in words, kind
        assert "there was a new face" not in words, kind
