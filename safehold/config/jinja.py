"""The environment of our templates: what an absent name does, and which words every template has."""

from collections.abc import Callable
from typing import Any

import jinja2
from django.templatetags.static import static

from safehold.access.signin import browsers
from safehold.access.today import told
from safehold.govuk import filters, forms, listing, macros, parts
from safehold.govuk.addresses import reverse
from safehold.partnership.words import error_summary, our_words, whose, word


def static_if_built(path: str) -> str:
    """The address of a static file, or nothing where it was never collected: for pages that must not fail again."""
    try:
        return static(path)
    except ValueError:
        return ""


FILTERS: dict[str, Callable[..., Any]] = {
    "day": filters.day,
    "day_and_time": filters.day_and_time,
    "number": filters.number,
    "plural": filters.plural,
    "provided": filters.provided,
    "in_lines": filters.in_lines,
    "breakable": filters.breakable,
    "word": word,
    "browser": browsers.in_words,
    "our_words": our_words,
    "whose": whose,
    "shown": listing.shown,
    "told": told,
}
GLOBALS: dict[str, Callable[..., Any]] = {
    "url": reverse,
    "static": static,
    "static_if_built": static_if_built,
    "error_summary": error_summary,
    "error_prefix": forms.error_prefix,
    "differences": forms.differences,
    "cells": listing.cells,
    "drawn": listing.drawn,
    "headings_of": listing.headings,
    "pages_of": listing.pages,
    "results_of": listing.results,
    "chips_of": listing.chips,
    **{
        kind.__name__: kind
        for kind in (
            parts.Answer,
            parts.Event,
            parts.Heading,
            parts.Link,
            parts.Rating,
            parts.Tag,
            parts.Task,
            parts.Tile,
        )
    },
}
# Our own macros, which every template has without importing them.
PARTS = (
    "govuk/parts/tables.html",
    "govuk/parts/lists.html",
    "govuk/parts/records.html",
    "govuk/parts/figures.html",
    "govuk/parts/questions.html",
)


class Missing(jinja2.StrictUndefined):
    """A name that was not given: false when tested, an error when printed, compared, counted or looked into."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


def environment(**options: Any) -> jinja2.Environment:
    """The environment that ``TEMPLATES`` names. Macros are loaded here, once, and never again while a page is drawn."""
    options |= {"undefined": Missing, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = jinja2.Environment(**options)  # noqa: S701 (autoescape is on, above)
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    made.globals.update(macros.official())
    for name in PARTS:
        module = made.get_template(name).module
        made.globals.update({word: getattr(module, word) for word in dir(module) if not word.startswith("_")})
    return made
