"""The rules, one class each. The first paragraph of a rule's docstring is the sentence that people are shown."""

from safehold.publications.claims.rules.base import Rule, sentence_of
from safehold.publications.claims.rules.counts import Differencing, Exclusive, ListLength, PartsSum, Rank, Subset
from safehold.publications.claims.rules.labels import PeriodLabel, RepeatedValue, SameWords, UniqueLabels
from safehold.publications.claims.rules.percentages import ChangePercent, Percent

RULES: tuple[type[Rule], ...] = (
    PartsSum,
    Percent,
    Subset,
    ChangePercent,
    Rank,
    ListLength,
    PeriodLabel,
    RepeatedValue,
    Differencing,
    UniqueLabels,
    SameWords,
    Exclusive,
)

__all__ = ["RULES", "Rule", "sentence_of"]
