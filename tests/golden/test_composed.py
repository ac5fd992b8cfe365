"""Westmere's report of 2020-21 with the sections that are composed from its records, as the demonstration publishes it: the
same rows, actions, groups and attendance in the web page, the PDF and the Word file."""

import io
import re
import subprocess
from dataclasses import dataclass

import docx
import html5lib
import pytest
from django.db import transaction

from safehold.demo import asking, assurance, meetings, plans, threads, voices
from safehold.demo.building import VOICES, Building
from safehold.demo.partnerships import DATA, DEMONSTRATIONS
from safehold.plans.models import Objective, SaidAndDid
from safehold.publications import queries
from safehold.publications.document.blocks import Document, Heading, ListBlock, Quote, Section, Table, plain_text
from safehold.publications.making import Made, write_files
from safehold.publications.models import Kind
from tests.golden.test_report_files import text_of_html, text_of_word

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database, pytest.mark.timeout(600)]
WESTMERE = DEMONSTRATIONS["westmere"]
SIGNED = {"children.looked_after", "csp.substances"}
"""What of the law a safeguarding partner signed is not in the report."""


@dataclass(frozen=True)
class Westmere:
    """The report as it is published, its public edition as it is begun, the report of the year before, and the words of its
    files as others read them."""

    made: Made
    begun: Made
    before: Made
    texts: dict[str, str]
    said: list[tuple[str, str]]
    will: list[str]

    @property
    def document(self) -> Document:
        return self.made.document

    def section(self, number: str) -> Section:
        return next(each for each in self.document.sections if each.title.startswith(number))


@pytest.fixture(scope="module")
def westmere(django_db_setup, django_db_blocker) -> Westmere:
    with django_db_blocker.unblock(), transaction.atomic():
        building = Building(WESTMERE, tell=lambda words: None)
        building.set_up(seated=True)
        for file in WESTMERE.files:
            building.take_in(file)
        threads.tell(building.acting)
        plans.tell(building.acting, path=DATA / "westmere" / "plans.yaml")
        asking.ask(building.acting)
        voices.tell(building.acting, path=VOICES)
        meetings.tell(building.acting)
        assurance.tell(building.acting)
        first, report = WESTMERE.reports
        earlier = building.compose(first)
        before = queries.made(earlier, on=building.on)
        building.publish(earlier, first)
        made = queries.made(building.compose(report), on=building.on)
        begun = queries.made(building.compose(WESTMERE.begun[0], finished=6), on=building.on)
        said = list(SaidAndDid.objects.order_by("number").values_list("said", "did"))
        will = list(Objective.objects.order_by("commitment__number", "number").values_list("words", flat=True))
        transaction.set_rollback(True)
    files = write_files(made.document)
    pdf = subprocess.run(["pdftotext", "-", "-"], input=files[Kind.PDF], capture_output=True, check=True)
    texts = {
        "html": text_of_html(html5lib.parse(files[Kind.HTML].decode(), namespaceHTMLElements=False)),
        "word": text_of_word(docx.Document(io.BytesIO(files[Kind.DOCX]))),
        "pdf": pdf.stdout.decode(),
    }
    return Westmere(made, begun, before, {name: plain(text) for name, text in texts.items()}, said, will)


def plain(words: str) -> str:
    """Words on one line, without what a page breaks in them and with one kind of apostrophe."""
    words = re.sub(r"-\s*\n\s*", "-", words.replace("\u00ad", "")).replace("’", "'").replace("\u2060", "")
    return re.sub(r"[\s\f]+", " ", words)


def tables(section: Section) -> dict[str, Table]:
    return {block.name: block for block in section.blocks if isinstance(block, Table)}


def lacking(texts: dict[str, str], words: list[str]) -> list[tuple[str, str]]:
    """What of ``words`` a file does not print: each by the file and itself."""
    return [(name, each) for name, text in texts.items() for each in words if plain(each) not in text]


def test_it_is_fit_to_be_published(westmere):
    assert westmere.made.errors == []
    assert westmere.made.failing == []
    assert westmere.made.unanswered == []


def test_ten_rows_of_what_was_said_and_done_stand_in_every_file(westmere):
    (table,) = [each for each in tables(westmere.section("8.")).values() if each.name == "said-and-did"]

    assert len(table.rows) == len(westmere.said) == 10
    assert [plain_text(row.cells[0]).rstrip(".") for row in table.rows] == [
        said.replace("'", "’") for said, _ in westmere.said
    ]
    texts = {name: text for name, text in westmere.texts.items() if name != "pdf"}  # its columns are read across
    assert lacking(texts, [words for row in westmere.said for words in row]) == []
    assert lacking({"pdf": westmere.texts["pdf"]}, [" ".join(said.split()[:3]) for said, _ in westmere.said]) == []


def test_what_was_said_is_what_last_years_report_set_out_word_by_word_and_in_its_order(westmere):
    (section,) = [each for each in westmere.before.document.sections if each.title.startswith("9.")]
    (ten,) = [block for block in section.blocks if isinstance(block, ListBlock)]
    promised = [plain_text(item[0].children) for item in ten.items]
    table = tables(westmere.section("8."))["said-and-did"]

    assert [plain_text(row.cells[0]) for row in table.rows] == promised
    assert table.notes[-1] == "What we said: the priorities that the annual report of 2019-20 set, in its words."


def test_four_commitments_with_their_thirteen_actions_stand_in_every_file(westmere):
    section = westmere.section("9.")
    commitments = [block.text for block in section.blocks if isinstance(block, Heading) and block.text[0].isdigit()]
    actions = [item for block in section.blocks if isinstance(block, ListBlock) for item in block.items]

    assert [each[:2] for each in commitments] == ["1.", "2.", "3.", "4."]
    assert len(actions) == len(westmere.will) == 13
    assert lacking(westmere.texts, [*commitments, *westmere.will]) == []


def test_the_figures_of_priorities_and_actions_are_those_of_the_records(westmere):
    of = {(each.figure.code, each.figure.period): each.figure.value for each in westmere.document.figures}

    assert of["plan.priorities", "2020-21"] == len(westmere.said)
    assert of["plan.commitment_actions", "2021-22"] == len(westmere.will)


def test_every_group_with_a_plan_has_its_year_and_what_comes_next(westmere):
    section = westmere.section("7.")
    deep = [(block.depth, block.text) for block in section.blocks if isinstance(block, Heading)]
    groups = [
        text for place, (depth, text) in enumerate(deep) if depth == 3 and deep[place + 1 : place + 2] > [(4, "")]
    ]

    assert len(groups) == 12
    assert sum(text == "What it achieved in 2020-21" for _, text in deep) == 2
    assert sum(text == "What comes next, in 2021-22" for _, text in deep) == 10
    assert sum(text == "What it told the Strategic Board" for _, text in deep) == 9
    assert lacking(westmere.texts, groups) == []


def test_barriers_asks_and_answers_stand_in_every_file_and_so_does_the_group_that_ended(westmere):
    words = [
        "Two housing providers have nobody who can take referrals from the advocates on a Friday.",
        "It asked the Strategic Board for assistance:",
        "The Strategic Board answered on 9 March 2021 and gave it:",
        "Put right on 20 April 2021: It was three housing providers, not two.",
        "Nobody chaired it from 1 August 2020 to the end of the year (243 days).",
        "It ended on 30 October 2020.",
    ]

    assert lacking(westmere.texts, words) == []


def test_yearly_reports_chairs_and_recommendations_stand_in_their_sections(westmere):
    yearly = tables(westmere.section("4."))["yearly-reports"]
    rows = {plain_text(row.cells[0]): plain_text(row.cells[-1]) for row in yearly.rows}
    done = tables(westmere.section("8."))["recommendations"]

    assert len(rows) == 6
    assert all(
        ratified.endswith("Strategic Board, 8 December 2020") for name, ratified in rows.items() if "LADO" in name
    )
    assert len(tables(westmere.section("7."))["chairs"].rows) == 12
    assert len(done.rows) == 3
    assert "it made the difference that was wanted" in plain_text(done.rows[0].cells[2])
    assert (
        lacking(westmere.texts, ["What was decided not to be done, and why", "accepted it in part on 7 December 2020"])
        == []
    )


def test_two_people_are_quoted_by_reference_with_their_consent_and_their_references_stand_nowhere(westmere):
    quotes = [block for block in westmere.section("2.").blocks if isinstance(block, Quote)]

    assert [each.reference[:5] for each in quotes] == ["SAID-", "SAID-"]
    assert lacking(westmere.texts, ["I told it six times.", "They moved the bench and the light", "Bird"]) == []
    assert not [name for name, text in westmere.texts.items() if "SAID-" in text]


def test_attendance_stands_in_every_file_as_it_was_counted(westmere):
    table = tables(westmere.section("7."))["attendance"]
    rows = {plain_text(row.cells[0]): [plain_text(cell) for cell in row.cells[1:]] for row in table.rows}

    assert [column.heading for column in table.columns] == [
        "Agency",
        "Board",
        "Delivery Board",
        "LRG",
        "SHP",
        "SCG",
        "ADG",
        "All",
    ]
    assert len(rows) > 20
    assert rows["Haven Westmere"] == ["–", "–", "–", "100%", "–", "–", "100%"]
    assert "Meetings held: Board 4; Delivery Board 4; LRG 4; SHP 3; SCG 3; ADG 4." in table.notes
    assert lacking(westmere.texts, [*rows, *table.notes]) == []


def test_each_member_and_partner_says_what_it_did_in_every_file(westmere):
    assert len(asking.PARTS) == 8
    assert lacking(westmere.texts, [words for part in asking.PARTS.values() for words in part]) == []
    assert "No contribution was received" not in westmere.texts["html"]


def test_the_structure_stands_in_every_file(westmere):
    table = tables(westmere.section("2."))["structure"]

    assert [plain_text(row.cells[0]) for row in table.rows][:2] == ["Strategic Board", "Delivery Board"]
    assert len(table.rows) == 11
    assert "No chair" in {plain_text(row.cells[2]) for row in table.rows}


def test_the_report_ends_with_where_it_answers_the_law_and_what_somebody_signed_is_not_there(westmere):
    answers = westmere.document.sections[-1]
    signed = [each for each in westmere.document.asked if each.signed]

    assert answers.title == "Where this report answers the law"
    assert {each.code for each in signed} == SIGNED
    assert {each.signed_by for each in signed} == {"Helen Marsh"}
    assert sum(len(table.rows) for table in tables(answers).values()) == len(westmere.document.asked) == 26
    assert (
        lacking({"html": westmere.texts["html"], "word": westmere.texts["word"]}, [each.why for each in signed]) == []
    )


def test_the_public_edition_is_stopped_by_what_nobody_signed_and_by_small_numbers_in_words(westmere):
    assert {each.code for each in westmere.begun.unanswered} == SIGNED
    assert any("counts fewer than 5 people" in each.how for each in westmere.begun.failing)


def test_a_row_that_one_file_lacks_would_be_seen(westmere):
    """The control."""
    said, did = westmere.said[0]

    assert lacking({"html": westmere.texts["html"].replace(plain(did), "")}, [said, did]) == [("html", did)]
