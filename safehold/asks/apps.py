from django.apps import AppConfig


class Asks(AppConfig):
    name = "safehold.asks"
    label = "asks"
