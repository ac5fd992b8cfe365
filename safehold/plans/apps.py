from django.apps import AppConfig

from safehold.access import guards


class Plans(AppConfig):
    name = "safehold.plans"
    label = "plans"

    def ready(self) -> None:
        kept = ("plans_closedquarter", "plans_closedline", "plans_quarternote")
        guards.keep(*kept, words="A closed quarter cannot be changed")
