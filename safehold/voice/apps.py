from django.apps import AppConfig


class Voice(AppConfig):
    name = "safehold.voice"
    label = "voice"
