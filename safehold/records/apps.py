from django.apps import AppConfig


class Records(AppConfig):
    name = "safehold.records"
    label = "records"
