"""Pages of the partnership are drawn with nothing of what stands above it: no navigation, no front page."""

import pytest


@pytest.fixture(autouse=True)
def _plain_site(settings):
    settings.SITE_CONTEXT = ""
