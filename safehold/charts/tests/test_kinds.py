import pytest

from safehold.charts import Absent, Bars, Changes, Lines, NoData, Series

MISSING, SUPPRESSED = Absent.MISSING, Absent.SUPPRESSED
ONE = (Series("2020-21", (3, 5)),)


def chart(kind=Lines, *, categories=("April", "May"), series=ONE):
    return kind(
        title="Referrals rose",
        unit="referrals",
        categories_are="Month",
        categories=categories,
        series=series,
        source="Us",
    )


@pytest.mark.parametrize(
    ("categories", "series", "sentence"),
    [
        (("April", "May"), (), "The chart ‘Referrals rose’ has no data. Choose a period"),
        ((), (Series("2020-21", ()),), "has no data"),
        (("April", "May"), (Series("2020-21", (MISSING, SUPPRESSED)),), "every figure is missing or held back"),
    ],
)
def test_a_chart_without_data_says_so(categories, series, sentence):
    with pytest.raises(NoData, match=sentence):
        chart(categories=categories, series=series)


@pytest.mark.parametrize(
    ("kind", "categories", "series", "sentence"),
    [
        (Lines, ("April", "May"), (Series("2020-21", (3,)),), "has 2 categories, but ‘2020-21’ has 1 values"),
        (Lines, ("April", "April"), (Series("2020-21", (3, 4)),), "names a category twice"),
        (Lines, ("April", "May"), (Series("2020-21", (3, -4)),), "below zero. Draw it as a chart of changes"),
        (Bars, ("April", "May"), (Series("a", (3, 4)), Series("b", (3, 4))), "can show one series"),
        (Changes, ("x", "y"), tuple(Series(name, (3, 4)) for name in "abc"), "one series and one comparator"),
    ],
)
def test_a_chart_that_cannot_be_says_why(kind, categories, series, sentence):
    with pytest.raises(ValueError, match=sentence):
        chart(kind, categories=categories, series=series)


def test_changes_may_fall_below_zero():
    assert chart(Changes, series=(Series("Here", (3, -4)),)).series[0].values == (3, -4)
