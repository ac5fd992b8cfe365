"""What a register promises: dated rows, whole; and where there are too many of them, that it says so."""

import pytest
from django.test import Client

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records.pages import RegisterPage
from safehold.records.tests import promises
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db


def test_a_register_that_is_longer_than_it_shows_says_so_on_the_page(monkeypatch):
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    for _ in range(3):
        join(book.entry.circle, actor(Role.ADULTS_PRACTITIONER))
    page, address = promises.sign_in(Client(), owner), f"/records/{book.uid}/people/"
    assert "Only the first" not in page.get(address).text  # the control

    monkeypatch.setattr(RegisterPage, "MOST", 2)

    assert "Only the first 2 are shown, and downloaded" in page.get(address).text


def test_what_leaves_a_register_is_one_line_with_its_count_and_a_hash():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    page = promises.sign_in(Client(), owner)

    file = b"".join(page.get(f"/records/{book.uid}/people/", {"format": "csv"})).decode("utf-8-sig")

    assert file.splitlines()[0] == "Name,Agency,From,Until,Why"
    (line,) = promises.lines("records.circle.exported")
    assert (line.count, line.subject_uid, len(line.facts["uids_hash"])) == (1, str(book.uid), 64)
