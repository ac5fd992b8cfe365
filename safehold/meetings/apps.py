from django.apps import AppConfig


class Meetings(AppConfig):
    name = "safehold.meetings"
    label = "meetings"
