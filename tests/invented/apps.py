from django.apps import AppConfig


class Invented(AppConfig):
    name = "tests.invented"
    label = "invented"
