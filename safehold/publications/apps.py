from django.apps import AppConfig


class Publications(AppConfig):
    name = "safehold.publications"
    label = "publications"
