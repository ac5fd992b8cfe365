"""A case that meetings are held about: a notebook, of an invented kind."""

import pytest

from safehold.meetings.tests.of_cases import KIND, Case


@pytest.fixture
def notebooks_are_cases(settings) -> None:
    settings.CASE_KINDS = [*settings.CASE_KINDS, KIND]


@pytest.fixture
def case(notebooks_are_cases) -> Case:
    return Case()
