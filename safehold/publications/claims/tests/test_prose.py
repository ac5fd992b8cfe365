"""Words beside figures: what is told as a rise is one, a percentage says of what, a year can be."""

import pytest

from safehold.clocks.periods import Years
from safehold.publications.claims.prose import (
    PROSE_RULES,
    FigureInText,
    Sentence,
    check_sentences,
    sentences_of,
)
from safehold.publications.claims.rules import sentence_of
from safehold.publications.claims.verdicts import Findings, House, Verdict

HOLDS, FAILS, UNKNOWN, WARNING = Verdict.HOLDS, Verdict.FAILS, Verdict.CANNOT_BE_KNOWN, Verdict.WARNING
HOUSE = House(reporting=Years().read("2030-31"))


def marked(text, *changes, **figure):
    """A sentence whose figures stand between braces, each with its change."""
    figures, plain = [], ""
    given = iter(changes)
    for number, piece in enumerate(text.replace("}", "{").split("{")):
        if number % 2:
            figures.append(
                FigureInText(start=len(plain), end=len(plain) + len(piece), change=next(given, None), **figure)
            )
        plain += piece
    return Sentence(text=plain, figures=tuple(figures), section="2")


def verdicts(sentence, kind):
    return [(f.verdict, f.how) for f in check_sentences([sentence], house=HOUSE) if f.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Contacts fell by {24%}.",
        "There was a {24%} fall in contacts.",
        "Contacts dropped {24%} on the year before.",
        "Contacts were {24%} lower.",
        "There were {64} fewer contacts.",
        "Contacts went down by {24%}.",
        "A reduction of {24%} in contacts.",
        "The new service, set up in spring, saw {24%} fewer contacts.",
        "Calls rose, and contacts fell by {24%}.",
    ],
)
def test_a_fall_told_as_a_fall_holds_and_a_rise_told_so_fails(text):
    assert verdicts(marked(text, -24), "direction")[0][0] is HOLDS
    assert verdicts(marked(text, 24), "direction")[0][0] is FAILS


@pytest.mark.parametrize(
    "text",
    [
        "Contacts rose by {24%}.",
        "An increase of {24%} in contacts.",
        "Contacts grew {24%}.",
        "Contacts were {24%} higher.",
        "There were {64} more contacts.",
        "Contacts went up by {24%}.",
        "Falls among older people rose by {24%}.",
        "Calls fell by a little, while contacts increased by {24%}.",
    ],
)
def test_a_rise_told_as_a_rise_holds_and_a_fall_told_so_fails(text):
    assert verdicts(marked(text, 24), "direction")[0][0] is HOLDS
    assert verdicts(marked(text, -24), "direction")[0][0] is FAILS


def test_the_sentence_says_what_is_wrong():
    assert verdicts(marked("Contacts rose by {24%}.", -24), "direction") == [
        (FAILS, "24% is told as a rise, and is a fall.")
    ]


def test_no_change_is_a_direction_too():
    assert verdicts(marked("Contacts were unchanged at {0%}.", 0), "direction")[0][0] is HOLDS
    assert verdicts(marked("There was no change ({24%}).", 24), "direction") == [
        (FAILS, "24% is told as no change, and is a rise.")
    ]
    assert verdicts(marked("Contacts fell by {0%}.", 0), "direction") == [
        (FAILS, "0% is told as a fall, and is no change.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Contacts did not fall, by {24%} or at all.",
        "After a long rise a fall of {24%}.",
        "The fall was {24%} rather than a rise.",
        "Numbers didn’t rise by {24%}.",
    ],
)
def test_words_that_can_be_read_both_ways_are_left_to_a_person(text):
    assert [verdict for verdict, _ in verdicts(marked(text, -24), "direction")] == [UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "Contacts stood at {24%}.",
        "Staff followed up {24%}, set up in spring.",
        "Up to {24%} were seen.",
        "More than {24%} were seen.",
        "A drop-in was used by {24%}.",
        "Falls were {24%} of calls.",
    ],
)
def test_no_word_of_direction_is_no_finding(text):
    assert verdicts(marked(text, -24), "direction") == []


def test_a_level_has_no_direction():
    assert verdicts(marked("The number rose to {24}.", None), "direction") == []


def test_each_figure_has_the_words_of_its_own_clause():
    sentence = marked("Contacts fell by {24%}, but referrals rose by {5%} and enquiries rose by {7%}.", -24, 5, -7)

    assert [verdict for verdict, _ in verdicts(sentence, "direction")] == [HOLDS, HOLDS, FAILS]


def test_a_clause_without_a_direction_takes_the_sentence_s():
    sentence = marked("Contacts fell by {24%}, referrals by {5%} and enquiries by {7%}.", -24, -5, 7)

    assert [verdict for verdict, _ in verdicts(sentence, "direction")] == [HOLDS, HOLDS, FAILS]


def test_a_share_says_of_what():
    assert verdicts(marked("{42%} came from schools.", unit="percent", base="referrals"), "percent_base") == [
        (HOLDS, "42% is of referrals.")
    ]
    assert verdicts(marked("{42%} came from schools.", unit="percent"), "percent_base") == [
        (FAILS, "Say what 42% is of.")
    ]
    assert verdicts(marked("{42} came from schools."), "percent_base") == []


def test_a_change_says_since_when():
    said = marked("Down {42%}.", -42, unit="percent", compared_with="2029-30")

    assert verdicts(said, "percent_base") == [(HOLDS, "42% is since 2029-30.")]
    assert verdicts(marked("Down {42%}.", -42, unit="percent"), "percent_base") == [
        (FAILS, "Say since when 42% is the change.")
    ]


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("In 2030-31 it was {9}.", {}, [(HOLDS, "2030-31 is a year that this report is about.")]),
        ("In 2030/2031 it was {9}.", {}, [(HOLDS, "2030/2031 is a year that this report is about.")]),
        (
            "In 2031-31 it was {9}.",
            {},
            [(FAILS, "2031-31 cannot be a year: a year that begins in 2031 ends in 2032, not in 2031.")],
        ),
        ("In 2028-29 it was {9}.", {}, [(WARNING, "2028-29 lies outside the period reported on, 2030-31.")]),
        ("In 2028-29 it was {9}.", {"period": "2028-29"}, [(HOLDS, "2028-29 is a year that this report is about.")]),
        ("In 2028-29 it was {9}.", {"period": "2028-29 Q4"}, [(HOLDS, "2028-29 is a year that this report is about.")]),
        (
            "In 2028-29 it was {9}.",
            {"compared_with": "2028-29"},
            [(HOLDS, "2028-29 is a year that this report is about.")],
        ),
        (
            "In 2028-29 it was {9}.",
            {"period": "always"},
            [(WARNING, "2028-29 lies outside the period reported on, 2030-31.")],
        ),
        ("The strategy of 2031-2034 has {9} aims.", {}, []),
        ("From 2030-04-01 it was {9}.", {}, []),
        ("It was {9}.", {}, []),
        ("Reviews begun in 2028 – 12 of them – took {9} weeks.", {}, []),
    ],
)
def test_years_named_in_the_text(text, figure, expected):
    assert verdicts(marked(text, **figure), "period_in_text") == expected


def test_findings_about_words_stand_with_those_about_numbers():
    findings = Findings.in_order(check_sentences([marked("Contacts rose by {24%}.", -24)], house=HOUSE))

    (finding,) = findings.findings
    assert (finding.section, finding.note, finding.id) == ("2", "Contacts rose by 24%.", "direction:1")
    assert not findings.is_sound


def test_a_paragraph_is_cut_into_sentences_with_their_figures():
    text = "It fell by 24.2%. See Fig. 2 for more. “Why?” 31 asked. No. 7 says e.g. Bath."
    figures = (FigureInText(start=11, end=16), FigureInText(start=text.index("31"), end=text.index("31") + 2))

    cut = sentences_of(text, figures, section="2")

    assert [sentence.text for sentence in cut] == [
        "It fell by 24.2%.",
        "See Fig. 2 for more.",
        "“Why?”",
        "31 asked.",
        "No. 7 says e.g. Bath.",
    ]
    assert [[s.text[f.start : f.end] for f in s.figures] for s in cut] == [["24.2%"], [], [], ["31"], []]


def test_a_figure_is_never_cut_in_two():
    text = "It was 2. 5 of them"

    assert len(sentences_of(text)) == 2
    assert len(sentences_of(text, (FigureInText(start=7, end=11),))) == 1


@pytest.mark.parametrize("rule", PROSE_RULES, ids=lambda rule: rule.__name__)
def test_a_rule_is_one_sentence_that_people_can_read(rule):
    assert sentence_of(rule).count(".") == 1
