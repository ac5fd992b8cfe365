"""Pages of what is no query: which one was asked for, and how many there are."""

from django.http import HttpRequest

from safehold.records.pages.lists import PAGE


def page_asked(request: HttpRequest, count: int, size: int = PAGE) -> tuple[int, int]:
    """The number of the page that the address asks for, among those there are, and that of the last one."""
    last = max(1, -(-count // size))
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 7
    return (min(max(1, int(asked)), last) if known else 1), last
