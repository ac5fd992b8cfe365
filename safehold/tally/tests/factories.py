"""An invented table, periods, and Hypothesis strategies for rows, conditions and measures of every kind."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from safehold.tally import Change, Count, Day, MeanOfAgencies, Number, Share, ShownAs, Since, Sum, Table, Text, YesNo

OUTCOMES = ("review", "learning review", "no further action")


class Referrals(Table):
    """One row for each invented referral for a safeguarding adult review."""

    received_on = Day("received_on", "The day the referral arrived")
    due_on = Day("due_on", "The day a decision was due")
    decided_on = Day("decided_on", "The day it was decided")
    agency = Text("agency__name", "The agency that referred")
    outcome = Text("outcome", "What was decided", values=OUTCOMES)
    age = Number("age", "The adult’s age in years on the day the referral arrived")
    trained = Number("trained", "Staff of the agency who were trained")
    relevant = Number("relevant", "Staff of the agency whom the standard concerns")
    urgent = YesNo("urgent", "Whether somebody was at risk that day")


class Visits(Table):
    """One row for each invented visit: another table, to be kept apart."""

    made_on = Day("made_on", "The day of the visit")
    agency = Text("agency__name", "The agency that visited")


@dataclass(frozen=True)
class Span:
    """A year from April, standing in for any period."""

    year: int

    def __str__(self):
        return f"{self.year}-{(self.year + 1) % 100:02}"

    @property
    def first(self):
        return date(self.year, 4, 1)

    @property
    def last(self):
        return date(self.year + 1, 3, 31)

    @property
    def previous(self):
        return Span(self.year - 1)

    year_before = previous


YEAR = Span(2020)
UNKNOWN = dict.fromkeys(
    ["received_on", "due_on", "decided_on", "agency", "outcome", "age", "trained", "relevant", "urgent"]
)
WORDS = {"code": "sar.measure", "title": "A measure", "means": "What it means.", "source": "Care Act 2014, section 44"}


def referral(**facts):
    """A row received on 1 May 2020 of which nothing else is known but these facts."""
    return {**UNKNOWN, "received_on": date(2020, 5, 1), **facts}


def count(**facts):
    return Count(**{**WORDS, "of": Referrals, "dated": Referrals.received_on, "unit": "referrals", **facts})


def sum_of(**facts):
    told = {"of": Referrals, "dated": Referrals.received_on, "amount": Referrals.trained, "unit": "staff"}
    return Sum(**{**WORDS, **told, **facts})


def share(**facts):
    known, review = Referrals.outcome.is_known(), Referrals.outcome == "review"
    return Share(**{**WORDS, "of": known, "share": review, "dated": Referrals.received_on, **facts})


def mean_of_agencies(**facts):
    parts = {"agency": Referrals.agency, "top": Referrals.trained, "bottom": Referrals.relevant}
    return MeanOfAgencies(**{**WORDS, **parts, "of": Referrals, "dated": Referrals.received_on, **facts})


def change(of=None, **facts):
    return Change(**{**WORDS, "of": of or count(), **facts})


# The edges of two years, a leap day, and few enough values that ties, empty groups and unknowns turn up all the time.
DAYS = [date(2019, 3, 31), date(2019, 4, 1), date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 31)]
days = st.none() | st.sampled_from([*DAYS, date(2021, 4, 1)])
agencies = st.none() | st.sampled_from(["Avon council", "Police", "École"])
outcomes = st.none() | st.sampled_from([*OUTCOMES, "not on the list"])
numbers = st.none() | st.integers(0, 8)
yes_or_no = st.none() | st.booleans()

rows_of_referrals = st.lists(
    st.fixed_dictionaries(
        {
            "received_on": days,
            "due_on": days,
            "decided_on": days,
            "agency": agencies,
            "outcome": outcomes,
            "age": numbers,
            "trained": numbers,
            "relevant": numbers,
            "urgent": yes_or_no,
        }
    ),
    max_size=25,
)

ordered = st.sampled_from(["__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"])
equal = st.sampled_from(["__eq__", "__ne__"])


def compared(column, operator, other):
    """The condition that Python writes as ``column < other`` and so on."""
    return getattr(column, operator)(other)


day_columns = st.sampled_from([Referrals.received_on, Referrals.due_on, Referrals.decided_on])
number_columns = st.sampled_from([Referrals.age, Referrals.trained, Referrals.relevant])
all_columns = st.sampled_from(
    [Referrals.decided_on, Referrals.agency, Referrals.outcome, Referrals.age, Referrals.urgent]
)

comparisons = st.one_of(
    st.builds(compared, day_columns, ordered, st.sampled_from(DAYS) | day_columns),
    st.builds(compared, number_columns, ordered, st.integers(0, 8) | number_columns),
    st.builds(
        compared, st.just(Referrals.agency), equal, st.sampled_from(["Police", "Nobody"]) | st.just(Referrals.agency)
    ),
    st.builds(compared, st.just(Referrals.outcome), equal, st.sampled_from(OUTCOMES) | st.just(Referrals.agency)),
    st.builds(Referrals.outcome.is_in, st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=2)),
    st.builds(Referrals.age.is_in, st.lists(st.integers(0, 8), min_size=1, max_size=3)),
    st.builds(lambda column: column.is_known(), all_columns),
    st.sampled_from([Referrals.urgent.is_yes(), Referrals.urgent.is_no()]),
)
conditions = st.recursive(
    comparisons,
    lambda smaller: st.one_of(
        st.builds(lambda left, right: left & right, smaller, smaller),
        st.builds(lambda left, right: left | right, smaller, smaller),
        st.builds(lambda condition: ~condition, smaller),
    ),
    max_leaves=5,
)
wheres = st.just(Referrals) | conditions
breakdowns = st.sampled_from(
    [
        (),
        (Referrals.agency,),
        (Referrals.outcome,),
        (Referrals.urgent, Referrals.outcome),
        (Referrals.age, Referrals.agency),
    ]
)
dated = st.sampled_from([Referrals.received_on, Referrals.decided_on])
places = st.integers(0, 2)

counts = st.builds(count, of=wheres, by=breakdowns, dated=dated)
measures = st.one_of(
    counts,
    st.builds(sum_of, of=wheres, amount=number_columns, by=breakdowns, dated=dated),
    st.builds(share, of=wheres, share=conditions, by=breakdowns, dated=dated, places=places),
    st.builds(
        mean_of_agencies,
        of=wheres,
        by=st.sampled_from([(), (Referrals.outcome,), (Referrals.urgent, Referrals.age)]),
        dated=dated,
        places=places,
    ),
    st.builds(change, of=counts, since=st.sampled_from(Since), shown_as=st.sampled_from(ShownAs), places=places),
)
