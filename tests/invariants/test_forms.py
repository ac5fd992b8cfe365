"""What is true of every form: it speaks in our voice, never in Django's."""

import inspect

import pytest

from safehold.govuk import forms
from tests.invariants.find import modules


def our_forms() -> list[type[forms.Form]]:
    found = {}
    for module in modules():
        for thing in vars(module).values():
            if (
                inspect.isclass(thing)
                and issubclass(thing, forms.Form)
                and thing.__module__ == module.__name__
                and thing is not forms.Form
            ):
                found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return list(found.values())


FORMS = our_forms()


def test_there_are_forms():
    assert len(FORMS) >= 15


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__.removeprefix('safehold.')}.{form.__name__}")
def test_no_field_keeps_a_default_message(form):
    assert not forms.missing_messages(form)
