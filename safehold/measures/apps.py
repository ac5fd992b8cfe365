from django.apps import AppConfig


class Measures(AppConfig):
    name = "safehold.measures"
    label = "measures"
