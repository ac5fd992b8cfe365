"""The front page leads only where its reader may go, and says nothing of the reports that is untrue."""

import re
from html import unescape

import pytest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.imports.tests.factories import sent
from safehold.publications import actions
from safehold.publications.models import Kind, Profile, Publication
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import built, report, taken_in
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db
WAITING = "/submissions/?status=ready&status=faulty"
TILES = {"/submissions/?status=accepted", WAITING, "/figures/"}


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="(/[^"]*)"', page[page.index("<main") : page.index("</main")])}


@pytest.mark.parametrize(
    ("role", "led_to"),
    [
        (Role.BUSINESS_MANAGER, TILES),
        (Role.DELEGATE, set()),
        (Role.TRAIL_AUDITOR, set()),
        (Role.TRAINER, set()),
        (Role.TRAINING_COORDINATOR, {"/figures/"}),
    ],
)
def test_a_number_is_shown_to_those_who_may_open_what_it_counts(role, led_to):
    web = browser(actor(role))

    found = links(web.get("/").content.decode()) & TILES

    assert found == led_to
    assert [web.get(address).status_code for address in found] == [200] * len(found)


def test_the_number_of_submissions_that_wait_leads_to_those_and_no_others():
    manager = actor(Role.BUSINESS_MANAGER)
    taken_in(manager)
    for agency in ("council", "police"):
        sent(by=manager, agency=agency, title=f"From {agency}")
    web = browser(manager)

    tile = re.search(r'<a[^>]*href="([^"]*status=ready[^"]*)".*?</a>', web.get("/").text, re.DOTALL)
    listed = web.get(unescape(tile[1])).text

    assert "From council" in listed
    assert "From police" in listed
    assert "<strong>2 submissions</strong>" in listed


def test_whoever_may_see_no_draft_is_led_to_what_everyone_may_read():
    manager = actor(Role.BUSINESS_MANAGER, Role.DATA_ANALYST)
    taken_in(manager)
    public, internal = (published(manager, profile) for profile in (Profile.PUBLIC, Profile.INTERNAL))
    web = browser(actor(Role.DELEGATE))

    for address in ("/", reverse("publications:list")):
        page = web.get(address).content.decode()
        assert reverse("publications:public", args=[public.entry.uid]) in page
        assert str(internal.entry.uid) not in page
        assert "started yet" not in page


def published(manager: Actor, profile: str) -> Publication:
    made = report(manager, profile=profile)
    actions.submit(made, by=manager, made=built(made))
    actions.publish(
        made,
        by=actor(Role.INDEPENDENT_CHAIR),
        made=built(made),
        files={Kind.CSV: b"figures"},
        read=fingerprint(built(made).document),
    )
    return made


def test_without_a_report_nobody_is_told_that_none_was_started():
    report(actor(Role.BUSINESS_MANAGER))

    page = browser(actor(Role.DELEGATE)).get("/").content.decode()

    assert "There is no annual report here that you can open." in page
