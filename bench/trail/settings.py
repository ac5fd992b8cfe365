"""The bench's settings with the smallest record there can be, which the tests have."""

from bench.settings import *  # noqa: F403
from bench.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.invented"]
