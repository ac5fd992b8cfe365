from django.apps import AppConfig


class Demo(AppConfig):
    name = "safehold.demo"
    label = "demo"
