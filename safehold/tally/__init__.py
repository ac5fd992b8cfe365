'''Tally: say what is counted, and have it counted.

A module says which columns may leave it, as a `Table`; a catalogue says what is counted, as measures; an engine
answers.

    class Referrals(Table):
        """One row for each referral for a safeguarding adult review."""

        received_on = Day("received_on", "The day the referral arrived")
        agency = Text("agency__name", "The agency that referred")
        outcome = Text("outcome", "What was decided", values=("review", "learning review", "no further action"))

    MET_CRITERIA = Share(
        code="sar.met_criteria_pct",
        title="Referrals that met the criteria",
        means="Decided referrals for a safeguarding adult review that became a review, per cent.",
        source="Care Act 2014, section 44",
        of=Referrals.outcome.is_known(),
        share=Referrals.outcome == "review",
        dated=Referrals.received_on,
        by=(Referrals.agency,),
    )

    frames.answer(MET_CRITERIA, frame, period).total.value

Counting knows no model, no request and no clock. How unknown values behave is said in two sentences in `conditions`;
how figures are rounded, in `rounding`; what a cell holds, in `answers`.'''

from safehold.tally.answers import Answer, Cell, Span
from safehold.tally.catalogue import Catalogue, Engine
from safehold.tally.columns import Column, Day, Number, Table, Text, YesNo, columns_of
from safehold.tally.conditions import Condition, DeclarationError
from safehold.tally.measures import Better, Change, Count, MeanOfAgencies, Measure, Share, ShownAs, Since, Sum
from safehold.tally.rounding import change_percent, round_half_up, share_percent

__all__ = [
    "Answer",
    "Better",
    "Catalogue",
    "Cell",
    "Change",
    "Column",
    "Condition",
    "Count",
    "Day",
    "DeclarationError",
    "Engine",
    "MeanOfAgencies",
    "Measure",
    "Number",
    "Share",
    "ShownAs",
    "Since",
    "Span",
    "Sum",
    "Table",
    "Text",
    "YesNo",
    "change_percent",
    "columns_of",
    "round_half_up",
    "share_percent",
]
