from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Access(AppConfig):
    name = "safehold.access"
    label = "access"

    def ready(self) -> None:
        from safehold.access import checks, guards  # noqa: F401  checks are registered by being imported
        from safehold.access.signin import trail

        # SQLite rebuilds tables when it migrates and silently drops their triggers
        post_migrate.connect(guards.put_up, sender=self)
        # the only other signals in the house: allauth tells us in no other way what it did
        trail.connect()
