from datetime import date

import pytest

from safehold.govuk import forms


class Decision(forms.Form):
    decided_on = forms.DateField(
        label="When was it decided?", called="Date decided", missing="Enter the date it was decided"
    )


def decision(day="", month="", year="", **kwargs):
    return Decision({"decided_on-day": day, "decided_on-month": month, "decided_on-year": year}, **kwargs)


@pytest.mark.parametrize(
    "typed",
    [
        ("27", "3", "2021"),
        ("27", "03", "2021"),
        (" 27 ", "March", " 2021"),
        ("27", "mar", "2021"),
        ("27", "MAR.", "2021"),
        ("27/03/2021", "", ""),
        ("27 March 2021", "", ""),
        ("27-3-2021", "", ""),
    ],
)
def test_a_real_day_is_understood_however_it_is_typed(typed):
    form = decision(*typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"decided_on": date(2021, 3, 27)}


@pytest.mark.parametrize(
    ("typed", "message", "box"),
    [
        (("", "", ""), "Enter the date it was decided", "day"),
        (("27", "", "2021"), "Date decided must include a month", "month"),
        (("", "", "2021"), "Date decided must include a day and month", "day"),
        (("27", "3", ""), "Date decided must include a year", "year"),
        (("31", "02", "2021"), "Date decided must be a real date", "day"),
        (("29", "2", "2021"), "Date decided must be a real date", "day"),
        (("27", "13", "2021"), "Date decided must be a real date", "month"),
        (("27", "Marchember", "2021"), "Date decided must be a real date", "month"),
        (("0", "3", "2021"), "Date decided must be a real date", "day"),
        (("-1", "3", "2021"), "Date decided must be a real date", "day"),
        (("²", "3", "2021"), "Date decided must be a real date", "day"),
        (("27", "3", "21"), "Year must include 4 numbers", "year"),
        (("27", "3", "02021"), "Year must include 4 numbers", "year"),
        (("27", "3", "1021"), "Date decided must be between 1900 and 2100", "year"),
    ],
)
def test_a_day_that_is_wrong_is_answered_once_beside_the_first_wrong_box(typed, message, box):
    form = decision(*typed)

    assert list(form.errors["decided_on"]) == [message]
    assert f'href="#id_decided_on-{box}"' in forms.error_summary(form)
    assert f'id="id_decided_on-{box}"' in str(form)


def test_what_was_typed_is_kept():
    drawn = str(decision("31", "Feb", "2021"))

    assert all(f'value="{typed}"' in drawn for typed in ("31", "Feb", "2021"))


def test_only_the_wrong_boxes_are_marked():
    assert str(decision("31", "2", "2021")).count("govuk-input--error") == 1
    assert str(decision("", "", "")).count("govuk-input--error") == 3


def test_a_day_already_known_is_shown():
    drawn = str(Decision(initial={"decided_on": date(2021, 3, 27)}))

    assert all(f'value="{part}"' in drawn for part in ("27", "3", "2021"))


def test_a_day_that_was_not_asked_for_may_be_left_out():
    class Form(forms.Form):
        ended_on = forms.DateField(label="Ended", required=False)

    form = Form({})

    assert form.is_valid()
    assert form.cleaned_data == {"ended_on": None}


@pytest.mark.parametrize(
    ("must_be", "yesterday", "today", "tomorrow"),
    [
        ("in the past", True, False, False),
        ("today or in the past", True, True, False),
        ("in the future", False, False, True),
        ("today or in the future", False, True, True),
    ],
)
def test_a_day_is_held_against_the_day_the_form_was_given(must_be, yesterday, today, tomorrow):
    class Form(forms.Form):
        held_on = forms.DateField(label="Date held", missing="Enter the date held", must_be=must_be)

    for day, allowed in (("29", yesterday), ("30", today)):
        form = Form({"held_on-day": day, "held_on-month": "4", "held_on-year": "2021"}, on=date(2021, 4, 30))
        assert form.is_valid() == allowed
        if not allowed:
            assert list(form.errors["held_on"]) == [f"Date held must be {must_be}"]
    form = Form({"held_on-day": "1", "held_on-month": "5", "held_on-year": "2021"}, on=date(2021, 4, 30))
    assert form.is_valid() == tomorrow


def test_a_form_that_needs_to_know_the_day_says_so_rather_than_reading_the_clock():
    class Form(forms.Form):
        held_on = forms.DateField(label="Date held", missing="Enter the date held", must_be="in the past")

    with pytest.raises(TypeError, match="is given on="):
        Form({"held_on-day": "1", "held_on-month": "5", "held_on-year": "2021"}).is_valid()


def test_a_day_knows_whether_it_was_changed():
    data = {"decided_on-day": "27", "decided_on-month": "March", "decided_on-year": "2021"}

    assert not Decision(data, initial={"decided_on": date(2021, 3, 27)}).has_changed()
    assert Decision(data, initial={"decided_on": date(2021, 3, 28)}).has_changed()
