from decimal import Decimal

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.govuk import forms


def answer(field, typed, files=None):
    """What a form of one field makes of an answer: its value, or its messages."""
    form = type("One", (forms.Form,), {"it": field})({"it": typed} if files is None else {}, files)
    return form.cleaned_data["it"] if form.is_valid() else list(form.errors["it"])


NAMED = {"label": "Places", "missing": "Enter how many places"}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.CharField(label="Name", missing="Enter a name"), " ", ["Enter a name"]),
        (
            forms.CharField(label="Name", missing="Enter a name", max_length=3),
            "four",
            ["Name must be 3 characters or less"],
        ),
        (
            forms.CharField(label="Name", missing="Enter a name", min_length=5),
            "four",
            ["Name must be 5 characters or more"],
        ),
        (
            forms.TextField(label="Why?", called="Reason", missing="Enter why", max_length=2000),
            "x" * 2001,
            ["Reason must be 2,000 characters or less"],
        ),
        (
            forms.CharField(label="Name", missing="Enter a name"),
            "a\0b",
            ["Name must not include characters that cannot be shown"],
        ),
        (
            forms.CharField(label="Share (%)", missing="Enter it", max_length=1),
            "ab",
            ["Share (%) must be 1 characters or less"],
        ),
        (
            forms.EmailField(label="Email", missing="Enter an email address"),
            "nobody",
            ["Enter an email address in the correct format, like name@example.com"],
        ),
        (forms.IntegerField(**NAMED), "1, 040", 1040),
        (forms.IntegerField(**NAMED), "1,040", 1040),
        (forms.IntegerField(**NAMED), "many", ["Places must be a whole number, like 15"]),
        (forms.IntegerField(**NAMED, min_value=1), "0", ["Places must be 1 or more"]),
        (forms.IntegerField(**NAMED, max_value=4000), "4001", ["Places must be 4,000 or less"]),
        (forms.DecimalField(**NAMED), "1,234.5", Decimal("1234.5")),
        (forms.DecimalField(**NAMED), "x", ["Places must be a number, like 12.5"]),
        (forms.DecimalField(**NAMED, decimal_places=2), "1.234", ["Places must have 2 decimal places or fewer"]),
        (forms.ChoiceField(label="Lead", choices=[("a", "A")], missing="Select the lead"), "", ["Select the lead"]),
        (forms.ChoiceField(label="Lead", choices=[("a", "A")], missing="Select the lead"), "z", ["Select the lead"]),
        (
            forms.ChoiceField(label="Lead", choices=[("a", "A")], required=False),
            "z",
            ["Select one of the answers shown"],
        ),
        (
            forms.MultipleChoiceField(label="Told", choices=[("a", "A")], missing="Select who was told"),
            ["z"],
            ["Select who was told"],
        ),
        (forms.BooleanField(label="Checked", missing="Confirm that you checked"), "", ["Confirm that you checked"]),
        (forms.CharField(label="Name", error_messages={"required": "Say it your way"}), "", ["Say it your way"]),
    ],
)
def test_answers_are_understood_or_refused_in_the_voice_of_the_design_system(field, typed, said):
    assert answer(field, typed) == said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("return.csv", b"a,b", None),
        ("RETURN.CSV", b"a,b", None),
        ("return.pdf", b"a,b", ["The selected file must be a CSV or XLSX"]),
        ("return", b"a,b", ["The selected file must be a CSV or XLSX"]),
        ("return.csv", b"x" * 2049, ["The selected file must be smaller than 2KB"]),
        ("return.csv", b"", ["The selected file is empty"]),
    ],
)
def test_a_file_is_taken_or_refused_by_its_name_and_size(name, content, said):
    field = forms.FileField(label="Return", missing="Select a file", suffixes=("csv", "xlsx"), max_size=2048)

    found = answer(field, None, {"it": SimpleUploadedFile(name, content)})

    assert found == said if said else found.name == name


def test_a_file_that_was_not_selected_is_asked_for():
    assert answer(forms.FileField(label="Return", missing="Select a file"), None, {}) == ["Select a file"]


def test_a_form_whose_every_word_was_chosen_keeps_none_of_djangos():
    class Chosen(forms.Form):
        name = forms.CharField(label="Name", missing="Enter a name", max_length=10)
        email = forms.EmailField(label="Email", missing="Enter an email address")
        why = forms.TextField(label="Why?", called="Reason", missing="Enter why", max_length=10)
        places = forms.IntegerField(**NAMED, min_value=1, max_value=2)
        charge = forms.DecimalField(**NAMED, max_digits=4, decimal_places=2)
        on = forms.DateField(label="Date", missing="Enter the date")
        lead = forms.ChoiceField(label="Lead", choices=[("a", "A")], missing="Select the lead")
        told = forms.MultipleChoiceField(label="Told", choices=[("a", "A")], required=False)
        file = forms.FileField(label="File", missing="Select a file", max_length=100)
        sure = forms.BooleanField(label="Sure", missing="Confirm")
        secret = forms.PasswordField(label="Password", missing="Enter your password")
        token = django_forms.CharField(widget=forms.HiddenInput)

    assert forms.missing_messages(Chosen) == {}


def test_the_words_nobody_chose_are_found():
    class Left(forms.Form):
        plain = django_forms.CharField(max_length=10)
        unasked = django_forms.CharField(required=False)
        no_missing = forms.CharField(label="Name")
        question = forms.CharField(label="Why?", missing="Enter why", max_length=10)
        number = django_forms.IntegerField(required=False, min_value=1, error_messages={"invalid": "Enter a number"})

    assert forms.missing_messages(Left) == {
        "plain": ["max_length", "null_characters_not_allowed", "required"],
        "unasked": ["null_characters_not_allowed"],
        "no_missing": ["required"],
        "question": ["max_length", "null_characters_not_allowed"],
        "number": ["min_value"],
    }


class Branching(forms.Form):
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=[("a", "A"), ("other", "Other")],
        missing="Select an outcome",
        reveals={"other": ["which", "when"]},
    )
    which = forms.CharField(label="Which", missing="Enter which")
    when = forms.DateField(label="When", missing="Enter when")


def test_an_answer_brings_its_own_questions():
    assert set(Branching({"outcome": "other"}).errors) == {"which", "when"}


def test_questions_of_an_answer_not_chosen_are_neither_asked_nor_kept():
    form = Branching({"outcome": "a", "which": "left over", "when-day": "31", "when-month": "2", "when-year": "2021"})

    assert form.is_valid()
    assert form.cleaned_data == {"outcome": "a", "which": "", "when": None}
