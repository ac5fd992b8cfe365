"""Whoever publishes keeps nobody else from writing while the files are drawn."""

import pytest
from django.db import connection

from safehold.publications import actions, making, queries
from safehold.publications.models import Profile, Publication
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, WORDS, built, report, taken_in
from safehold.publications.tests.pages import at
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_files_are_drawn_before_the_transaction_that_publishes(manager, chair, monkeypatch):
    taken_in(manager)
    publication = report(manager, WORDS, profile=Profile.INTERNAL)
    actions.submit(publication, by=manager, made=built(publication))
    held: list[bool] = []
    draw = making.write_files

    def watched(document):
        held.append(connection.in_atomic_block)
        return draw(document)

    monkeypatch.setattr(making, "write_files", watched)
    read = fingerprint(queries.made(publication, on=DAY).document)

    browser(chair).post(at("publish", publication), {"read": read})

    assert Publication.objects.get().status == "published"
    assert held == [False]
