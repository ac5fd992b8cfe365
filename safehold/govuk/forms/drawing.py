"""Each kind of control, in the parameters of its official macro.

The widget decides, so that a library's fields are drawn too.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from markupsafe import Markup, escape

from safehold.govuk.forms.days import PARTS, DateInput
from safehold.govuk.forms.look import PLAIN, Look
from safehold.govuk.macros import draw

# What Django puts on a control and the Design System does not want there: browsers' own checks, and styling.
NOT_DRAWN = frozenset(
    {"required", "maxlength", "minlength", "min", "max", "step", "placeholder", "cols", "rows", "style", "class", "id"}
    | {"type", "autocomplete", "inputmode", "spellcheck"}
)


def form(whole: forms.BaseForm) -> Markup:
    """Every field of a form, by sections where it has them; those that an answer reveals stand inside that answer."""
    revealed = {name for bound in whole for names in look_of(bound).reveals.values() for name in names}
    sections = [(title, list(names)) for title, names in getattr(whole, "sections", ())]
    grouped = {name for _, names in sections for name in names}
    parts: list[str] = [bound.as_widget() for bound in whole.hidden_fields()]
    parts += [field(bound) for bound in whole.visible_fields() if bound.name not in revealed | grouped]
    for title, names in sections:
        drawn = Markup().join(field(whole[name]) for name in names if name not in revealed)
        heading = format_html('<h2 class="govuk-heading-m">{}</h2>', title)
        parts.append(Markup('<div class="app-section">{}{}</div>').format(heading, drawn))
    return Markup("\n").join(parts)


def field(bound: BoundField) -> Markup:
    """One field's group. Raises ``TypeError`` for a control that we do not use."""
    widget = bound.field.widget
    for kind, drawer in DRAWERS:
        if isinstance(widget, kind):
            return drawer(bound)
    raise TypeError(f"{bound.name}: there is no drawing for {type(widget).__name__}; use another control")


def _text(bound: BoundField) -> Markup:
    widget = bound.field.widget
    kind = {"number": "text"}.get(widget.input_type, widget.input_type)
    params = _labelled(bound) | _typing(bound) | {"type": kind, "value": _value(bound)}
    if isinstance(widget, forms.NumberInput):
        params["inputmode"] = params["inputmode"] or "numeric"
    look = look_of(bound)
    for affix, words in (("prefix", look.prefix), ("suffix", look.suffix)):
        if words:
            params[affix] = {"text": words}
    if look.width:
        params["classes"] = f"govuk-input--width-{look.width}"
    return draw("govukInput", params)


def _textarea(bound: BoundField) -> Markup:
    params = _labelled(bound) | _typing(bound) | {"value": _lines(_value(bound)), "rows": look_of(bound).rows}
    limit = getattr(bound.field, "max_length", None)
    if limit:
        count = {"maxlength": limit, "textareaDescriptionText": f"You can enter up to {limit:,} characters"}
        return draw("govukCharacterCount", params | count)
    return draw("govukTextarea", params)


def _password(bound: BoundField) -> Markup:
    return draw("govukPasswordInput", _labelled(bound) | _typing(bound))


def _date(bound: BoundField) -> Markup:
    typed = bound.field.widget.format_value(bound.value())
    wrong = wrong_parts(bound)
    birthday = look_of(bound).autocomplete == "bday"
    boxes = [
        {
            "name": part,
            "value": text,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}" + " govuk-input--error" * (part in wrong),
            "inputmode": "numeric",
            "autocomplete": f"bday-{part}" if birthday else None,
        }
        for part, text in zip(PARTS, typed, strict=True)
    ]
    return draw("govukDateInput", _grouped(bound) | {"id": _id(bound), "namePrefix": bound.html_name, "items": boxes})


def _radios(bound: BoundField) -> Markup:
    look = look_of(bound)
    classes = " ".join(f"govuk-radios--{name}" for name in ("inline", "small") if getattr(look, name))
    items = list(_items(bound, chosen={str(bound.value())}))
    return draw("govukRadios", _grouped(bound) | {"name": bound.html_name, "items": items, "classes": classes})


def _checkboxes(bound: BoundField) -> Markup:
    look = look_of(bound)
    value = bound.value()
    chosen = {str(each) for each in value} if isinstance(value, Iterable) and not isinstance(value, str) else set()
    items = list(_items(bound, chosen=chosen))
    classes = "govuk-checkboxes--small" if look.small else ""
    return draw("govukCheckboxes", _grouped(bound) | {"name": bound.html_name, "items": items, "classes": classes})


def _tick(bound: BoundField) -> Markup:
    item: dict[str, Any] = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = _words(bound.help_text)
    params = {"idPrefix": _id(bound), "name": bound.html_name, "items": [item], "errorMessage": _error(bound)}
    return draw("govukCheckboxes", params)


PLAIN_SELECT = Markup(
    """<div class="govuk-form-group">
  <label class="govuk-label{}" for="{id}">
    {}
  </label>
  <select class="govuk-select" id="{id}" name="{name}">
  {}</select>
</div>"""
)


def _select(bound: BoundField) -> Markup:
    """The official macro draws all but the answers: each would cost it as much as a row of a list costs us.

    One with nothing but a label, as every list has among its filters, is drawn here, in the macro's own words.
    """
    chosen = "" if bound.value() is None else str(bound.value())
    # Markup's own format would escape each part too, and takes six times as long for the forty answers of a filter
    options = Markup(  # noqa: S704  each part is escaped
        "\n".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
            for value, text in _choices(bound)
        )
    )
    params, attributes = _labelled(bound), _attributes(bound)
    label = params["label"]
    if not (attributes or params["hint"] or params["errorMessage"] or params["disabled"] or label["isPageHeading"]):
        return PLAIN_SELECT.format(label["classes"] and f" {label['classes']}", bound.label, options, **params)
    around = draw("govukSelect", params | {"items": [], "attributes": attributes})
    before, end, after = around.rpartition("</select>")
    return Markup(f"{before}{options}{end}{after}")  # noqa: S704  each part is the macro's or escaped


def _upload(bound: BoundField) -> Markup:
    return draw("govukFileUpload", _labelled(bound) | {"attributes": _attributes(bound)})


def _refuse_multiple(bound: BoundField) -> Markup:
    raise TypeError(f"{bound.name}: people cannot use a list of many selections; use checkboxes")


# The first that fits draws it, so the narrower stand before the wider.
DRAWERS: tuple[tuple[type[forms.Widget], Callable[[BoundField], Markup]], ...] = (
    (DateInput, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _refuse_multiple),
    (forms.Select, _select),
    (forms.CheckboxInput, _tick),
    (forms.FileInput, _upload),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (Input, _text),
)


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """The boxes of a date that its first error is about: all three where it does not say."""
    errors = bound.errors.as_data()
    if not errors:
        return ()
    return tuple((errors[0].params or {}).get("parts", PARTS))


def first_id(bound: BoundField) -> str:
    """The id of the control that an error is mended in: the first of a group, the wrong box of a date."""
    if isinstance(bound.field.widget, DateInput):
        return f"{_id(bound)}-{(wrong_parts(bound) or PARTS)[0]}"
    return _id(bound)


def _labelled(bound: BoundField) -> dict[str, Any]:
    """What every control with a label of its own takes."""
    return {
        "id": _id(bound),
        "name": bound.html_name,
        "label": _words(bound.label) | _size(bound, "govuk-label"),
        "hint": _words(bound.help_text) if bound.help_text else None,
        "errorMessage": _error(bound),
        "disabled": bound.field.disabled,
    }


def _grouped(bound: BoundField) -> dict[str, Any]:
    """What every group of controls under one legend takes."""
    return {
        "idPrefix": _id(bound),
        "fieldset": {"legend": _words(bound.label) | _size(bound, "govuk-fieldset__legend")},
        "hint": _words(bound.help_text) if bound.help_text else None,
        "errorMessage": _error(bound),
    }


def _typing(bound: BoundField) -> dict[str, Any]:
    """How the browser helps with typing: from the look, else from the widget's own attributes."""
    look, attrs = look_of(bound), bound.field.widget.attrs
    spelling = look.spellcheck if look.spellcheck is not None else attrs.get("spellcheck")
    return {
        "autocomplete": look.autocomplete or attrs.get("autocomplete"),
        "inputmode": look.inputmode or attrs.get("inputmode"),
        "spellcheck": {"true": True, "false": False}.get(str(spelling).lower()),
        "attributes": _attributes(bound),
    }


def _items(bound: BoundField, *, chosen: set[str]) -> Iterator[dict[str, Any]]:
    look = look_of(bound)
    for value, text in _choices(bound):
        if look.exclusive and value == look.exclusive:
            yield {"divider": "or"}
        item: dict[str, Any] = {"value": value, "text": text, "checked": value in chosen}
        if look.exclusive and value == look.exclusive:
            item["behaviour"] = "exclusive"
        if value in look.item_hints:
            item["hint"] = _words(look.item_hints[value])
        if value in look.reveals:
            item["conditional"] = {"html": Markup().join(field(bound.form[name]) for name in look.reveals[value])}
        if bound.field.disabled:
            item["disabled"] = True
        yield item


def _choices(bound: BoundField) -> Iterator[tuple[str, str]]:
    """Answers as offered, groups laid flat. A group of radios offers no empty answer."""
    widget = bound.field.widget
    for value, text in widget.choices:
        pairs = text if isinstance(text, list | tuple) else [(value, text)]
        for each, words in pairs:
            if str(each or "") or (isinstance(widget, forms.Select) and not isinstance(widget, forms.RadioSelect)):
                yield "" if each is None else str(each), words


def _error(bound: BoundField) -> dict[str, Any] | None:
    if not bound.errors:
        return None
    return {"html": format_html_join(Markup("<br>"), "{}", ((message,) for message in bound.errors))}


def _words(text: Any) -> dict[str, Any]:
    return {"html": text} if hasattr(text, "__html__") else {"text": str(text)}


def _size(bound: BoundField, base: str) -> dict[str, Any]:
    look = look_of(bound)
    size = "l" if look.heading else look.label_size
    return {"classes": f"{base}--{size}" if size else "", "isPageHeading": look.heading}


def _value(bound: BoundField) -> str:
    written = bound.field.widget.format_value(bound.value())
    return "" if written is None else str(written)


def _lines(text: str) -> Markup:
    """Typed lines, so written that the macros cannot indent them, nor the browser swallow an empty first one."""
    written = escape(text.replace("\r\n", "\n")).replace("\n", Markup("&#10;"))
    return Markup("&#10;") + written if text.startswith(("\n", "\r\n")) else written


def _attributes(bound: BoundField) -> dict[str, Any]:
    return {name: value for name, value in bound.field.widget.attrs.items() if name not in NOT_DRAWN}


def look_of(bound: BoundField) -> Look:
    return getattr(bound.field, "look", PLAIN)


def _id(bound: BoundField) -> str:
    return bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name
