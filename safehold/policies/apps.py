from django.apps import AppConfig


class Policies(AppConfig):
    name = "safehold.policies"
    label = "policies"
    verbose_name = "policies"
