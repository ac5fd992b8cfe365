"""What every module promises about who sees what, as assertions to call from its own tests.

``sign_in(client, actor)`` signs someone in with their second factor shown; ``browser(actor)`` is one where they are.
``ask_and_answer`` goes through a question page as a person does. ``sees_as_its_entry_does`` holds a module's ``visible_to``
equal to ``Entry.visible_to``. ``answers_like_absent`` holds a hidden record's answer equal to that for a record that never
was. ``census`` says what every address answers to one actor, for the table of R5.
"""

import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from safehold.access.actor import Actor
from safehold.access.middleware import CHOICE
from safehold.access.models import AuditLine
from safehold.access.timeouts import SEEN, STARTED
from safehold.records.models import Entry, Record

HIDDEN = re.compile(r'<input type="hidden" name="(_once|_version|_shown|_acting)" value="([^"]*)">')


def sign_in(client: Client, who: Actor) -> Client:
    """Sign ``who`` in, acting for their agency, with the second factor already shown."""
    assert who.user is not None
    client.force_login(who.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    now = time.time()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": now}]
    session["account_authentication_methods_user"] = str(who.user.pk)
    session[CHOICE] = who.membership_id
    session[STARTED] = session[SEEN] = now
    session.save()
    return client


def browser(who: Actor) -> Client:
    """A browser of its own, in which ``who`` is signed in."""
    return sign_in(Client(), who)


def sees(who: Actor, record: Record) -> bool:
    """Whether ``who`` may open ``record``."""
    return Entry.objects.visible_to(who).filter(pk=record.entry.pk).exists()


def knows(who: Actor, record: Record) -> bool:
    """Whether ``who`` may know that there is such a record: they are shown its card at the least."""
    return Entry.objects.known_to(who).filter(pk=record.entry.pk).exists()


def hidden_of(html: str) -> dict[str, str]:
    """The token, version and fingerprint that a question page posts back."""
    return {name: value.replace("&quot;", '"').replace("&#34;", '"') for name, value in HIDDEN.findall(html)}


def ask_and_answer(client: Client, address: str, **answers: Any) -> Any:
    """Open a question page and send ``answers`` from it; days are given as ``date``s. Returns the page's response."""
    shown = client.get(address)
    assert shown.status_code == 200, f"{address} answered {shown.status_code}"
    return client.post(address, typed(answers) | hidden_of(shown.text))


def typed(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as a browser sends them: a date in its three boxes."""
    sent: dict[str, Any] = {}
    for name, answer in answers.items():
        if hasattr(answer, "isoformat"):
            sent |= {f"{name}-day": answer.day, f"{name}-month": answer.month, f"{name}-year": answer.year}
        else:
            sent[name] = answer
    return sent


def sees_as_its_entry_does(visible_to: Callable[[Actor], QuerySet], actors: Iterable[Actor]) -> None:
    """A module's ``visible_to`` is its rows joined to the entries its actor sees: no more, no fewer, for every actor."""
    everyone = list(actors)
    assert everyone, "nobody was asked"
    for who in everyone:
        rows = visible_to(who)
        ours = set(rows.values_list("entry__uid", flat=True))
        entries = Entry.objects.visible_to(who).filter(kind=rows.model.KIND)
        assert ours == set(entries.values_list("uid", flat=True)), f"{sorted(who.roles)} see other rows than entries"


def answers_like_absent(client: Client, address: Callable[[Any], str], hidden: Any, method: str = "get") -> None:
    """The page of a record that this person may not know of is, to the byte, that of a record that never was."""
    send = getattr(client, method)
    there, never = send(address(hidden)), send(address(uuid.uuid4()))
    assert there.status_code == never.status_code
    assert there.status_code in (404, 405)  # some pages cannot be posted to, whatever they are about
    assert without_nonce(there.text) == without_nonce(never.text)


def without_nonce(html: str) -> str:
    """A page without what differs each time it is drawn."""
    html = re.sub(r'nonce="[^"]*"', "", html)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def lines(event: str = "") -> list[AuditLine]:
    """The lines of the trail so far, or those of one event."""
    found = AuditLine.objects.order_by("pk")
    return list(found.filter(event=event) if event else found)


def queries_of(act: Callable[[], Any]) -> int:
    """How many queries ``act`` makes."""
    with CaptureQueriesContext(connection) as made:
        act()
    return len(made)


@contextmanager
def a_trail_that_cannot_be_written() -> Iterator[None]:
    """A real database that refuses new lines in the trail, as one with a full disk would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION trail_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;"
                "CREATE TRIGGER trail_full BEFORE INSERT ON access_auditline EXECUTE FUNCTION trail_is_full()"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER trail_full BEFORE INSERT ON access_auditline BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP TRIGGER trail_full ON access_auditline; DROP FUNCTION trail_is_full()")
            else:
                cursor.execute("DROP TRIGGER trail_full")


def every_address(*, of: str = "") -> list[str]:
    """The names of every address of the site, or of one namespace: ``records:people``. A new one is in the next census."""

    def walk(patterns: Iterable[Any], namespace: str) -> Iterator[str]:
        for each in patterns:
            if isinstance(each, URLResolver):
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                yield from walk(each.url_patterns, inner)
            elif isinstance(each, URLPattern) and each.name:
                yield f"{namespace}{each.name}"

    return sorted({name for name in walk(get_resolver().url_patterns, "") if name.startswith(of)})


def census(
    client: Client, addresses: dict[str, str], methods: Iterable[str] = ("get", "post")
) -> dict[str, tuple[int, ...]]:
    """What each address answers to whoever is signed in on ``client``, by method: a row of the table of role by page."""
    ways = list(methods)
    return {
        name: tuple(getattr(client, way)(address).status_code for way in ways) for name, address in addresses.items()
    }
