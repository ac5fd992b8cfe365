"""The words and figures of the demonstration reports: complete, true to the data, our own, and fit to publish."""

import csv
import re
from collections.abc import Iterator

import pytest

from safehold.charts import Absent
from safehold.clocks import Years
from safehold.measures.catalogue import BY_CODE
from safehold.measures.submissions.figures import published_codes, published_period
from safehold.publications.checks import check_document, sentences
from safehold.publications.claims.glossary import check_glossary
from safehold.publications.claims.verdicts import Verdict
from safehold.publications.document.blocks import ChartBlock
from safehold.publications.document.parse import parse
from tests.golden import runs
from tests.golden.reports import (
    BNES,
    BNES_FILES,
    WESTMERE,
    WESTMERE_BEFORE,
    WESTMERE_FILES,
    Made,
    Report,
    book_of,
    make,
    printed,
    texts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SECTIONS = 11
REFERENCE = re.compile(r"\{\{.*?\}\}")
# numbers as words; "one" and "first" are words of their own too often to be looked for
NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|twice|third of|quarter of)\b",
    re.IGNORECASE,
)
NOT_USED = re.compile(
    r"\b(?:toxic|vulnerable (?:adult|child|people)s?|hard to reach|failed to engage|lifestyle|offenders? alleged|"
    r"adult a\b|suffers? from|committed suicide)\b",
    re.IGNORECASE,
)
REPORTS = {report.name: report for report in (BNES, WESTMERE, WESTMERE_BEFORE)}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> dict[str, Made]:
    with django_db_blocker.unblock():
        bnes, westmere = book_of(*BNES_FILES), book_of(*WESTMERE_FILES)
        return {
            BNES.name: make(BNES, bnes),
            WESTMERE.name: make(WESTMERE, westmere),
            WESTMERE_BEFORE.name: make(WESTMERE_BEFORE, westmere),
        }


@pytest.fixture(params=REPORTS)
def report(request) -> Report:
    return REPORTS[request.param]


@pytest.fixture
def it(report, made) -> Made:
    return made[report.name]


def rows_of(path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keys_of_bnes() -> set[tuple[str, str, str]]:
    """The key of every figure in the two files of real figures."""
    years = Years()
    own, published = BNES_FILES
    keys = {(row["measure"], str(years.read(row["period"])), row["geography"]) for row in rows_of(own.path)}
    for row in rows_of(published.path):
        mapped = published_codes()[row["report_figure"], row["measure"]]
        keys.add((mapped["code"], str(published_period(row["period"], mapped["period"], Years())), published.geography))
    return keys


# --- whole ---


def test_there_are_eleven_sections_and_nothing_in_them_is_wrong_or_typed(report, it):
    assert len(it.document.sections) == SECTIONS
    assert [str(problem) for problem in it.problems] == []


def test_every_real_figure_is_printed_or_is_a_claim_only(made):
    keys = keys_of_bnes()
    claims = {key for key in keys if BY_CODE[key[0]].claim_only}

    assert (len(keys), len(claims)) == (340, 3)
    assert sorted(keys - claims - printed(made[BNES.name])) == []
    assert not claims & printed(made[BNES.name])


def test_every_figure_of_westmere_is_printed_in_one_of_its_reports(made):
    both = printed(made[WESTMERE.name]) | printed(made[WESTMERE_BEFORE.name])
    years = Years()
    keys = {
        (row["measure"], str(years.read(row["period"])), row["geography"])
        for file in WESTMERE_FILES
        for row in rows_of(file.path)
    }

    assert sorted(keys - both) == []


def test_westmere_prints_every_figure_that_the_real_report_prints(made):
    """Street crime, sources and categories included: each has its place in both reports of 2020-21."""
    places = {"B&NES": "Westmere", "Avon and Somerset": "Westmere and Aldermoor"}
    real = {(code, period, places[place]) for code, period, place in keys_of_bnes() if not BY_CODE[code].claim_only}

    assert sorted(real - printed(made[WESTMERE.name])) == []


def test_a_figure_that_no_words_speak_of_would_be_missed(made):
    assert ("lado.contacts", "2010-11", "B&NES") not in printed(made[BNES.name])


# --- small numbers ---


def test_the_public_report_hides_small_numbers_and_none_can_be_had_by_subtraction(made):
    it = made[WESTMERE_BEFORE.name]
    shown = {(each.figure.code, each.figure.period): each.figure for each in it.document.figures}
    hidden = {key for key, figure in shown.items() if figure.value is Absent.SUPPRESSED}
    small = [
        key
        for key, figure in shown.items()
        if BY_CODE[figure.code].about_people and figure.number is not None and 0 < abs(figure.number) < 5
    ]

    assert small == []
    assert len(hidden) > 10
    assert ("sar.met_criteria", "2019-20") in hidden
    for whole in ("children.plans_open.{}_initial", "children.plans_open.{}_latest", "children.referrals_from.{}"):
        start, _, end = whole.partition("{}")
        for period in {period for _, period in shown}:
            parts = [key for key in hidden if key[0].startswith(start) and key[0].endswith(end) and key[1] == period]
            assert len(parts) != 1, parts


def test_the_reports_that_may_show_small_numbers_hide_none(made):
    bnes, internal = made[BNES.name], made[WESTMERE.name]
    by_us = [
        each for each in (*bnes.document.figures, *internal.document.figures) if "Hidden" in each.figure.calculation
    ]

    assert by_us == []
    assert not any(each.figure.value is Absent.SUPPRESSED for each in internal.document.figures)


def test_a_hidden_number_is_spoken_of_only_where_one_is_hidden(made):
    def notes(it):
        charts = [
            block for section in it.document.sections for block in section.blocks if isinstance(block, ChartBlock)
        ]
        return {note for chart in charts if chart.name == "plans-by-category" for note in chart.notes}

    assert any("A hidden number is left out" in note for note in notes(made[WESTMERE_BEFORE.name]))
    assert "By the first category of each plan." in notes(made[WESTMERE.name])


# --- true ---


def test_the_checks_of_words_and_arithmetic_find_nothing_wrong(it):
    found = check_document(it.document, reporting=it.report.period, years=Years()).findings
    unknown = found.of(Verdict.CANNOT_BE_KNOWN)

    assert [finding.sentence for verdict in (Verdict.FAILS, Verdict.WARNING) for finding in found.of(verdict)] == []
    # the constabulary sends the force area's changes without its counts
    assert [finding.sentence for finding in unknown if not finding.id.endswith(it.report.wider)] == []
    assert len(found.of(Verdict.HOLDS)) > 20


def test_ten_priorities_and_thirteen_actions_are_there_to_be_counted(made):
    it = made[BNES.name]
    said = next(table for table in it.report.tables if table["name"] == "said-and-done")
    commitments = next(words for words in it.report.sections if words.title.startswith("9."))
    actions = len(re.findall(r"^- ", commitments.markdown, re.MULTILINE))
    of = {(each.figure.code, each.figure.period): each.figure.value for each in it.document.figures}

    assert len(said["rows"]) == of["plan.priorities", "2020-21"]
    assert actions == of["plan.commitment_actions", "2021-22"]


# --- plain ---


def test_no_number_is_typed_in_words_either(report):
    typed = [
        (words.title, found[0])
        for words in [*report.sections]
        for found in NUMBER_WORDS.finditer(REFERENCE.sub("", words.markdown))
    ]
    cells = [cell for table in report.tables for row in table["rows"] for cell in row]

    assert typed == []
    assert [cell for cell in cells if NUMBER_WORDS.search(REFERENCE.sub("", cell))] == []
    assert [problem for cell in cells for problem in parse(cell).problems] == []


def test_nobody_is_named_in_words_that_practitioners_have_given_up(it):
    said = [*texts(it), *it.report.terms.values()]

    assert [found[0] for text in said if (found := NOT_USED.search(text))] == []


def test_sentences_are_short(it):
    lengths = [len(sentence.text.split()) for sentence in sentences(it.document)]

    assert sum(lengths) / len(lengths) < 16
    assert max(lengths) <= 45


def test_every_acronym_is_explained_and_every_term_explained_is_used(it):
    said = "\n".join(texts(it))
    words = "\n".join(sentence.text for sentence in sentences(it.document))

    assert check_glossary(said, it.report.terms).is_complete, check_glossary(said, it.report.terms)
    # the check page reads the words alone, without tables
    assert check_glossary(words, it.report.terms).listed_not_used == ()
    assert [term for term in it.report.terms if term.lower() not in said.lower()] == []
    assert all(len(meaning) <= 400 and len(word) <= 80 for word, meaning in it.report.terms.items())


# --- our own ---


def pieces(report: Report) -> Iterator[str]:
    for words in report.sections:
        yield from re.split(r"\n\s*\n|\n- ", words.markdown)
    for table in report.tables:
        yield from (cell for row in table["rows"] for cell in row)
    yield from report.terms.values()


def test_no_sentence_is_copied_from_the_source_report(report):
    source = runs.source_runs()
    copied = [
        run
        for piece in pieces(report)
        for part in REFERENCE.split(piece)
        for run in runs.runs(part)
        if runs.fingerprint(run) in source
    ]

    assert copied == []


def test_a_sentence_of_the_source_would_be_recognised():
    # the name of the law in full, which the source cites too
    assert runs.fingerprint("under section 46 of the children act 1989") in runs.source_runs()
