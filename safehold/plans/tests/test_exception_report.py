"""What the Executive is handed of a closed quarter: one page, as PDF and Word, of what its reader sees."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.partnership.tests.factories import DAY
from safehold.plans import actions
from safehold.plans.paper import HEADINGS, ROOMS, ExceptionReport
from safehold.plans.queries import delivery as queries
from safehold.plans.tests.factories import doer, manager
from safehold.plans.tests.planning import closed, delivery, line, told
from safehold.printing.pdf import pages_of
from safehold.records.models import Conflict
from safehold.records.tests.promises import answers_like_absent, browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LONG = "The form was drafted, and sent to every team for a second look before it is printed. " * 12
LATER = date(2020, 7, 10)


def a_quarter(number: int = 1, words: str = "The form was drafted."):
    """The first quarter of a plan with so many actions, each late, with a word said of it and a barrier, closed in July."""
    by = manager()
    plan = delivery(by=by)
    first = line(plan, by, due_on=date(2020, 6, 1))
    for more in range(number - 1):
        actions.plan_action(
            plan, by=by, objective=first.objective, agency=AgencyFactory(code="police"), words=f"{more}. {words}"[:1900],
            measure="-", lead_role="Head of public protection", due_on=date(2020, 6, 1), agreed_on=first.added_on,
        )  # fmt: skip
    later = replace(by, on=LATER)
    for each in plan.lines.all():
        told(each, 1, by=later, narrative=words, barriers=f"No money. {words}"[:1900])
    return closed(plan, 1, by=later, asks="More time.")


def report(quarter, who=None) -> ExceptionReport:
    who = who or manager()
    return ExceptionReport(quarter, queries.closed_lines(quarter, who), queries.notes_of(quarter), "Westmere")


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return file.read("word/document.xml").decode()


@pytest.mark.parametrize(("number", "words"), [(1, "The form was drafted."), (6, "Drafted."), (30, LONG)])
def test_it_stands_on_one_page_however_much_there_is_to_say(number, words):
    made = report(a_quarter(number, words[:1900]))

    assert pages_of(made.pdf()) == 1


def test_the_fullest_report_of_the_same_quarter_would_not():
    """The control: it is the fitting that keeps it on one page."""
    made = report(a_quarter(30, LONG[:1900]))
    from safehold.printing.setting import set_pdf

    assert pages_of(set_pdf(made.sheet(ROOMS[0]), dated=DAY)) > 1
    assert made.fitted[0] != made.sheet(ROOMS[0])


def test_it_says_what_it_leaves_out():
    made = report(a_quarter(30, LONG[:1900]))
    said = words_of(made.word())
    assert "Off track or overdue (30)" in said
    assert "more, on the page of this quarter" in said


def test_word_says_what_the_quarters_page_says():
    quarter = a_quarter(2)
    actions.add_note(quarter, by=replace(manager(), on=LATER), words="The second was begun in May.")
    said = words_of(report(quarter).word())
    for words in (
        *HEADINGS, "Asked of the Executive", "More time.", "Off track or overdue (2)", "The form was drafted.",
        "What stands in the way", "No money.", "The second was begun in May.", "None: ", "Westmere",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize(
    ("kind", "sort", "begins"), [("pdf", "application/pdf", b"%PDF"), ("docx", "wordprocessing", b"PK")]
)
def test_it_is_downloaded_from_the_quarters_page_and_the_trail_says_so(kind, sort, begins):
    quarter = a_quarter()
    who = manager()
    address = f"{quarter.get_absolute_url()}report.{kind}"
    assert f'href="{address}"' in browser(who).get(quarter.get_absolute_url()).text

    answer = browser(who).get(address)

    assert sort in answer.headers["Content-Type"]
    assert b"".join(answer).startswith(begins)
    taken = AuditLine.objects.get(event="plans.quarter_taken")
    assert taken.facts == {"format": kind, "uids": [str(quarter.lines.get().line.action.uid)]}
    assert taken.subject_uid == str(quarter.uid)


def test_there_is_no_other_kind_of_file():
    quarter = a_quarter()
    assert browser(manager()).get(f"{quarter.get_absolute_url()}report.xls").status_code == 404


def test_it_holds_nothing_of_an_action_that_its_reader_may_not_see():
    quarter = a_quarter(2, "Hidden words.")
    who = doer("health")
    hidden = quarter.lines.order_by("pk").last().line.action
    assert len(report(quarter, who).lines) == 2
    facts = {"from_on": DAY, "declared_on": DAY, "declared_by": who.user, "why": "Kin"}
    Conflict.objects.create(entry=hidden.entry, user=who.user, **facts)

    made = report(quarter, who)

    assert "0. Hidden words." not in words_of(made.word())
    assert str(hidden.uid) not in made.fitted[0].about
    assert "Off track or overdue (1)" in words_of(made.word())


def test_it_is_not_there_for_those_who_see_no_plans():
    quarter = a_quarter()
    web = browser(actor(Role.DELEGATE))
    answers_like_absent(web, lambda one: f"/plans/strategy/quarters/{getattr(one, 'uid', one)}/report.pdf", quarter)
