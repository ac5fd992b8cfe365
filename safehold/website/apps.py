from django.apps import AppConfig


class Website(AppConfig):
    name = "safehold.website"
    label = "website"
