"""Adding templates and versions of them, approving and retiring them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.letters import policy, sources
from safehold.letters.keeping import keep
from safehold.letters.models import PaperKind, Template, TemplateVersion
from safehold.letters.word.checking import check, whole_text
from safehold.letters.word.parcel import opened
from safehold.records import files, writing
from safehold.records.files import Examined
from safehold.records.models import Correction


@transaction.atomic
def add_template(*, by: Actor, title: str, about: str, purpose: str = "", file: Examined, note: str = "") -> Template:
    """Add a template for letters about one kind of record, with its first version."""
    require(policy.keep_templates(by))
    if about not in sources.kinds():
        raise Refused("Select what the letters are about")
    made = writing.create(Template, by=by, title=title.strip(), about=about, purpose=purpose.strip())
    version = _version(made, by=by, file=file, note=note)
    audit.record(by, "letters.template_added", made, kind=about, count=len(version.fields))
    return made


@transaction.atomic
def add_version(template: Template, *, by: Actor, file: Examined, note: str) -> TemplateVersion:
    """Add a version, which waits for somebody else to approve it. Raises ``Unfit`` with all that is wrong with the file."""
    require(policy.add_version(by, template))
    version = _version(template, by=by, file=file, note=note)
    audit.record(by, "letters.version_added", template, number=version.number, count=len(version.fields))
    return version


def _version(template: Template, *, by: Actor, file: Examined, note: str) -> TemplateVersion:
    """Check the file once more, whoever checked it before, and keep it."""
    if file.kind.code != "docx":
        raise Refused("A template must be a Word document (.docx)")
    content = files.read(file.sha256)
    parcel = opened(content)
    used = check(parcel, sources.fields_of(template.about))
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    return writing.create(
        TemplateVersion,
        by=by,
        template=template,
        number=last + 1,
        paper=keep(content, PaperKind.DOCX, by=by),
        file_name=file.name,
        fields=used,
        words=whole_text(parcel),
        note=note.strip(),
    )


@transaction.atomic
def correct(template: Template, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what a template is called, or when it is used. What it said before is kept."""
    require(policy.correct(by, template))
    correction = writing.correct(template, by=by, field=field, value=value, why=why)
    audit.record(by, "letters.template_corrected", template, field=field)
    return correction


@transaction.atomic
def approve(version: TemplateVersion, *, by: Actor, from_on: date) -> TemplateVersion:
    """Approve a version: letters are made of it from the day ``from_on``, and of the one before it until then."""
    require(policy.approve(by, version))
    if from_on < by.on:
        raise Refused("The day from which it is in force must be today or in the future")
    writing.move(version, "approve", by=by, from_on=from_on, approved_on=by.on, approved_by=by.user)
    audit.record(by, "letters.version_approved", version.template, number=version.number, from_on=from_on.isoformat())
    return version


@transaction.atomic
def retire(version: TemplateVersion, *, by: Actor, why: str) -> TemplateVersion:
    """Say that no more letters are made of a version. Letters that were made of it stay."""
    require(policy.retire(by, version))
    writing.move(version, "retire", by=by, retired_on=by.on, retired_by=by.user, retired_why=why.strip())
    audit.record(by, "letters.version_retired", version.template, number=version.number)
    return version
