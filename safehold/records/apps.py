from django.apps import AppConfig


class Records(AppConfig):
    name = "safehold.records"
    label = "records"

    def ready(self) -> None:
        from safehold.records import checks  # noqa: F401  they are registered by being imported
