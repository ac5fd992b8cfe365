"""What can be asked for, of whom, and what a question wants for an answer."""

from django.db import models


class Wanted(models.TextChoices):
    """What is asked for."""

    FORM = "form", "Answers to questions"
    STATEMENT = "statement", "A statement"
    SECTION = "section", "A section of a report"
    DOCUMENT = "document", "A document"
    FILE = "file", "A file of figures"


class Whom(models.TextChoices):
    """Who is asked."""

    ONE = "one", "One agency"
    KIND = "kind", "Every agency of a kind"
    LIST = "list", "A list of agencies"


class Sort(models.TextChoices):
    """What a question wants for an answer."""

    TEXT = "text", "Words"
    YES_NO = "yes_no", "Yes or no"
    NUMBER = "number", "A whole number"
