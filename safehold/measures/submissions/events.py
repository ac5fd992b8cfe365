"""Things that are counted here, one row for each and nobody named: contacts, referrals, returns, sessions."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from safehold.intake import Choice, Day, Schema, Text, check
from safehold.intake.columns import all_of, folded
from safehold.measures.models import CountedEvent
from safehold.measures.tables import CODES, EVENT_TABLES, codes_of


class CodeOfAKind(Text):
    """A closed code. Which codes there are depends on the kind of row, and is checked with the row."""

    def __init__(self, heading: str, **options: Any) -> None:
        super().__init__(heading, max_length=40, required=False, default="", **options)
        self.wants = "a code that the kind of row has, or nothing"

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
    place = Text("Place", max_length=80)
    outcome = CodeOfAKind("Outcome")
    category = CodeOfAKind("Category")
    detail = CodeOfAKind("Detail")
    ground = CodeOfAKind("Ground")
    result = CodeOfAKind("Result")
    nil = Choice("Nil", {"no": ("n", "false", "0"), "yes": ("y", "true", "1", "nil")}, default="no")

    @check("The date lies outside what this file says it covers", column="Date")
    def inside_the_cover(self, row: dict[str, Any]) -> bool:
        first, last = self.context["covers"]
        return bool(first <= row["happened_on"] <= last)

    @check("This place is not one of the partnership's areas", column="Place")
    def known_place(self, row: dict[str, Any]) -> bool:
        return not self.context.get("geographies") or row["place"] in self.context["geographies"]

    @check("A nil row says that there was none: leave its codes empty", column="Nil")
    def nil_is_nil(self, row: dict[str, Any]) -> bool:
        return row["nil"] == "no" or not any(row[name] for name in CODES)

    def row_checks(self) -> list[tuple[str, str, Any]]:
        """Those written above, and one for each column of codes, which says what codes the column may hold."""
        sentence = "This is not a code of this kind of row. The codes are: {}"
        return super().row_checks() + [
            (sentence.format(codes_in_words(name)), self.columns[name].heading, fits(name)) for name in CODES
        ]

    def facts(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """The row as the facts of a ``CountedEvent``."""
        return {"row": number} | row | {"nil": row["nil"] == "yes"}


def fits(name: str) -> Any:
    """Whether a row's kind has the code that the row holds in one column."""

    def check_row(row: dict[str, Any]) -> bool:
        return not row[name] or row[name] in codes(row["kind"]).get(name, frozenset())

    return check_row


def codes_in_words(name: str) -> str:
    """Which codes one column may hold, kind by kind."""
    kinds = [(kind, codes_of(kind).get(name, ())) for kind in EVENT_TABLES]
    return "; ".join(f"for {kind}, {all_of(values)}" for kind, values in kinds if values)


def land_events(facts: Iterable[dict[str, Any]], submission: Any) -> None:
    """Write one chunk of events under an unaccepted submission; one that is there already is not written twice."""
    CountedEvent.objects.bulk_create(
        [CountedEvent(submission=submission, **fact) for fact in facts], batch_size=1000, ignore_conflicts=True
    )
