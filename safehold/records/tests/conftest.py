"""Every test of records may use the invented pages."""

import pytest


@pytest.fixture(autouse=True)
def _invented_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.invented.site"
