from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Access(AppConfig):
    name = "safehold.access"
    label = "access"

    def ready(self) -> None:
        from safehold.access import checks, guards  # noqa: F401

        # the only signal in the house: SQLite rebuilds tables when it migrates and silently drops their triggers
        post_migrate.connect(guards.put_up, sender=self)
