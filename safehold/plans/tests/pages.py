"""Pages of the golden thread, as tests open them."""

from django.urls import reverse

from safehold.records.tests.promises import browser


def text(response) -> str:
    return response.content.decode()


def at(name, of=None) -> str:
    return reverse(f"plans:{name}", args=[of.uid] if of is not None else [])


def page(who, name, of=None, **query) -> str:
    return text(browser(who).get(at(name, of), query))
