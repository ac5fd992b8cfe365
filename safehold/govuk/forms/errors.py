"""What a page says when a form is wrong, and a helper that finds the words nobody chose."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from markupsafe import Markup

from safehold.govuk.forms import drawing
from safehold.govuk.macros import draw
from safehold.govuk.parts import Difference


def error_prefix(*bound_forms: Any) -> str:
    """ "Error: " for the title of a page on which something is wrong, else nothing. Absent forms are not wrong."""
    return "Error: " if any(each and each.errors for each in bound_forms) else ""


def error_summary(*bound_forms: Any, say: Callable[[str], str] = str) -> Markup:
    """Everything that is wrong, in the order of the fields, each linked to the control that mends it.

    ``say`` puts what is wrong with the whole, such as a refusal, into the words of whoever reads it.
    """
    found = [item for each in bound_forms if each and each.errors for item in _errors(each, say)]
    return draw("govukErrorSummary", {"titleText": "There is a problem", "errorList": found}) if found else Markup()


def _errors(form: forms.BaseForm, say: Callable[[str], str]) -> Iterator[dict[str, str]]:
    revealed = _by_reading_order(form)
    visible = [bound for bound in revealed if not bound.is_hidden]
    for message in form.non_field_errors():
        # a fault of the whole is mended from its first question on, unless the form says where
        place = getattr(form, "mended_at", "") or (drawing.first_id(visible[0]) if visible else "")
        yield {"text": say(str(message))} | ({"href": f"#{place}"} if place else {})
    for bound in revealed:
        for message in bound.errors:
            link = {} if bound.is_hidden else {"href": f"#{drawing.first_id(bound)}"}
            yield {"text": str(message)} | link


def _by_reading_order(form: forms.BaseForm) -> list[Any]:
    """The fields as they stand on the page: a revealed field straight after the answers that reveal it."""
    bounds = {bound.name: bound for bound in form}
    order: dict[str, Any] = {}

    def put(name: str) -> None:
        if name in order or name not in bounds:
            return
        order[name] = bounds[name]
        for names in drawing.look_of(bounds[name]).reveals.values():
            for each in names:
                put(each)

    revealed = {each for bound in form for names in drawing.look_of(bound).reveals.values() for each in names}
    grouped = [each for _, names in getattr(form, "sections", ()) for each in names]
    for name in [*(name for name in bounds if name not in revealed and name not in grouped), *grouped, *bounds]:
        put(name)
    return list(order.values())


def differences(form: forms.BaseForm, saved: object) -> list[Difference]:
    """The answers that ``saved``, the record as it now is, has otherwise than they were typed into ``form``."""
    found = []
    for bound in form.visible_fields():
        typed = form.cleaned_data.get(bound.name) if form.is_bound else bound.value()
        now = getattr(saved, bound.name, typed)
        if now != typed:
            parts = _where_they_part(_answer(bound, now), _answer(bound, typed))
            found.append(Difference(str(bound.label), *parts))
    return found


def _where_they_part(now: Any, typed: Any) -> tuple[Any, Any]:
    """Two answers; of long ones the lines in which they differ, with a line before and after for the place."""
    if not (isinstance(now, str) and isinstance(typed, str)):
        return now, typed
    one, other = now.splitlines(), typed.splitlines()
    shortest = min(len(one), len(other))
    if shortest < 2:
        return now, typed
    first = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    same_after = next((at for at in range(shortest - first) if one[-1 - at] != other[-1 - at]), shortest - first)
    if not first + same_after:
        return now, typed

    def passage(lines: list[str]) -> str:
        begins, ends = max(0, first - 1), min(len(lines), len(lines) - same_after + 1)
        return "\n".join([*(["…"] if begins else []), *lines[begins:ends], *(["…"] if ends < len(lines) else [])])

    return passage(one), passage(other)


def _answer(bound: Any, value: Any) -> Any:
    """An answer in the words in which it was offered."""
    for offered, words in getattr(bound.field, "choices", ()):
        if value not in (None, "") and str(offered) == str(value):
            return words
    return value


def missing_messages(form_class: type[forms.Form]) -> dict[str, list[str]]:
    """The fields that could still speak in Django's words, each with the codes of those messages.

    Looks at what a field can raise: "required" only where it is required, a validator's message unless the field or
    the validator says it otherwise. Hidden fields are nobody's to answer.
    """
    found = {name: sorted(set(_django_words(field))) for name, field in form_class.base_fields.items()}
    return {name: codes for name, codes in found.items() if codes}


def _django_words(field: forms.Field) -> Iterator[str]:
    if isinstance(field.widget, forms.HiddenInput):
        return
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            defaults |= getattr(kind, "default_error_messages", {})
    for code, message in field.error_messages.items():
        if code == "required" and not field.required:
            continue
        if code in defaults and message == defaults[code]:
            yield code
    validator: Any
    for validator in field.validators:
        own_kind: Any = type(validator)
        if not own_kind.__module__.startswith("django."):
            continue
        # most validators have one message, some several by code
        own = getattr(own_kind, "messages", None) or {validator.code: own_kind.message}
        now = getattr(validator, "messages", None) or {validator.code: validator.message}
        yield from (code for code in own if code not in field.error_messages and now[code] == own[code])
