from django.apps import AppConfig


class Plans(AppConfig):
    name = "safehold.plans"
    label = "plans"
