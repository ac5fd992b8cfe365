"""The form, its bound fields and the one renderer, which draws every form of the site, a library's too."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from safehold.govuk.forms import drawing
from safehold.govuk.forms.days import DateField
from safehold.govuk.forms.fields import ModelChoiceField
from safehold.govuk.forms.look import PLAIN


class BoundField(DjangoBoundField):
    """A field that prints as its whole group: label, hint, error and control."""

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> SafeString:
        if widget is None and not only_initial and not self.is_hidden:
            return SafeString(drawing.field(self))
        return super().as_widget(widget, attrs, only_initial)

    def as_field_group(self) -> SafeString:
        return self.as_widget()


class Renderer(DjangoTemplates):
    """Draws every form with the official macros. Named by the setting ``FORM_RENDERER``."""

    form_template_name = "govuk/form"
    bound_field_class = BoundField

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        if template_name == self.form_template_name:
            return SafeString(drawing.form(context["form"]))
        return super().render(template_name, context, request)


class Form(forms.Form):
    """A form of ours. ``sections`` groups its fields under headings: ``(("The decision", ("decided_on", "why")),)``.

    ``on`` is the day that dates are held against. ``mended_at`` is the id of the place on the page where a fault of the whole
    is mended, where that is not the first question.
    """

    default_renderer = Renderer
    use_required_attribute = False
    sections: Sequence[tuple[str, Sequence[str]]] = ()
    mended_at: str = ""

    def __init__(self, *args: Any, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.on = on

    @property
    def heading(self) -> str:
        """The label that is the page's h1, or nothing where the page has its own."""
        headings = [bound.label for bound in self if getattr(bound.field, "look", PLAIN).heading]
        return str(headings[0]) if headings else ""

    def offer(
        self,
        name: str,
        answers: QuerySet[Any] | Iterable[tuple[str, Any]],
        *,
        called: Callable[[Any], str] | None = None,
    ) -> None:
        """Let ``name`` be chosen among ``answers``: rows, each ``called`` so where its own name is not enough, or pairs of
        a value and its words."""
        field = self.fields[name]
        if isinstance(answers, QuerySet):
            assert isinstance(field, forms.ModelChoiceField), name
            if isinstance(field, ModelChoiceField):
                field.told_apart = called
            field.queryset = answers
        else:
            assert isinstance(field, forms.ChoiceField), name
            field.choices = list(answers)

    def unasked(self) -> list[str]:
        """The fields that belong to an answer which was not chosen."""
        names: list[str] = []
        for bound in self:
            for answer, revealed in getattr(bound.field, "look", PLAIN).reveals.items():
                chosen = bound.data if isinstance(bound.data, list) else [bound.data]
                if answer not in chosen:
                    names += revealed
        return names

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name in self.unasked():
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].to_python(None)
        for name, field in self.fields.items():
            if isinstance(field, DateField) and name in self.cleaned_data:
                try:
                    field.check_against(self.cleaned_data[name], self.on)
                except ValidationError as error:
                    self.add_error(name, error)
