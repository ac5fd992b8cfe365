"""A report with parts that are composed from records: where they stand, whom they lead where, and that they are frozen."""

import pytest
from django.urls import reverse

from safehold.access.models import AgencyBody, LegalBody
from safehold.access.policy import Refused
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions as asks
from safehold.asks.models import Wanted
from safehold.asks.tests import factories as asking
from safehold.plans import actions as plans
from safehold.plans.models import Tie
from safehold.plans.tests import planning
from safehold.plans.tests.factories import receiving
from safehold.publications import actions, queries
from safehold.publications.document import html, word
from safehold.publications.document.blocks import Heading, Table, plain_text
from safehold.publications.document.origins import origins_of
from safehold.publications.document.serial import from_json, to_json
from safehold.publications.models import Profile
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, report
from safehold.publications.tests.pages import at, text
from safehold.records.models import Entry
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = "What they did.\n\n## Their year\n\n{{ records groups }}\n\n## What we said\n\n{{ records said-and-did }}\n"


@pytest.fixture
def line():
    """A line of a plan that was told of and closed, and a row of what was said and done about it."""
    made = planning.line()
    planning.told(made, narrative="The form was drafted")
    planning.closed(made.plan)
    told = {"from_on": planning.FROM, "said": "Ask who lives there", "did": "The form asks it now"}
    plans.say_and_did(made.objective, by=planning.manager(), **told)
    return made


@pytest.fixture
def draft_of_records(manager, line):
    return report(manager, WORDS, profile=Profile.INTERNAL)


def as_made(publication):
    return queries.made(publication, on=DAY)


def published(publication, manager, chair):
    made = as_made(publication)
    actions.submit(publication, by=manager, made=made)
    actions.publish(publication, by=chair, made=made, files={}, read=fingerprint(made.document))
    publication.refresh_from_db()
    return publication


def test_what_is_composed_stands_below_its_heading_and_its_tables_are_numbered(draft_of_records):
    made = as_made(draft_of_records)
    (section,) = made.document.sections
    headings = [(block.depth, block.text) for block in section.blocks if isinstance(block, Heading)]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]

    assert made.errors == []
    assert headings == [(2, "Their year"), (3, "Quality"), (4, "What is under way"), (2, "What we said")]
    assert (table.number, table.anchor) == (1, "table-said-and-did")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("{{ records group }}", "There is no part made from records called group. Did you mean groups?"),
        ("{{ records }}", "Write the name of the part made from records"),
        ("{{ records groups period=2019-20 }}", "A part made from records has no options"),
        ("We met: {{ records groups }}.", "A part made from records cannot stand inside a sentence"),
        ("{{ records attendance }}", "No meeting of a group was recorded in 2020-21."),
        ("{{ records contributions }}", "Nobody has said which call asked the members"),
    ],
)
def test_what_cannot_be_composed_is_said_at_once(manager, line, words, problem):
    publication = report(manager, "Words.")
    publication.sections.update(words=words)

    assert any(problem in str(each) for each in as_made(publication).errors)


def test_a_document_with_words_from_records_is_stored_and_read_again(draft_of_records):
    document = as_made(draft_of_records).document

    assert from_json(to_json(document)) == document


def test_what_was_sealed_after_the_report_was_drawn_is_not_published(manager, chair, draft_of_records, line):
    made = as_made(draft_of_records)
    actions.submit(draft_of_records, by=manager, made=made)
    Entry.objects.filter(pk=line.action.entry_id).update(sealed=True, circle=receiving().circle)

    with pytest.raises(Refused, match="The records that a part of this report is made from have changed"):
        actions.publish(draft_of_records, by=chair, made=made, files={}, read=fingerprint(made.document))


def test_what_is_printed_holds_the_words_and_nothing_that_leads_to_a_record(draft_of_records, line):
    document = as_made(draft_of_records).document
    page, written = html.page(document, {}), word.write(document, {})

    assert "Add the question to the form that officers fill in." in page
    assert f"entry:{line.action.entry.uid}" in origins_of(document)
    assert str(line.action.entry.uid) not in page
    assert str(line.action.entry.uid).encode() not in written


def test_inside_the_site_each_row_leads_to_the_record_that_it_came_from(manager, draft_of_records, line):
    page = text(browser(manager).get(at("read", draft_of_records)))

    assert line.action.get_absolute_url() in page
    assert line.objective.said_and_did.get().get_absolute_url() in page


def test_nobody_is_led_to_what_they_may_not_open(manager, line):
    call = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    AgencyBody.objects.create(agency=AgencyFactory(code="police"), body=LegalBody.SAB, from_on=planning.FROM)
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())
    publication = report(manager, "{{ records contributions }}")
    actions.choose_call(publication, by=manager, call=call)

    for by, led in ((manager, True), (asking.lead(), True), (asking.lead("health"), False)):
        page = text(browser(by).get(at("read", publication)))
        assert "We trained sergeants." in page
        assert (reverse("asks:ask", args=[each.uid]) in page) is led, by


def test_once_published_nothing_that_happens_to_the_records_changes_it(manager, chair, draft_of_records, line):
    publication = published(draft_of_records, manager, chair)
    plans.enter_row_in_error(line.objective.said_and_did.get(), by=planning.manager(), why="Written twice")

    assert "Ask who lives there." in publication.frozen
    page = text(browser(manager).get(at("read", publication)))
    assert "Ask who lives there." in page


def test_the_golden_thread_leads_from_what_is_printed_to_the_report_and_back(manager, chair, draft_of_records, line):
    publication = published(draft_of_records, manager, chair)
    client = browser(manager)
    from_action = text(client.get(reverse("plans:thread", args=[line.action.uid])))
    from_report = text(client.get(reverse("plans:thread", args=[publication.uid])))

    assert publication.get_absolute_url() in from_action
    assert "Printed in 1. Part 1" in from_action
    assert line.action.get_absolute_url() in from_report
    assert Tie.objects.filter(other=publication.entry).count() == 2


def test_what_was_tied_by_hand_is_not_tied_again(manager, chair, draft_of_records, line):
    plans.tie(line.action.entry, by=manager, other=draft_of_records.entry, why="It is told there")
    publication = published(draft_of_records, manager, chair)

    assert Tie.objects.filter(other=publication.entry, one=line.action.entry).count() == 1


# --- small numbers in words ---


def with_a_narrative(manager, words, **facts):
    line = planning.line()
    planning.told(line, narrative=words)
    planning.closed(line.plan)
    return report(manager, "{{ records groups }}", **facts)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Three women came", ["‘Three women’ counts fewer than 5 people."]),
        ("We met 2 young people. Nobody else came", ["‘2 young people’ counts fewer than 5 people."]),
        ("Of 14 children, 9 came", []),
        ("Four of five services and 2,000 people took part", []),
        ("About 4% of adults and 3.5 children a week", []),
        ("Five people came", []),
    ],
)
def test_a_small_number_in_words_from_a_record_stops_a_report_for_the_public(manager, words, found):
    made = as_made(with_a_narrative(manager, words, profile=Profile.PUBLIC))

    assert [each.how for each in made.failing] == found


def test_a_report_for_the_partnership_alone_is_not_stopped_by_one(manager):
    assert as_made(with_a_narrative(manager, "Three women came", profile=Profile.INTERNAL)).failing == []


def test_somebody_entitled_says_why_it_may_stand(manager):
    publication = with_a_narrative(manager, "Three women came", profile=Profile.PUBLIC)
    (finding,) = as_made(publication).failing
    actions.accept_finding(
        publication, by=manager, finding=finding, why="They trained others and are named on the website"
    )

    assert as_made(publication).failing == []


# --- what last year's report promised ---


def rows_of(publication) -> tuple[list[str], tuple[str, ...]]:
    (table,) = as_made(publication).composed["said-and-did"].blocks
    return [plain_text(row.cells[0]) for row in table.rows], table.notes


def promised(manager, chair, words: str) -> None:
    """A published report of the year before, about the same place, which says ``words``."""
    before = published(report(manager, words, profile=Profile.INTERNAL), manager, chair)
    type(before).objects.filter(pk=before.pk).update(period="2019-20")


def test_what_we_said_is_what_last_years_report_set_out(manager, chair, line):
    publication = report(manager, "{{ records said-and-did }}\n")
    assert rows_of(publication)[0] == ["Ask who lives there."]
    promised(manager, chair, "- Ask who lives there.\n- Count sheep.\n")

    said, notes = rows_of(publication)
    assert said == ["Ask who lives there."]
    assert notes[-1] == "What we said: the priorities that the annual report of 2019-20 set, in its words."


def test_what_last_years_report_did_not_promise_is_marked(manager, chair, line):
    publication = report(manager, "{{ records said-and-did }}\n")
    promised(manager, chair, "- Count sheep.\n")

    assert rows_of(publication)[0] == ["Ask who lives there. (Added in the year.)"]


# --- what the law asks ---


@pytest.fixture
def of_the_board(manager, line):
    """A board's report with each member's part, of whom one has not returned it."""
    call = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    AgencyBody.objects.create(agency=AgencyFactory(code="police"), body=LegalBody.SAB, from_on=planning.FROM)
    publication = report(manager, "Words.\n\n## Each member\n\n{{ records contributions }}\n")
    actions.say_duties(publication, by=manager, duties=["SAB"])
    actions.choose_call(publication, by=manager, call=call)
    return publication


def members(publication):
    (found,) = [each for each in as_made(publication).document.asked if each.code == "sab.members"]
    return found


def test_a_member_whose_part_is_not_here_leaves_the_item_empty_whatever_is_named_beside_it(manager, of_the_board):
    section = of_the_board.sections.select_related("publication").get()
    actions.name_place(of_the_board, by=manager, requirement="sab.members", section=section)

    assert members(of_the_board).empty
    assert members(of_the_board).missing == (f"Not returned and accepted: {AgencyFactory(code='police')}",)
    with pytest.raises(Refused, match="What each member of the board did"):
        actions.submit(of_the_board, by=manager, made=as_made(of_the_board))


def test_once_every_part_is_here_it_answers_by_itself_at_its_heading(manager, of_the_board):
    each = asking.ask_of(of_the_board.call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())

    assert members(of_the_board).covered
    assert [(spot.title, spot.anchor) for spot in members(of_the_board).spots] == [
        ("1. Part 1: Each member", "each-member")
    ]


def test_a_missing_part_can_be_signed_by_name(manager, chair, of_the_board):
    actions.sign_gap(of_the_board, by=chair, asked=members(of_the_board), why="Its staff were lent to the wards")

    assert members(of_the_board).signed


# --- pages ---


def test_the_manager_chooses_the_call_and_only_one_that_asked_for_a_section(manager, line):
    asked = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    form = asking.issued(title="Training")
    publication = report(manager, "Words.")
    client = browser(manager)
    page = text(client.get(at("choose_call", publication)))
    assert "What each member did" in page
    assert "Training" not in page
    refused = client.post(at("choose_call", publication), {"call": form.pk})
    assert "Choose a call that asked agencies for a section of a report" in text(refused)
    client.post(at("choose_call", publication), {"call": asked.pk})

    publication.refresh_from_db()
    assert publication.call == asked
    assert "What each member did" in text(client.get(publication.get_absolute_url()))
    other = text(browser(asking.lead("health")).get(publication.get_absolute_url()))
    assert "What each member did" not in other


def test_only_whoever_sets_out_the_report_chooses_the_call(manager, chair, line):
    call = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    publication = report(manager, "Words.")

    with pytest.raises(Refused, match="Only the business manager"):
        actions.choose_call(publication, by=chair, call=call)
    with pytest.raises(Refused, match="Choose a call that asked"):
        actions.choose_call(publication, by=manager, call=asking.issued(title="Training"))


def test_the_picker_finds_what_can_be_composed_and_says_where_there_is_nothing(manager, draft_of_records):
    page = text(
        browser(manager).post(at("write", draft_of_records, 1), {"look": "yes", "find": "records", "words": WORDS})
    )

    assert "{{ records said-and-did }}" in page
    assert "Nothing to show yet · {{ records attendance }}" in page


def test_a_preview_shows_what_is_composed(manager, draft_of_records):
    page = text(browser(manager).post(at("write", draft_of_records, 1), {"preview": "yes", "words": WORDS}))

    assert "Add the question to the form that officers fill in." in page


def test_reading_a_report_asks_no_more_for_many_records(manager, draft_of_records, line, django_assert_max_num_queries):
    for number in range(5):
        told = {"from_on": planning.FROM, "said": f"Ask {number}", "did": "Done"}
        plans.say_and_did(line.objective, by=planning.manager(), **told)
    client = browser(manager)
    with django_assert_max_num_queries(31):
        page = text(client.get(at("read", draft_of_records)))

    assert "Ask 4." in page
