from django.apps import AppConfig


class NotebookConfig(AppConfig):
    name = "bench.notebook"
    label = "notebook"
