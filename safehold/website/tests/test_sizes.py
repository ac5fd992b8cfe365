"""What a request that is too large is told, and that nothing of it is read, kept or lost without a word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import FakePayload

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.govuk.tests.pages import faults
from safehold.records.models import Document
from safehold.records.tests import promises
from tests.invented.factories import notebook

MEGABYTE = 1024 * 1024
OPEN = "/invented/notebooks/open/"


class Unread(FakePayload):
    """A body that must not be read."""

    def read(self, *args, **kwargs):
        raise AssertionError("it was read")


def test_a_request_that_announces_too_much_is_turned_away_unread_with_a_sentence(client, settings):
    answer = client.generic(
        "POST", "/account/login/", b"", CONTENT_LENGTH=settings.BODY_MAX_SIZE + 1, **{"wsgi.input": Unread()}
    )

    assert answer.status_code == 413
    assert "A file can be up to 10MB, and everything typed on one page up to 2MB" in answer.text
    assert faults(answer.text) == []


@pytest.mark.django_db
@pytest.mark.parametrize("announced", ["", "nonsense", "-5", "²"])
def test_a_length_that_makes_no_sense_is_no_reason_to_fall_over(client, announced):
    answer = client.generic("GET", "/account/login/", b"", CONTENT_LENGTH=announced)

    assert answer.status_code in (200, 400, 302)


@pytest.mark.django_db
def test_more_typed_than_is_taken_is_told_so_and_saves_nothing():
    page = promises.sign_in(Client(), actor(Role.REVIEW_OFFICER))

    answer = page.post(OPEN, {"title": "x" * 3 * MEGABYTE})

    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


@pytest.mark.django_db
def test_more_fields_than_are_taken_are_told_so(settings):
    page = promises.sign_in(Client(), actor(Role.REVIEW_OFFICER))

    answer = page.post(OPEN, {f"f{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})

    assert answer.status_code == 413


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_beside_what_was_typed_with_it():
    book = notebook(owner := actor(Role.REVIEW_OFFICER))
    page = promises.sign_in(Client(), owner)
    file = SimpleUploadedFile("long.txt", b"a" * (10 * MEGABYTE + 1))

    answer = promises.ask_and_answer(page, f"/records/{book.uid}/documents/add/", title="Typed with care", file=file)

    assert answer.status_code == 422
    assert "The selected file must be smaller than 10MB" in answer.text
    assert 'value="Typed with care"' in answer.text
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_understood_at_all_is_told_otherwise(client):
    answer = client.get("/account/login/", headers={"host": "not a host"})

    assert answer.status_code == 400
    assert "That could not be understood" in answer.text
