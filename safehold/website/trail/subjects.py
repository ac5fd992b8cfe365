"""What a line of the trail is about, in words: its kind, and what it is called where that is nobody's affair.

Only what the partnership itself names is called by its name: its reports, groups, agencies, roles and the people who work
in it. A record about a person is told by its kind and number alone, and no kind is added here that holds one.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from safehold.access.models import Agency, AuditLine, User
from safehold.access.roles import Role
from safehold.asks.models import Submission
from safehold.imports.data_sets import DATA_SETS
from safehold.partnership.models import Group
from safehold.publications.models import Publication
from safehold.records.queries import kind_in_words
from safehold.website.trail.facts import people_in

Subject = tuple[str, str]
ROLE = "access.role"
PERSON = "access.user"
SUBMISSION = Submission.KIND
# kind -> what knows its number, and what it is called
NAMED: dict[str, tuple[type[Model], str, Any]] = {
    Publication.KIND: (Publication, "entry__uid", Concat("title", Value(", "), "period", output_field=CharField())),
    SUBMISSION: (Submission, "entry__uid", F("data_set")),
    "partnership.group": (Group, "pk", F("current_name")),
    "access.agency": (Agency, "pk", F("current_name")),
    PERSON: (User, "pk", F("name")),
}


def kind_said(kind: str) -> str:
    """A kind as people say it, whether it is a record's or any other model's: “Annual report”, “Closed day”."""
    try:
        words = str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind_in_words(kind)
    return words[:1].upper() + words[1:]


def called(lines: Iterable[AuditLine], titles: dict[Role, str]) -> dict[Subject, str]:
    """What the subjects of these lines, and the people in their facts, are called, by kind and number, in one query; those
    without a name are left out."""
    wanted: dict[str, set[str]] = {}
    for line in lines:
        wanted.setdefault(line.subject_kind, set()).add(line.subject_uid)
        if people := people_in(line.event, line.facts):
            wanted.setdefault(PERSON, set()).update(people)
    found = {(ROLE, str(role)): title for role, title in titles.items()}
    asked = [named(kind, wanted[kind]) for kind in NAMED if kind in wanted]
    for kind, number, name in asked[0].union(*asked[1:], all=True) if asked else ():
        # one database writes a uid with its dashes and the other without
        numbers = {uid.replace("-", ""): uid for uid in wanted[kind]}
        told = DATA_SETS[name].title if kind == SUBMISSION and name in DATA_SETS else name
        found[kind, numbers[number.replace("-", "")]] = told
    return found


def named(kind: str, numbers: set[str]) -> QuerySet:
    """The kind, the number and the name of each of these."""
    model, field, name = NAMED[kind]
    rows = model._default_manager.order_by().filter(**{f"{field}__in": numbers})
    return rows.values_list(Value(kind, output_field=CharField()), Cast(field, CharField()), Cast(name, CharField()))


def roles_said(codes: str, titles: dict[Role, str]) -> str:
    """The roles of a line by their titles here; a code that is no role any more as it was written."""
    return ", ".join(titles[Role(code)] if code in Role.values else code for code in codes.split())
