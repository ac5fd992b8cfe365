"""What every test of records begins with: the invented pages, and no files."""

import pytest


@pytest.fixture(autouse=True)
def _invented_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.invented.site"


@pytest.fixture(autouse=True)
def _empty_shelves(settings) -> None:
    """Every test begins with no file kept: setting the storages anew empties those in memory."""
    settings.STORAGES = dict(settings.STORAGES)
