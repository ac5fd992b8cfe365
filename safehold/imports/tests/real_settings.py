"""The tests' settings over a database on disk, or on a server, that several processes share and can be killed over."""

import os
from collections.abc import Mapping

import dj_database_url

from safehold.config.settings.test import *  # noqa: F403
from safehold.config.settings.test import SQLITE_OPTIONS

_url = os.environ["REAL_DATABASE_URL"]
DATABASES = {"default": dj_database_url.parse(_url)}
if _url.startswith("sqlite"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
MEDIA_ROOT = os.environ["REAL_MEDIA_ROOT"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class Unmigrated(Mapping):
    """Every table made from its model at once: what is proved here is about rows, and migrating takes half a minute."""

    def __getitem__(self, app: str) -> None:
        return None

    def __contains__(self, app: object) -> bool:
        return True

    def __iter__(self):
        return iter(())

    def __len__(self) -> int:
        return 0


MIGRATION_MODULES = Unmigrated()
