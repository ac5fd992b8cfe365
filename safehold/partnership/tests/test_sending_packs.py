"""Packs on their pages: sent, looked at, agreed to and loaded, or refused with every mistake."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.models import Group, PackFile
from safehold.partnership.tests.factories import agency, manager
from safehold.partnership.tests.test_packs import TINY
from safehold.records.tests import promises
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def send(page, data, name="tiny.yaml"):
    shown = page.get("/partnership/packs/send/")
    return page.post(
        "/partnership/packs/send/", promises.hidden_of(shown.text) | {"file": SimpleUploadedFile(name, data)}
    )


def test_a_pack_is_sent_looked_at_and_loaded(db):
    page = browser(actor(Role.SYSTEM_ADMINISTRATOR, agency="it"))

    sent = send(page, TINY.read_bytes())
    pack = PackFile.objects.get()
    assert sent.url == f"/partnership/packs/{pack.pk}/"
    assert not Group.objects.exists()
    shown = page.get(sent.url)
    assert "harbour-group" in shown.text

    agreed = {"_differences": shown.text.split('name="_differences" value="')[1].split('"')[0]}
    done = page.post(sent.url, promises.hidden_of(shown.text) | agreed)

    assert done.status_code == 302
    assert Group.objects.count() == 2
    assert "rows written" in page.get(sent.url).text
    again = page.post(sent.url, promises.hidden_of(shown.text) | agreed)
    assert again.status_code == 302  # the same button pressed twice does nothing
    assert AuditLine.objects.filter(event="partnership.pack_loaded").count() == 1
    downloaded = page.get("/partnership/packs/download/")
    assert downloaded["Content-Disposition"] == 'attachment; filename="partnership.yaml"'
    assert "Lundsey Council" in downloaded.text


def test_a_pack_with_mistakes_is_not_kept_and_every_mistake_is_listed_with_its_line(db):
    page = browser(manager())

    wrong = send(page, b"words: [{code: agency}]\nrooms: []\n")

    assert wrong.status_code == 409
    assert "There are 4 things to put right in the pack" in wrong.text
    assert "There is no such section" in wrong.text
    assert "Enter the first day" in wrong.text
    assert not PackFile.objects.exists()
    assert "must be a YAML or YML" in send(page, b"x", name="pack.exe").text


def test_a_pack_that_would_be_refused_says_why_and_has_no_button(board):
    page = browser(manager())
    text = "seats: [{group: board, agency: fire, kind: observer, needed_for_quorum: yes, from_on: 2019-01-01, to_on: 2019-02-01}]"

    sent = send(page, text.encode())
    shown = page.get(sent.url).text

    assert "Only a member&#39;s seat can be needed for a quorum" in shown
    assert "Load the pack" not in shown


def test_a_pack_agreed_to_on_what_is_no_longer_so_is_shown_again(db):
    by = manager()
    page = browser(by)
    sent = send(page, TINY.read_bytes())
    shown = page.get(sent.url)
    agency("council", by=by)

    agreed = {"_differences": shown.text.split('name="_differences" value="')[1].split('"')[0]}
    late = page.post(sent.url, promises.hidden_of(shown.text) | agreed)

    assert late.status_code == 409
    assert "has changed since you were shown the differences" in late.text
    assert not Group.objects.exists()


def test_the_page_of_a_loaded_pack_and_the_list_of_packs_name_one_day(settings):
    """In the demonstration the list told of its one day, and the page of the real one."""
    settings.BUSINESS_DATE = date(2021, 4, 30)
    call_command("pack", "load", str(TINY), "--yes")
    client = browser(manager())
    address = reverse("partnership:pack", args=[PackFile.objects.get().pk])

    assert "It was loaded on 30 April 2021 at" in client.get(address).content.decode()
    assert "30 April 2021 at" in client.get(reverse("partnership:packs")).content.decode()
