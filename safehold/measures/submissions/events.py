"""Things that are counted here, one row for each and nobody named: contacts, referrals, returns, sessions."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from safehold.intake import Choice, Day, Number, Schema, Text, Wrong, check
from safehold.intake.columns import all_of, folded
from safehold.intake.schema import RowCheck
from safehold.measures.models import CountedEvent
from safehold.measures.submissions.columns import MOST_COUNTED, outside, place_called
from safehold.measures.tables import CODES, EVENT_TABLES, NUMBERS, codes_of, numbers_of

NIL_SAYS = "yes in the one row that says that there was none of a kind in the year"


class CodeOfAKind(Text):
    """A closed code. Which codes there are depends on the kind of row, and is checked with the row."""

    def __init__(self, heading: str, **options: Any) -> None:
        super().__init__(heading, max_length=40, required=False, default="", **options)
        self.wants = "a code that the kind of row has, or nothing"

    def explained(self) -> str:
        kinds = [(kind, codes_of(kind).get(self.name)) for kind in EVENT_TABLES]
        return ". ".join(f"Of a {kind}: {all_of(listed, most=len(listed))}" for kind, listed in kinds if listed)

    def convert(self, text: str) -> str:
        return "_".join(folded(super().convert(text)).split())


@cache
def codes(kind: str) -> dict[str, frozenset[str]]:
    return {source: frozenset(values) for source, values in codes_of(kind).items()}


class CountedEvents(Schema):
    """Things to be counted. One row for each, or one nil row for a kind of which there was none in the year.

    ``context`` holds ``covers`` and ``geographies`` (the places that the partnership knows; none for any).
    """

    kind = Choice("Kind", tuple(EVENT_TABLES))
    happened_on = Day("Date")
    place = Text("Place", max_length=80, explains="one of the partnership's areas, by its name")
    outcome = CodeOfAKind("Outcome")
    category = CodeOfAKind("Category")
    detail = CodeOfAKind("Detail")
    ground = CodeOfAKind("Ground")
    result = CodeOfAKind("Result")
    offered = Number(
        "Offered",
        required=False,
        most=MOST_COUNTED,
        also=("Places offered", "Places available"),
        explains="Of a training_session: the places that it had",
    )
    booked = Number(
        "Booked",
        required=False,
        most=MOST_COUNTED,
        also=("Places booked",),
        explains="Of a training_session: the places that were booked",
    )
    attended = Number(
        "Attended",
        required=False,
        most=MOST_COUNTED,
        also=("Places attended",),
        explains="Of a training_session: the booked places whose holder came",
    )
    nil = Choice(
        "Nil",
        {"no": ("n", "false", "0"), "yes": ("y", "true", "1", "nil")},
        default="no",
        explains="yes in the one row that says that there was none of a kind in the year",
    )

    @check("The date lies outside what this file says it covers", column="Date", of=("happened_on",))
    def inside_the_cover(self, row: dict[str, Any]) -> bool:
        first, last = self.context["covers"]
        if first <= row["happened_on"] <= last:
            return True
        raise outside(self, "Date")

    @check("This place is not one of the partnership's areas", column="Place", of=("place",))
    def known_place(self, row: dict[str, Any]) -> bool:
        row["place"] = place_called(self, row["place"])
        return True

    @check("A nil row says that there was none: leave its codes and numbers empty", column="Nil")
    def nil_is_nil(self, row: dict[str, Any]) -> bool:
        filled = [name for name in CODES if row[name]] + [name for name in NUMBERS if row[name] is not None]
        return row["nil"] == "no" or not filled

    def row_checks(self) -> list[RowCheck]:
        """Those written above, and one for each column of codes, which says what codes the row may hold there."""
        checks = super().row_checks() + [
            (
                "This is a number that this kind of row has not",
                self.columns[name].heading,
                ("kind", name),
                has(name, self.columns[name].heading),
            )
            for name in NUMBERS
        ]
        return checks + [
            (
                "This is not a code of this kind of row",
                self.columns[name].heading,
                ("kind", name),
                fits(name, self.columns[name].heading),
            )
            for name in CODES
        ]

    def facts(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """The row as the facts of a ``CountedEvent``."""
        return {"row": number} | row | {"nil": row["nil"] == "yes"}


def has(name: str, heading: str) -> Any:
    """Whether a row's kind has the number that the row holds in one column."""

    def check_row(row: dict[str, Any]) -> bool:
        if row[name] is None or name in numbers_of(row["kind"]):
            return True
        raise Wrong(f"Leave {heading} empty: a {row['kind']} has none")

    return check_row


def fits(name: str, heading: str) -> Any:
    """Whether a row's kind has the code that the row holds in one column."""

    def check_row(row: dict[str, Any]) -> bool:
        if not row[name] or row[name] in codes(row["kind"]).get(name, frozenset()):
            return True
        listed = codes_of(row["kind"]).get(name)
        if not listed:
            raise Wrong(f"Leave {heading} empty: a {row['kind']} has none")
        raise Wrong(f"{heading} of a {row['kind']} must be {all_of(listed)}, or empty")

    return check_row


def land_events(facts: Iterable[dict[str, Any]], submission: Any) -> None:
    """Write one chunk of events under an unaccepted submission; one that is there already is not written twice."""
    CountedEvent.objects.bulk_create(
        [CountedEvent(submission=submission, **fact) for fact in facts], batch_size=1000, ignore_conflicts=True
    )
