"""The sections of a pack that are about agencies: most in full, and schools and the like a line each."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db.models import Q

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyBody, AgencyKind, AgencyName, LegalBody
from safehold.access.policy import Refused
from safehold.partnership import succession
from safehold.partnership.pack.reading import Node
from safehold.partnership.pack.shape import Code, Day, Field, Flag, OneOf, Reading, Row, Text, read_rows
from safehold.partnership.pack.table import Part, Table, written

SETTINGS = (AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS, AgencyKind.FE)
NAMES = Part(
    name="names",
    title="name",
    model=AgencyName,
    parent="agency",
    key=("from_on",),
    fields=(Text("name"), Day("from_on"), Day("to_on", needed=False), Text("short_name", needed=False, most=40)),
)
BODIES = Part(
    name="bodies",
    title="statutory body",
    model=AgencyBody,
    parent="agency",
    key=("body", "from_on"),
    fields=(
        OneOf("body", choices=tuple(LegalBody.values)),
        Day("from_on"),
        Day("to_on", needed=False),
        Flag("statutory", absent=True),
    ),
)


def latest_name(row: Row) -> str:
    """The name that lists show: the one that begins last."""
    return str(max(row.parts["names"], key=lambda name: name.facts["from_on"]).facts["name"])


def fresh_agency(row: Row, by: Actor) -> dict[str, Any]:
    return {"current_name": latest_name(row)}


def settle_agency(agency: Agency, by: Actor) -> None:
    names, bodies = list(agency.names.all()), list(agency.bodies.all())
    if overlaps(names):
        raise Refused("It has two names on one day")
    if any(overlaps([row for row in bodies if row.body == body]) for body in {row.body for row in bodies}):
        raise Refused("It belongs to one body twice on one day")
    succession.name_of_the_day(agency, by=by)


def overlaps(rows: list[Any]) -> bool:
    """Whether two of the dated rows hold on one day. The tables of ``access`` have no constraint that says so."""
    rows = sorted(rows, key=lambda row: row.from_on)
    return any(before.to_on is None or before.to_on >= after.from_on for before, after in pairwise(rows))


def needs_name(row: Row) -> str:
    return "" if row.parts["names"] else "Give it a name, and the day it has it from, under ‘names’"


AGENCIES = Table(
    name="agencies",
    title="Agencies",
    words="The bodies that make up the partnership, with the names they had when and the statutory bodies they belong to.",
    model=Agency,
    key=("code",),
    codes="agency",
    only=~Q(kind__in=SETTINGS),
    fields=(
        Code("code", most=40),
        OneOf("kind", choices=tuple(kind for kind in AgencyKind.values if kind not in SETTINGS)),
        Text("kind_other", needed=False, most=80),
        Day("closed_on", needed=False),
    ),
    parts=(NAMES, BODIES),
    fresh=fresh_agency,
    settle=settle_agency,
    veto=needs_name,
)


@dataclass(frozen=True, kw_only=True)
class Schools(Table):
    """Agencies again, but a line each: the name and its first day stand in the row, earlier names under it."""

    line_fields: tuple[Field, ...]
    line_parts: tuple[Part, ...]

    def read(self, node: Node, reading: Reading) -> list[Row]:
        return [
            self.unfolded(row)
            for row in read_rows(node, self.line_fields, self.line_parts, self.key, reading, self.name)
        ]

    def unfolded(self, row: Row) -> Row:
        """The row as the database says it: the name it stands under is the last of its names."""
        now = {name: row.facts[name] for name in ("name", "from_on", "short_name")} | {"to_on": row.facts["closed_on"]}
        name = Row(line=row.line, path=row.path, facts=now)
        facts = {field.kept_as: row.facts.get(field.kept_as, field.absent) for field in self.fields}
        parts = {"names": [*row.parts["earlier_names"], name], "bodies": row.parts["bodies"]}
        return replace(row, facts=facts, parts=parts)

    def export(self) -> list[dict[str, Any]]:
        lines = []
        for _, row in self.here():
            *earlier, now = sorted(row.parts["names"], key=lambda name: name.facts["from_on"])
            facts = row.facts | {name: now.facts[name] for name in ("name", "from_on", "short_name")}
            folded = replace(row, facts=facts, parts={"earlier_names": earlier, "bodies": row.parts["bodies"]})
            lines.append(written(folded, self.line_fields, self.line_parts))
        return lines


SCHOOLS = Schools(
    name="schools",
    title="Schools, colleges and early years",
    words="Schools, colleges and early years settings, a line each.",
    model=Agency,
    key=("code",),
    codes="agency",
    only=Q(kind__in=SETTINGS),
    fields=(Code("code", most=40), OneOf("kind", choices=SETTINGS), Day("closed_on", needed=False)),
    parts=(NAMES, BODIES),
    fresh=fresh_agency,
    settle=settle_agency,
    line_fields=(
        Code("code", most=40),
        OneOf("kind", choices=SETTINGS),
        Text("name"),
        Day("from_on"),
        Text("short_name", needed=False, most=40),
        Day("closed_on", needed=False),
    ),
    line_parts=(replace(NAMES, name="earlier_names"), BODIES),
)
