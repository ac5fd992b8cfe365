"""Templates, letters and copies as people make them: uploaded, approved by somebody else, filled, read, sent. All invented."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.letters import actions, drawing, queries
from safehold.letters.models import How, Letter, Proof, Reason, RedactedCopy, Template, TemplateVersion
from safehold.letters.tests.documents import REMINDER, word
from safehold.records import files
from safehold.records.actions.documents import add_document
from safehold.records.models import Document, Entry
from tests.invented import factories as invented

DAY = date(2021, 4, 30)
TOLD = (
    "Ada Brook told the school on 3 March that her brother Sam Brook had left.",
    "The head teacher rang the duty desk.",
    "Nobody rang Ada Brook back. Sam was seen in Kendal.",
)
GONE = (("Ada Brook", Reason.PERSONAL), ("Sam", Reason.THIRD_PARTY), ("Brook", Reason.THIRD_PARTY))


def office() -> Actor:
    return actor(Role.BUSINESS_SUPPORT, agency="office")


def manager() -> Actor:
    return actor(Role.BUSINESS_MANAGER, agency="office")


def examined(content: bytes, name: str = "letter.docx") -> files.Examined:
    return files.examine(SimpleUploadedFile(name, content))


def template(
    *paragraphs: str, by: Actor | None = None, about: str = "asks.ask", title: str = "Reminder", **facts: Any
) -> Template:
    """A template whose first version waits for approval."""
    file = examined(word(*(paragraphs or REMINDER), **facts))
    return actions.add_template(by=by or office(), title=title, about=about, file=file)


def version(of: Template | None = None, *, by: Actor | None = None, **facts: Any) -> TemplateVersion:
    """A version in force since the day of the tests."""
    of = of or template(**facts)
    found = queries.version_numbered(of, of.versions.count())
    assert found is not None
    return actions.approve(found, by=by or manager(), from_on=DAY)


def letter(
    about: Entry, *, by: Actor | None = None, to: Any = None, of: TemplateVersion | None = None, **facts: Any
) -> Letter:
    """A letter to the police, unless it is for somebody else."""
    told: dict[str, Any] = {"title": "Not yet returned"} | facts
    to = to or AgencyFactory(code="police")
    made = actions.begin(about, by=by or office(), version=of or version(), to=to, **told)
    return again(made)


def again(made: Letter) -> Letter:
    """The letter as a page finds it."""
    return Letter.objects.select_related("entry", "template_version__template", "template_version__paper").get(
        pk=made.pk
    )


def prove(made: Letter, *, by: Actor) -> Proof:
    """A proof of its newest words, drawn and kept as the page does."""
    return actions.make_proof(made, by=by, drawn=drawing.letter_drawn(made, by=by))


def finish(made: RedactedCopy, *, by: Actor, may_stand: bool = False) -> RedactedCopy:
    """A copy drawn and finished as the page does."""
    return actions.finish(made, by=by, drawn=drawing.copy_drawn(made, by=by, may_stand=may_stand))


def proved(made: Letter, *, by: Actor) -> Proof:
    """A proof of its newest words, which ``by`` has opened."""
    proof = prove(made, by=by)
    actions.look(proof, by=by, kind="pdf")
    return proof


def sent(about: Entry, *, by: Actor | None = None, how: str = How.POST, **facts: Any) -> Letter:
    """A letter that was read and sent."""
    by = by or office()
    made = letter(about, by=by, **facts)
    proved(made, by=by)
    actions.send(made, by=by, how=how, sent_on=DAY)
    return again(made)


def document(
    by: Actor, *paragraphs: str, name: str = "statement.docx", content: bytes | None = None, title: str = "The first"
) -> Document:
    """A Word document on an invented record."""
    content = content if content is not None else word(*(paragraphs or TOLD))
    return add_document(invented.notebook(by, title=title), by=by, file=examined(content, name), title="What was told")


def redactor() -> Actor:
    return actor(Role.REVIEW_OFFICER, agency="office")


def copy(by: Actor | None = None, of: Document | None = None, **facts: Any) -> RedactedCopy:
    by = by or redactor()
    told = {"title": "Statement for the family", "purpose": "The family asked for it", **facts}
    return actions.begin_copy(of or document(by), by=by, **told)


def agency(code: str = "police") -> Agency:
    return AgencyFactory(code=code)


def same(made: RedactedCopy) -> RedactedCopy:
    return RedactedCopy.objects.select_related("entry", "document", "proof__docx", "pdf", "docx").get(pk=made.pk)


def finished(by: Actor, *, remove=GONE, of: Document | None = None) -> RedactedCopy:
    made = copy(by, of)
    for words, reason in remove:
        actions.remove(made, by=by, words=words, reason=reason)
    finish(made, by=by)
    return same(made)
