"""Arithmetic typed in a sentence is worked out where it can be read in one way only, and left alone where it cannot."""

import pytest

from safehold.publications.claims.prose import FigureInText, Sentence
from safehold.publications.claims.typed import check_typed, typed_claims
from safehold.publications.claims.verdicts import House, Verdict


def found(text):
    return [(each.verdict, each.how) for each in check_typed([Sentence(text, section="2")], house=House())]


def verdicts(text):
    return [verdict for verdict, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("8 + 8 + 4 is 23.", "8 + 8 + 4 is 20, not 23: 3 are unexplained."),
        ("In all 8+8+4=23, as before.", "8 + 8 + 4 is 20, not 23: 3 are unexplained."),
        ("The 23 is 8 + 8 + 4.", "8 + 8 + 4 is 20, not 23: 3 are unexplained."),
        ("1,000 + 242 makes 1,240", "1,000 + 242 is 1,242, not 1,240: 2 too many."),
        ("20% + 30% + 40% is 100%.", "20 + 30 + 40 is 90, not 100: 10 are unexplained."),
        ("It rose by 25% from 1,000 to 1,242.", "Prints a rise of 25% where 1,000 to 1,242 is a rise of 24.2%, which"),
        ("That is 25% from 100 to 110.", "Prints a rise of 25% where 100 to 110 is a rise of 10%."),
        ("They fell from 264 calls to 200 calls, a fall of 25%.", "a fall of 25% where 264 to 200 is a fall of 24.2%"),
        ("They went from 100 to 110 (25%).", "Prints a rise of 25% where 100 to 110 is a rise of 10%."),
        ("They went from 100 to 110, up 25 per cent.", "Prints a rise of 25% where 100 to 110 is a rise of 10%."),
        ("They rose from 100 to 110 by 25%.", "Prints a rise of 25% where 100 to 110 is a rise of 10%."),
        ("They rose by 10% from 110 to 99.", "Prints a rise of 10% where 110 to 99 is a fall of 10%."),
        ("Spending rose 25%, from £100 to £110.", "Prints a rise of 25% where 100 to 110 is a rise of 10%."),
    ],
)
def test_what_does_not_add_up_fails_and_says_how(text, how):
    ((verdict, told),) = found(text)
    assert verdict is Verdict.FAILS
    assert how in told


@pytest.mark.parametrize(
    "text",
    [
        "8 + 8 + 4 is 20.",
        "The 20 is 8 + 8 + 4.",
        "33.3% + 33.3% + 33.3% is 100%.",  # each part may have been rounded
        "It rose by 24.2% from 1,000 to 1,242.",
        "It rose by 24% from 1,000 to 1,242.",
        "They fell from 264 to 200, a fall of 24%.",
        "They went from 100 to 90 (10%).",
    ],
)
def test_what_adds_up_holds(text):
    assert verdicts(text) == [Verdict.HOLDS]


@pytest.mark.parametrize(
    "text",
    [
        "8 + 8 + 4 is not 23.",
        "There were 8 + 8 + 4 = 23 of them.",  # ‘of’ may make it a part of something
        "8 + 8 + 4 is 23% of them.",
        "8 + 8 is 23 more than last year.",
        "2 × 8 + 8 is 24.",
        "8 + 8 is 2 × 8.",
        "8 + 8 is 15 or 16.",
        "About 8 + 8 is 15.",
        "8 + 8 is about 15.",
        "8% + 8 is 20.",
        "It rose by 25% from 2019 to 2020.",
        "It rose by 25% from 2019-20 to 2020-21.",
        "It rose by 25% from 1 April to 31 March.",
        "It rose by nearly 25% from 1,000 to 1,242.",
        "It rose by more than 20% from 1,000 to 1,242.",
        "It did not rise by 25% from 100 to 110.",
        "It rose by 5 percentage points from 20% to 26%.",
        "It rose by 25% points from 100 to 110.",
        "25% were from 16 to 18 years old.",
        "25% from 16 to 18 years ago.",
        "It rose from 2 thousand to 3 thousand, a rise of 10%.",
        "Calls rose from 100 to 110 and visits by 25%.",
        "Of those from 100 to 110 streets, some 25% answered.",
        "Call 0300 123 4567 + 1 is a number.",
    ],
)
def test_what_can_be_read_in_another_way_is_left_alone(text):
    assert found(text) == []


def test_a_sentence_whose_every_number_is_a_reference_is_left_to_the_catalogue():
    text = "It rose by 25% from 100 to 110."
    numbers = ("25%", "100", "110")
    figures = tuple(FigureInText(text.index(each), text.index(each) + len(each)) for each in numbers)

    assert list(typed_claims(Sentence(text, figures))) == []
    # the control: one of them typed, and it is read
    assert len(list(typed_claims(Sentence(text, figures[1:])))) == 1


def test_a_finding_stands_at_its_sentence_and_is_known_by_its_words():
    sentence = Sentence("It is so. 8 + 8 + 4 is 23.", section="3. Numbers")
    (one,) = check_typed([sentence], house=House())
    (again,) = check_typed([sentence], house=House())

    assert (one.section, one.note, one.key) == ("3. Numbers", sentence.text, again.key)


@pytest.mark.timeout(5)
def test_long_rows_of_signs_and_digits_are_read_quickly():
    for text in ("1 + " * 5000, "from " * 5000, "1,000," * 5000, "9" * 20000, "10% from 5 to " * 3000):
        list(typed_claims(Sentence(text)))
