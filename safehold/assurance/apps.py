from django.apps import AppConfig

from safehold.access import guards
from safehold.assurance import posts


class Assurance(AppConfig):
    name = "safehold.assurance"
    label = "assurance"

    def ready(self) -> None:
        from safehold.records import visibility  # it asks for models

        for name, sql in posts.PARTS.items():
            visibility.also(f"assurance.{name}", sql)
        guards.keep("assurance_askwording", words="Who worded an ask cannot be changed")
        guards.keep("assurance_duemove", words="From when to when a day was moved cannot be changed")
        guards.keep("assurance_reportnote", words="What stands beside a report cannot be changed")
        guards.keep("assurance_riskreview", "assurance_riskstep", words="What was said of a risk cannot be changed")
        guards.keep("assurance_dutyassessment", words="How sure somebody was cannot be changed")
