"""Our own report goes before the same rules, by what its pages print."""

from decimal import Decimal

import pytest

from safehold.publications.claims.check import check
from safehold.publications.claims.document import (
    ChangeOf,
    Differenced,
    Figure,
    Labelled,
    Listed,
    PartsOf,
    ShareOf,
    UnknownFigure,
    Within,
    claims_from_document,
)
from safehold.publications.claims.verdicts import Verdict


def figures(**printed):
    """Figures by key; ``__`` stands for the dot of a code."""
    return [
        Figure(key=key.replace("__", "."), printed=shown, section="5", period="2030-31")
        for key, shown in printed.items()
    ]


def found(relation, *more, **printed):
    (finding,) = check(claims_from_document([*figures(**printed), *more], [relation])).findings
    return finding.verdict, finding.how


ROUTES = PartsOf("all", ("advice", "action"))
SHARE = ShareOf("share", part="part", base="base")
CHANGE = ChangeOf("share", current="now", before="before")


@pytest.mark.parametrize(
    ("relation", "printed", "verdict", "how"),
    [
        (ROUTES, {"all": "1,040", "advice": "1,000", "action": "40"}, Verdict.HOLDS, "1,000 + 40 is 1,040."),
        (
            ROUTES,
            {"all": "1,041", "advice": "1,000", "action": "40"},
            Verdict.FAILS,
            "1,000 + 40 is 1,040, not 1,041: 1 is unexplained.",
        ),
        (SHARE, {"share": "33%", "part": "3", "base": "9"}, Verdict.HOLDS, "3 of 9 is 33.3%, which rounds to 33%."),
        (
            SHARE,
            {"share": "34%", "part": "3", "base": "9"},
            Verdict.FAILS,
            "Prints 34% where 3 of 9 is 33.3%, which rounds to 33% (always rounding up would print it so).",
        ),
        (CHANGE, {"share": "−25.0%", "now": "30", "before": "40"}, Verdict.HOLDS, "40 to 30 is a fall of 25.0%."),
        (
            CHANGE,
            {"share": "25.0%", "now": "30", "before": "40"},
            Verdict.FAILS,
            "Prints a rise of 25.0% where 40 to 30 is a fall of 25.0%.",
        ),
        (Within("booked", ("attended",)), {"booked": "30", "attended": "28"}, Verdict.HOLDS, "28 is within 30."),
        (
            Within("booked", ("attended",)),
            {"booked": "30", "attended": "31"},
            Verdict.FAILS,
            "31 cannot lie inside 30.",
        ),
        (Listed("priorities", 10), {"priorities": "10"}, Verdict.HOLDS, "10 are listed, as said."),
        (Listed("priorities", 9), {"priorities": "10"}, Verdict.FAILS, "10 are said, and 9 listed."),
        (
            Differenced(("year",), ("quarter",)),
            {"year": "30", "quarter": "29"},
            Verdict.WARNING,
            "By subtraction 30 − 29 is 1: this gives away 1, a small number.",
        ),
    ],
)
def test_relations_between_printed_figures(relation, printed, verdict, how):
    assert found(relation, **printed) == (verdict, how)


def test_labels_of_a_document():
    assert found(Labelled(("Figure 1", "Figure 2", "Table 1")))[0] is Verdict.HOLDS
    assert found(Labelled(("Figure 1", "Figure 2", "Figure 1")))[0] is Verdict.FAILS


def test_a_change_printed_without_its_sign_takes_the_sign_of_its_value():
    fall = Figure(key="share", printed="25%", value=Decimal("-25.00"))

    assert found(CHANGE, fall, now="30", before="40") == (Verdict.HOLDS, "40 to 30 is a fall of 25%.")


def test_a_share_of_figures_that_the_pages_do_not_print_cannot_be_known():
    assert found(ShareOf("share", part=None, base=None), share="33%")[0] is Verdict.CANNOT_BE_KNOWN
    assert found(ChangeOf("share", current=None, before=None), share="−33%")[0] is Verdict.CANNOT_BE_KNOWN


def test_a_number_kept_back_must_not_follow_from_the_rest_and_is_not_said_again():
    one = found(PartsOf("all", ("advice", "action", "other")), all="60", advice="33", action="25", other="[c]")

    assert one == (Verdict.FAILS, "A number kept back here can be worked out from what is printed beside it.")


def test_a_second_number_kept_back_protects_the_first():
    two = found(PartsOf("all", ("advice", "action", "other")), all="60", advice="33", action="[c]", other="[c]")

    assert two == (Verdict.HOLDS, "What is kept back here stays so: too many numbers fit.")


def test_two_numbers_kept_back_that_share_very_little_are_looked_at():
    assert found(ROUTES, all="2", advice="[c]", action="[c]") == (
        Verdict.WARNING,
        "A number kept back here can be narrowed to 3 numbers.",
    )


def test_a_percentage_can_give_away_the_count_it_was_made_from():
    assert found(SHARE, share="33%", part="[c]", base="9")[0] is Verdict.FAILS
    assert found(SHARE, share="33%", part="[c]", base="[c]")[0] is Verdict.HOLDS


def test_a_number_that_nobody_kept_back_may_be_solved():
    assert found(SHARE, share="33%", part="[x]", base="9")[0] is Verdict.SOLVED


def test_a_claim_says_where_it_comes_from():
    (claim,) = claims_from_document(figures(share="33%", part="3", base="9"), [SHARE])

    assert (claim.id, claim.section, claim.period, claim.unit) == ("percent:share", "5", "2030-31", "percent")


def test_a_relation_about_no_figure_is_refused():
    with pytest.raises(UnknownFigure, match="No figure in this report is called ‘base’"):
        claims_from_document(figures(share="33%", part="3"), [SHARE])
