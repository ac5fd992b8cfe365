"""What stands between a report and its approval, and that what is published is what was read."""

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions, queries
from safehold.publications.document.serial import from_json
from safehold.publications.lifecycle import Status
from safehold.publications.models import Kind, Profile, Section
from safehold.publications.readiness import changes_since, fingerprint
from safehold.publications.tests.factories import DAY, FAILING, FIGURES, IMPOSSIBLE, WORDS, built, report, taken_in
from safehold.publications.tests.pages import at, text
from safehold.records import outbox
from safehold.records.models import Message
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FILES = {Kind.CSV: b"figures"}


@pytest.fixture
def draft(manager):
    taken_in(manager)
    return report(manager, WORDS, "Second.", "Third.", profile=Profile.INTERNAL)


@pytest.fixture
def waiting(manager, draft):
    actions.submit(draft, by=manager, made=built(draft))
    return draft


def rewrite(draft, manager, number, words):
    return actions.write(draft.sections.get(number=number), by=manager, words=words)


def main_button(page):
    """The words of the green button: the first that is not secondary."""
    main = page[page.index("<main") :]
    start = main.index('class="govuk-button" data-module')
    return main[main.index(">", start) + 1 : main.index("</a>", start)].strip()


# --- asking for approval ---


def test_a_report_with_unfinished_sections_is_refused_and_the_sections_are_named(manager, draft):
    rewrite(draft, manager, 2, "Second, again.")
    rewrite(draft, manager, 3, "Third, again.")

    with pytest.raises(Refused, match=r"2 sections are not finished: 2\. Part 2; 3\. Part 3\. Finish them before"):
        actions.submit(draft, by=manager, made=built(draft))

    draft.refresh_from_db()
    assert draft.status == Status.DRAFTING


def test_the_control_a_report_whose_sections_are_finished_is_not_refused(manager, draft):
    actions.submit(draft, by=manager, made=built(draft))

    assert draft.status == Status.SUBMITTED


def test_a_section_that_was_taken_out_need_not_be_finished(manager, draft):
    actions.remove_section(rewrite(draft, manager, 3, "Third, again."), by=manager)

    actions.submit(draft, by=manager, made=built(draft))

    assert draft.status == Status.SUBMITTED


def test_approval_is_not_given_either_while_a_section_is_unfinished(waiting, chair):
    Section.objects.filter(number=2).update(finished_on=None, finished_by=None)
    made = built(waiting)

    with pytest.raises(Refused, match="A section of this report is not finished"):
        actions.publish(waiting, by=chair, made=made, files=FILES, read=fingerprint(made.document))


def test_many_unfinished_sections_are_counted_and_the_first_ones_named(manager):
    taken_in(manager)
    many = report(manager, *["Words."] * 8)
    Section.objects.update(finished_on=None, finished_by=None)

    with pytest.raises(Refused, match=r"8 sections are not finished: 1\. Part 1; .*5\. Part 5; 3 more\."):
        actions.submit(many, by=manager, made=built(many))


def test_the_main_button_is_what_is_to_be_done_next(manager):
    web = browser(manager)
    empty = actions.begin(by=manager, title="Annual report", period="2020-21", geography="Here", profile="internal")
    assert main_button(text(web.get(at("publication", empty)))) == "Add a section"

    section = actions.add_section(empty, by=manager, number=1, title="Part 1", agency=manager.agency)
    assert main_button(text(web.get(at("publication", empty)))) == "Write section 1"

    actions.write(section, by=manager, words="Words.")
    assert main_button(text(web.get(at("publication", empty)))) == "Finish section 1"
    assert at("submit", empty) not in text(web.get(at("check", empty)))

    actions.finish(section, by=manager)
    assert main_button(text(web.get(at("publication", empty)))) == "Check it, then ask for approval"
    assert main_button(text(web.get(at("check", empty)))) == "Ask for approval"


def test_a_report_leads_to_its_checks_and_to_what_it_says(manager, draft):
    page = text(browser(manager).get(at("publication", draft)))

    for name in ("read", "check"):
        assert f'href="{at(name, draft)}"' in page


def test_where_it_would_be_refused_the_check_page_says_why_and_offers_no_button(manager, draft):
    rewrite(draft, manager, 2, "Second, again.")

    page = text(browser(manager).get(at("check", draft)))

    assert "1 section is not finished: 2. Part 2." in page
    assert at("submit", draft) not in page


def test_the_page_that_asks_says_what_stands_in_the_way_with_links_and_has_no_button(manager):
    taken_in(manager, FIGURES + IMPOSSIBLE)
    draft = report(manager, WORDS, FAILING, "Third.", profile=Profile.INTERNAL)
    rewrite(draft, manager, 3, "Third, again.")
    web = browser(manager)

    shown = web.get(at("submit", draft))
    page = text(shown)

    assert "1 section is not finished: 3. Part 3." in page
    assert "1 check fails. Mend what fails, or say why it stands." in page
    assert f'href="{at("check", draft)}"' in page[page.index("<main") :]
    assert f'href="{at("publication", draft)}"' in page[page.index("<main") :]
    assert 'name="_once"' not in page
    refused = web.post(at("submit", draft), {})
    assert refused.status_code == 409
    assert f'href="{at("check", draft)}"' in text(refused)


def test_the_control_the_page_that_asks_has_its_button_where_nothing_stands_in_the_way(manager, draft):
    page = text(browser(manager).get(at("submit", draft)))

    assert 'name="_once"' in page
    assert "not finished" not in page


def test_approval_that_was_asked_for_is_not_asked_for_again(manager, waiting):
    page = text(browser(manager).get(at("submit", waiting)))

    assert f"Approval was asked for by {manager.user}, 30 April 2021." in page
    assert 'name="_once"' not in page


@pytest.mark.parametrize(("name", "to"), [("publish", "publish"), ("send_back", "send back")])
def test_where_nobody_has_asked_for_approval_there_is_nothing_to_decide(draft, chair, name, to):
    web, read = browser(chair), fingerprint(queries.made(draft, on=DAY).document)

    page = text(web.get(f"{at(name, draft)}?read={read}"))

    assert f"is not waiting for approval, so there is nothing to {to}." in page
    assert f'href="{at("publication", draft)}">Go back to the report' in page
    assert 'name="_once"' not in page
    assert "Read the report" not in page
    refused = web.post(at(name, draft), {"read": read, "why": "A reason typed at length"})
    assert refused.status_code == 409
    assert "It must be marked ‘Waiting for approval’ first" in text(refused)
    assert ("A reason typed at length" in refused.text) is (name == "send_back"), "what was typed is not lost"


def test_what_is_published_is_not_published_again(waiting, chair):
    made = built(waiting)
    actions.publish(waiting, by=chair, made=made, files=FILES, read=fingerprint(made.document))

    page = text(browser(chair).get(at("publish", waiting)))

    assert "This report was published on 30 April 2021. There is nothing left to publish." in page
    assert 'name="_once"' not in page


def test_the_page_that_finishes_a_section_says_what_that_means(manager, draft):
    page = text(browser(manager).get(at("finish", draft, 2)))

    assert "approval can be asked for once every section is finished" in page
    assert "whoever changes the words of this one takes that back" in page
    rewrite(draft, manager, 2, "Second, again.")
    assert draft.sections.get(number=2).finished_on is None


def test_who_may_not_ask_is_offered_nothing(draft):
    page = text(browser(actor(Role.INDEPENDENT_CHAIR)).get(at("check", draft)))

    assert at("submit", draft) not in page
    assert ">Approval<" not in page


# --- sending back ---


def test_why_a_report_was_sent_back_is_told_to_those_who_write_it_each_time(manager, waiting, chair):
    browser(chair).post(at("send_back", waiting), {"why": "The welcome speaks of last year"})
    waiting.refresh_from_db()
    actions.submit(waiting, by=manager, made=built(waiting))
    actions.send_back(waiting, by=chair, why="The glossary is too short")

    page = text(browser(manager).get(at("publication", waiting)))

    assert "The welcome speaks of last year" in page
    assert "The glossary is too short" in page
    assert str(chair.user) in page


def test_whoever_asked_for_approval_is_told_that_it_was_sent_back_and_not_why(manager, waiting, chair):
    actions.send_back(waiting, by=chair, why="The welcome speaks of last year")

    message = Message.objects.get()
    words = outbox.words_of(message)
    assert (message.to_user, message.entry) == (manager.user, waiting.entry)
    assert f"{chair.user} sent back, on 30 April 2021, a report" in words
    assert "last year" not in words
    assert waiting.title not in words


def test_each_time_a_report_is_sent_back_is_told(manager, waiting, chair):
    actions.send_back(waiting, by=chair, why="Once")
    actions.submit(waiting, by=manager, made=built(waiting))
    actions.send_back(waiting, by=chair, why="Twice")

    assert Message.objects.count() == 2


def test_sections_that_are_to_be_changed_are_no_longer_finished_and_their_writers_are_told(manager, waiting, chair):
    writer = actor(Role.AGENCY_CONTRIBUTOR).user
    second = waiting.sections.get(number=2)
    Section.objects.filter(pk=second.pk).update(writer=writer)

    sent = browser(chair).post(at("send_back", waiting), {"why": "Last year’s figures", "to_change": [second.pk]})

    assert sent.status_code == 302
    assert [each.number for each in waiting.sections.filter(finished_on=None)] == [2]
    words = {message.to_user: outbox.words_of(message) for message in Message.objects.all()}
    assert set(words) == {manager.user, writer}
    assert "a section that you write" in words[writer]
    assert "that you had asked to have approved" in words[manager.user]
    assert not any("figures" in each for each in words.values())


def test_a_section_of_another_report_cannot_be_sent_back_with_this_one(manager, waiting, chair):
    other = report(manager, WORDS, profile=Profile.INTERNAL).sections.get(number=1)

    refused = browser(chair).post(at("send_back", waiting), {"why": "Why not", "to_change": [other.pk]})

    assert "Choose sections of this report" in text(refused)
    with pytest.raises(Refused, match="must be in this report"):
        actions.send_back(waiting, by=chair, why="Why not", sections=[other])
    waiting.refresh_from_db()
    assert waiting.status == Status.SUBMITTED
    other.refresh_from_db()
    assert other.finished_on is not None


def test_the_control_a_report_that_was_never_sent_back_says_nothing_of_it(manager, waiting):
    assert "Sent back" not in text(browser(manager).get(at("publication", waiting)))


# --- publishing what was read ---


def test_what_was_read_is_what_is_published(waiting, chair):
    web = browser(chair)
    page = text(web.get(at("read", waiting)))
    assert f"{at('publish', waiting)}?read=" in page

    answer = web.post(at("publish", waiting), {"read": page.split("?read=")[1].split('"')[0]})

    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == Status.PUBLISHED
    assert changes_since(fingerprint(from_json(waiting.frozen)), queries.made(waiting, on=DAY).document) == []


def test_figures_that_changed_since_they_were_read_stop_it_and_it_says_where(manager, waiting, chair):
    web = browser(chair)
    read = text(web.get(at("read", waiting))).split("?read=")[1].split('"')[0]
    taken_in(manager, FIGURES.replace("Here,200,", "Here,202,"))

    page = text(web.post(at("publish", waiting), {"read": read}))

    assert "The report has changed since you read it. Figures changed in: 1. Part 1." in page
    assert main_button(page) == "Read the report again"
    waiting.refresh_from_db()
    assert waiting.status == Status.SUBMITTED
    assert not waiting.files.exists()
    # read again, it can be published
    again = text(web.get(at("read", waiting))).split("?read=")[1].split('"')[0]
    assert web.post(at("publish", waiting), {"read": again}).status_code == 302


def test_words_that_changed_since_they_were_read_stop_it_too(manager, waiting, chair):
    read = fingerprint(built(waiting).document)
    Section.objects.filter(number=3).update(words="Other words.")
    made = built(waiting)

    with pytest.raises(Refused, match=r"Words changed in: 3\. Part 3\. Read it again"):
        actions.publish(waiting, by=chair, made=made, files=FILES, read=read)


def test_a_report_that_nobody_read_is_not_published(waiting, chair):
    web = browser(chair)

    assert main_button(text(web.get(at("publish", waiting)))) == "Read the report"
    assert "Read the report before you publish it" in text(web.post(at("publish", waiting), {}))
    waiting.refresh_from_db()
    assert waiting.status == Status.SUBMITTED


def test_the_same_sections_in_another_order_are_not_what_was_read(waiting, chair):
    made = built(waiting)
    first, second, *rest = fingerprint(made.document).split("-")

    with pytest.raises(Refused, match="has changed since you read it"):
        actions.publish(waiting, by=chair, made=made, files=FILES, read="-".join([second, first, *rest]))


def test_a_fingerprint_that_is_none_publishes_nothing(waiting, chair):
    made = built(waiting)

    with pytest.raises(Refused, match="has changed since you read it"):
        actions.publish(waiting, by=chair, made=made, files=FILES, read="x.y-z")
