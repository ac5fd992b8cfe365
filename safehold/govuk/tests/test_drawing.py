import html
import re

import pytest
from django import forms as django_forms

from safehold.govuk import examples, forms
from safehold.govuk.macros import draw
from safehold.govuk.tests.pages import faults

CHOICES = [("a", "Answer A"), ("b", "Answer B")]
FIELDS = {
    "text": forms.CharField(
        label="Name", hint="As on the letter", missing="Enter a name", prefix="£", suffix="each", width=5
    ),
    "email": forms.EmailField(label="Email", missing="Enter an email address"),
    "password": forms.PasswordField(label="Password", missing="Enter your password"),
    "number": forms.IntegerField(label="Places", missing="Enter how many places", min_value=1),
    "decimal": forms.DecimalField(label="Charge", missing="Enter the charge"),
    "lines": forms.TextField(label="Why", missing="Enter why"),
    "counted": forms.TextField(label="Why", missing="Enter why", max_length=200),
    "date": forms.DateField(label="Date", missing="Enter the date"),
    "radios": forms.ChoiceField(label="Outcome", choices=CHOICES, missing="Select one", item_hints={"a": "The first"}),
    "inline": forms.ChoiceField(label="Outcome", choices=CHOICES, missing="Select one", inline=True, small=True),
    "select": forms.ChoiceField(label="Lead", choices=CHOICES, missing="Select one", widget=forms.Select),
    "checkboxes": forms.MultipleChoiceField(
        label="Told", hint="All that apply", choices=CHOICES, missing="Select some"
    ),
    "exclusive": forms.MultipleChoiceField(label="Told", choices=CHOICES, missing="Select some", exclusive="b"),
    "tick": forms.BooleanField(label="Checked", hint="All of it", missing="Confirm it"),
    "file": forms.FileField(label="File", hint="A CSV", missing="Select a file", suffixes=("csv",)),
    "heading": forms.CharField(label="What is your name?", called="Name", missing="Enter a name", heading=True),
    "legend": forms.ChoiceField(label="Which?", choices=CHOICES, missing="Select one", heading=True),
    "library": django_forms.CharField(
        max_length=9, widget=django_forms.TextInput({"placeholder": "x", "autocomplete": "one-time-code"})
    ),
    "library_tick": django_forms.BooleanField(),
    "library_date": django_forms.DateField(),
    "library_file": django_forms.FileField(),
}


def one(field, *args, **kwargs):
    return type("One", (forms.Form,), {"it": field})(*args, **kwargs)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_control_is_valid_and_labelled_and_left_to_us_to_check(field):
    drawn = str(one(field))

    assert faults(drawn, whole=False) == []
    assert "required" not in drawn
    assert "maxlength=" not in drawn.replace("data-maxlength=", "")
    assert "placeholder" not in drawn


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_error_stands_beside_its_control_and_is_linked_to_it_from_the_summary(field):
    form = one(field, {})

    page = f"{forms.error_summary(form)}{form}"

    assert faults(page, whole=False) == []
    assert page.count("govuk-error-message") == 1
    (link,) = re.findall(r'href="#([^"]+)"', page)
    control = re.search(rf'<(input|select|textarea)[^>]* id="{link}"', page)
    assert control, f"{link} is no control"


def test_a_form_of_a_library_is_drawn_by_the_one_renderer(settings):
    class Library(django_forms.Form):
        login = django_forms.CharField(label="Email")
        password = django_forms.CharField(widget=django_forms.PasswordInput)
        next = django_forms.CharField(widget=django_forms.HiddenInput)

    drawn = str(Library({"next": "/"}))

    assert faults(drawn, whole=False) == []
    assert drawn.count("govuk-form-group--error") == 2
    assert '<input type="hidden" name="next" value="/"' in drawn
    assert "required" not in drawn.replace("This field is required", "")


def test_a_select_of_many_is_refused():
    with pytest.raises(TypeError, match="use checkboxes"):
        str(one(django_forms.MultipleChoiceField(choices=CHOICES)))


def test_a_control_we_do_not_use_is_refused_by_name():
    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        str(one(django_forms.SplitDateTimeField()))


def test_a_password_is_never_sent_back():
    assert "swordfish" not in str(one(FIELDS["password"], {"it": "swordfish"}))


def test_numbers_are_typed_as_text_with_the_keys_for_numbers():
    drawn = str(one(FIELDS["number"], {"it": "x"}))

    assert 'type="text"' in drawn
    assert 'inputmode="numeric"' in drawn
    assert 'value="x"' in drawn


@pytest.mark.parametrize("typed", ["one\ntwo\r\n  three", "\nstarts empty", "</textarea><script>"])
def test_typed_lines_are_kept_as_typed_even_inside_another_answer(typed):
    class Form(forms.Form):
        outcome = forms.ChoiceField(label="Outcome", choices=CHOICES, missing="Select one", reveals={"a": ["why"]})
        why = forms.TextField(label="Why", missing="Enter why", max_length=200, strip=False)

    drawn = str(Form({"outcome": "a", "why": typed}))

    inside = re.search(r"<textarea[^>]*>(.*?)</textarea>", drawn, re.DOTALL).group(1)
    # a browser drops one line feed straight after the tag, written as a reference or not
    assert html.unescape(inside).removeprefix("\n" if typed.startswith("\n") else "") == typed.replace("\r\n", "\n")


def test_chosen_answers_are_shown_chosen():
    assert re.findall(r'value="(\w)" checked', str(one(FIELDS["radios"], {"it": "b"}))) == ["b"]
    assert re.findall(r'value="(\w)" checked', str(one(FIELDS["checkboxes"], {"it": ["a", "b"]}))) == ["a", "b"]
    assert re.findall(r'value="(\w)" selected', str(one(FIELDS["select"], initial={"it": "b"}))) == ["b"]


@pytest.mark.parametrize("label", ["Lead", 'Who <leads> & "how"'])
def test_a_plain_select_is_drawn_as_the_official_macro_draws_it(label):
    choices = [("a", "Answer A"), ("b", 'B <or> C & "D"')]
    field = forms.ChoiceField(label=label, choices=choices, missing="Select one", widget=forms.Select)
    items = [{"value": value, "text": text, "selected": value == "b"} for value, text in [*field.choices]]

    drawn = str(one(field, initial={"it": "b"}))

    params = {"id": "id_it", "name": "it", "items": items, "label": {"text": label, "classes": "govuk-label--s"}}
    assert "".join(drawn.split()) == "".join(str(draw("govukSelect", params)).split())


def test_revealed_questions_stand_inside_their_answer_and_nowhere_else():
    drawn = str(examples.Decision())

    assert drawn.count('name="instead"') == 1
    assert drawn.index('id="conditional-id_outcome-2"') < drawn.index('name="instead"') < drawn.index('value="none"')


def test_sections_stand_in_their_order_under_their_headings():
    drawn = str(examples.Decision())

    order = [
        drawn.index(each) for each in ("The decision", 'name="outcome"', "The reasons", 'name="why"', 'name="minutes"')
    ]
    assert order == sorted(order)


def test_a_label_that_is_the_heading_is_told_to_the_page():
    form = one(FIELDS["heading"])

    assert form.heading == "What is your name?"
    assert str(form).count("<h1") == 1
    assert one(FIELDS["text"]).heading == ""


def test_errors_are_listed_in_the_order_they_are_met():
    summary = forms.error_summary(examples.Decision({"outcome": "other"}))

    assert re.findall(r'href="#id_([\w-]+)"', summary) == ["decided_on-day", "instead", "why", "told"]


def test_an_error_of_the_whole_form_leads_to_its_first_question():
    form = one(FIELDS["date"], {"it-day": "1", "it-month": "2", "it-year": "2021"})
    form.add_error(None, "These answers do not agree")

    assert re.search(r'href="#id_it-day">\s*These answers do not agree', forms.error_summary(form))


def test_nothing_wrong_nothing_said():
    assert forms.error_summary(one(FIELDS["text"])) == ""
    assert forms.error_summary(one(FIELDS["text"], {"it": "x"}), None) == ""
    assert forms.error_prefix(None, one(FIELDS["text"])) == ""
    assert forms.error_prefix(one(FIELDS["text"], {})) == "Error: "


def test_two_forms_on_one_page_share_a_summary_and_no_ids():
    first, second = one(FIELDS["radios"], {}, prefix="a"), one(FIELDS["radios"], {}, prefix="b")

    page = f"{forms.error_summary(first, second)}{first}{second}"

    assert faults(page, whole=False) == []
    assert re.findall(r'href="#([^"]+)"', page) == ["id_a-it", "id_b-it"]


def test_what_somebody_else_saved_stands_beside_what_was_typed():
    form = one(FIELDS["radios"], {"it": "a"})
    form.full_clean()

    (difference,) = forms.differences(form, type("Saved", (), {"it": "b"}))

    assert (difference.question, difference.now, difference.typed) == ("Outcome", "Answer B", "Answer A")
    assert forms.differences(form, type("Same", (), {"it": "a"})) == []
    assert forms.differences(form, object()) == []


def test_of_a_long_answer_only_the_lines_that_differ_are_set_beside_each_other():
    """Two whole sections stood side by side, and what differed was the last of their twenty lines."""

    class Section(forms.Form):
        words = forms.TextField(label="Words", missing="Enter the words", max_length=5000)

    def beside(saved: str, typed: str) -> tuple[str, str]:
        form = Section({"words": typed})
        assert form.is_valid()
        (found,) = forms.differences(form, type("Saved", (), {"words": saved}))
        return found.now, found.typed

    lines = [f"Line {number}" for number in range(20)]
    changed = [*lines[:10], "Mine", *lines[11:]]

    assert beside("\n".join(lines), "\r\n".join(changed)) == (
        "…\nLine 9\nLine 10\nLine 11\n…",
        "…\nLine 9\nMine\nLine 11\n…",
    )
    assert beside("\n".join(lines), "\n".join([*lines, "More"])) == ("…\nLine 19", "…\nLine 19\nMore")
    assert beside("\n".join(lines), "\n".join(lines[1:])) == ("Line 0\nLine 1\n…", "Line 1\n…")
    assert beside("Short", "Other") == ("Short", "Other")
    assert beside("a\nb", "c\nd") == ("a\nb", "c\nd")
