"""A figure as it is handed to a page, a chart or the report: the value and everything that explains it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from safehold.measures.definition import Definition
from safehold.measures.models import Basis, State
from safehold.tally import round_half_up

Key = tuple[str, str, str]


def said(state: str, value: Decimal | None, places: int) -> str:
    """A value as a table prints it: ``1,040``, ``-29.7``, ``[c]`` where hidden, ``[x]`` where not supplied."""
    if value is None:
        return {State.SUPPRESSED: "[c]", State.NOT_SUPPLIED: "[x]"}.get(State(state), "")
    return f"{round_half_up(value, places):,.{places}f}"


@dataclass(frozen=True)
class Figure:
    """One figure: its key, its value, what it is, where it came from and how it was worked out."""

    code: str
    period: str
    geography: str
    state: str
    value: Decimal | None
    places: int
    unit: str
    basis: str
    definition: Definition
    source: str
    source_on: date | None
    calculation: str = ""
    note: str = ""
    submission_uid: str = ""
    # what ``source`` is made of, where the row says which of the sender's tables it was taken from
    sent_as: str = ""
    taken_from: str = ""
    # the day on which it was counted here; none where it was reported
    as_at: date | None = None
    # the figures it was worked out from
    made_of: tuple["Figure", ...] = field(default=())

    @property
    def key(self) -> Key:
        return (self.code, self.period, self.geography)

    @property
    def is_number(self) -> bool:
        return self.state == State.NUMBER

    @property
    def whole(self) -> int | None:
        """The value as a whole number; none where it is not one."""
        return int(self.value) if self.value is not None and self.value == self.value.to_integral_value() else None

    @property
    def shown(self) -> str:
        """The value as a table prints it: ``1,040``, ``-29.7``, ``[c]`` where hidden, ``[x]`` where not supplied."""
        return said(self.state, self.value, self.places)

    @property
    def shown_with_unit(self) -> str:
        return f"{self.shown}%" if self.unit == "percent" and self.is_number else self.shown

    @property
    def basis_label(self) -> str:
        return Basis(self.basis).label
