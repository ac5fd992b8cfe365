from django.apps import AppConfig


class Imports(AppConfig):
    name = "safehold.imports"
    label = "imports"
