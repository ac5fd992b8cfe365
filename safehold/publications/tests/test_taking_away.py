"""Taking a report away: a published one with its four files, by anyone, and the figures of one chart."""

import base64
import csv
import io
import re
from urllib.parse import urljoin

import html5lib
import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions, queries
from safehold.publications.document.blocks import ChartBlock
from safehold.publications.making import write_files
from safehold.publications.models import Kind, Profile, Publication
from safehold.publications.presenters import NAMES
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, WORDS, built, report, taken_in
from safehold.publications.tests.pages import at, text
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CHART = "{{ chart lado-by-year }}"


@pytest.fixture
def draft(manager) -> Publication:
    taken_in(manager)
    return report(manager, WORDS, CHART, profile=Profile.INTERNAL)


def published(manager, chair, profile: Profile) -> Publication:
    taken_in(manager)
    publication = report(manager, WORDS, CHART, profile=profile)
    actions.submit(publication, by=manager, made=built(publication))
    made = queries.made(publication, on=DAY)
    files = write_files(made.document)
    actions.publish(publication, by=chair, made=made, files=files, read=fingerprint(made.document))
    return publication


def links(page: bytes) -> list[str]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [link.get("href") for link in tree.iter("a")]


def test_every_link_of_a_published_page_leads_somewhere_for_anyone(manager, chair):
    publication = published(manager, chair, Profile.PUBLIC)
    address = at("public", publication)
    page = Client().get(address)

    beside = [link for link in links(page.content) if not link.startswith(("#", "data:"))]

    assert sorted(beside) == ["figures.csv", "report.docx", "report.pdf"]
    for link in beside:
        answer = Client().get(urljoin(address, link))
        kept = queries.file_of(publication, {name: kind for kind, name in NAMES.items()}[link])
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{link}"'
        assert len(b"".join(answer.streaming_content)) == kept.size


def test_files_are_saved_by_the_names_that_the_page_among_them_calls_them_by(manager, chair):
    publication = published(manager, chair, Profile.PUBLIC)
    saved = {}
    for kind in Kind:
        answer = browser(manager).get(at("file", publication, kind))
        name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
        saved[name] = b"".join(answer.streaming_content)

    beside = [link for link in links(saved["report.html"]) if not link.startswith(("#", "data:"))]

    assert len(beside) == len(saved) - 1
    assert set(beside) < set(saved)


@pytest.mark.parametrize("name", ["figures.csv", "report.pdf", "report.docx", "report.html"])
def test_what_is_not_for_the_public_is_given_to_nobody_at_the_door(manager, chair, name):
    publication = published(manager, chair, Profile.INTERNAL)
    address = at("public_file", publication, name)

    assert Client().get(address).status_code == 404
    assert browser(manager).get(address).status_code == 404


def test_the_small_numbers_that_a_report_shows_are_listed_for_whoever_decides_and_ever_after(manager, chair):
    taken_in(manager)
    publication = report(manager, WORDS, profile=Profile.PUBLIC)
    actions.ask_to_show_small_numbers(publication, by=manager, why="Already public since 2021")
    actions.submit(publication, by=manager, made=built(publication))
    made = queries.made(publication, on=DAY)
    read = fingerprint(made.document)

    deciding = text(browser(chair).get(f"{at('publish', publication)}?read={read}"))
    actions.publish(publication, by=chair, made=made, files=write_files(made.document), read=read)
    kept = text(browser(manager).get(at("publication", publication)))

    assert [figure.shown for figure in made.small] == ["1"]
    for page in (deciding, kept):
        assert f"{made.small[0].definition.title}</" in page
        assert "Small numbers that it shows" in page
    assert re.search(r'data-heading="Printed as">1</td>', kept)
    assert "1 small number is listed with your decision" in deciding
    assert "Already public since 2021. Decided by" in kept


def test_until_it_is_published_that_small_numbers_are_shown_is_only_asked(manager):
    taken_in(manager)
    publication = report(manager, WORDS, profile=Profile.PUBLIC)
    actions.ask_to_show_small_numbers(publication, by=manager, why="Already public since 2021")

    page = text(browser(manager).get(at("publication", publication)))

    assert "To be shown, once whoever publishes it decides so: Already public since 2021" in page
    assert "are hidden" not in page


@pytest.mark.parametrize("hidden_before", [True, False])
def test_whoever_decides_is_told_which_small_numbers_another_report_for_the_public_hides(manager, chair, hidden_before):
    published(manager, chair, Profile.PUBLIC if hidden_before else Profile.INTERNAL)
    publication = report(manager, WORDS, profile=Profile.PUBLIC)
    actions.ask_to_show_small_numbers(publication, by=manager, why="Already public since 2021")
    made = built(publication)
    actions.submit(publication, by=manager, made=made)
    made = queries.made(publication, on=DAY)

    deciding = text(browser(chair).get(f"{at('publish', publication)}?read={fingerprint(made.document)}"))

    title = made.small[0].definition.title
    warning = f"‘{title}’ for Here in 2020-21 is shown here, and hidden in a report that the public has."
    assert (warning in deciding) is hidden_before


def test_a_draft_and_a_file_that_is_none_are_not_there(draft):
    assert Client().get(at("public_file", draft, "report.pdf")).status_code == 404
    assert Client().get(at("public_file", draft, "report.exe")).status_code == 404


def test_every_chart_of_a_page_offers_its_figures_in_itself(manager, draft):
    made = queries.made(draft, on=DAY)
    page = write_files(made.document)[Kind.HTML]
    charts = [block for section in made.document.sections for block in section.blocks if isinstance(block, ChartBlock)]

    inside = [link.partition("base64,")[2] for link in links(page) if link.startswith("data:text/csv")]

    assert len(inside) == len(charts) == 1
    rows = list(csv.reader(io.StringIO(base64.b64decode(inside[0]).decode("utf-8-sig"))))
    assert rows == [list(row) for row in charts[0].csv]
    assert ["2020-21", "Contacts", "200"] in [row[:3] for row in rows]


def test_the_figures_of_a_chart_are_taken_from_the_site_and_the_trail_says_so(manager, draft):
    page = browser(manager).get(at("read", draft))
    (address,) = [link for link in links(page.content) if "/charts/" in link]
    text(page)

    answer = browser(manager).get(address)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"2020-21" in answer.content
    line = AuditLine.objects.filter(event="publications.publication.exported").get()
    assert line.facts == {"format": "csv", "chart": "lado-by-year"}
    assert browser(actor(Role.TRAINER)).get(address).status_code == 404
    assert browser(manager).get(at("chart", draft, "no-such-chart")).status_code == 404
    assert Client().get(address).url.startswith(reverse(site.LOGIN_URL))
