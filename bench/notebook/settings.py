"""The bench's settings with the notebook added."""

from bench.settings import *  # noqa: F403
from bench.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.notebook"]
ROOT_URLCONF = "bench.notebook.urls"
