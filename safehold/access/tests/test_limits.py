"""What the limits on guessing promise. The counts are the cache's in the database: no other server is needed."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from safehold.access import devices, limits
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.browsing import sign_in, signed_in
from safehold.access.tests.factories import PASSWORD, account
from safehold.access.tests.inviting import send_waiting_mail
from safehold.access.tests.test_signing_in import strip_tokens

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
COUNCIL = {"REMOTE_ADDR": "192.0.2.1"}


@pytest.fixture
def user():
    return account(Role.DELEGATE)


def guess(email: str, times: int, **extra) -> None:
    for number in range(times):
        sign_in(Client(), email, f"guess {number}", **extra)


def gets_in(client: Client, email: str, **extra) -> bool:
    return sign_in(client, email, **extra).status_code == 302


def test_guessing_at_one_account_stops_after_ten_mistakes_even_with_the_right_password(user):
    guess(user.email, 10)

    response = sign_in(Client(), user.email)

    assert "too many mistakes on this account" in response.content.decode()
    assert AuditLine.objects.filter(event="access.sign_in_failed").count() == 10
    assert AuditLine.objects.filter(event="access.sign_in_limited").count() == 1


def test_nine_mistakes_do_not_stop_anybody(user):
    """The control: one mistake fewer."""
    guess(user.email, 9)

    assert gets_in(Client(), user.email)


@pytest.mark.parametrize(("later", "may"), [(4 * 60, False), (5 * 60 + 20, True)])
def test_after_five_minutes_one_may_try_again(user, monkeypatch, later, may):
    guess(user.email, 10)
    then = time.time() + later
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: then)

    assert gets_in(Client(), user.email) is may


def test_guessing_from_many_addresses_stops_just_the_same(user):
    for number in range(10):
        guess(user.email, 1, REMOTE_ADDR=f"198.51.100.{number}")

    assert not gets_in(Client(), user.email, REMOTE_ADDR="203.0.113.9")


def test_an_unknown_account_is_stopped_in_the_same_words(user):
    guess("nobody@example.org", 10)
    guess(user.email, 10, REMOTE_ADDR="203.0.113.9")

    answers = [sign_in(Client(), email).content.decode() for email in ("nobody@example.org", user.email)]

    assert all("too many mistakes on this account" in answer for answer in answers)


def test_a_stranger_cannot_shut_the_owner_out_of_a_known_device(user):
    known = signed_in(user)
    known.post(reverse("account_logout"))
    guess(user.email, 12)

    assert gets_in(known, user.email)


def test_a_known_devices_own_mistakes_are_counted_too(user):
    known = signed_in(user)
    known.post(reverse("account_logout"))
    for number in range(10):
        sign_in(known, user.email, f"guess {number}")

    assert not gets_in(known, user.email)


def test_a_device_known_to_one_person_is_not_known_for_another(user):
    other = account(Role.DELEGATE)
    known = signed_in(other)
    known.post(reverse("account_logout"))
    guess(user.email, 10)

    assert not gets_in(known, user.email)


@pytest.mark.parametrize("forged", ["x", "eyJpZCI6ImEifQ:1:abc", ""])
def test_a_forged_device_is_a_stranger(user, forged):
    guess(user.email, 10)
    client = Client()
    client.cookies[devices.cookie_name()] = forged

    assert not gets_in(client, user.email)


# --- one address ----------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """The time that mistakes are counted by, which stands still until it is moved: ``clock[0] += seconds``."""
    now = [time.time()]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now[0])
    # and the time by which the cache forgets: on a slow machine it forgot while the other stood still
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: datetime.fromtimestamp(now[0], tz=UTC))
    return now


def spray(times: int, **extra) -> None:
    """Guess once at each of many accounts."""
    for number in range(times):
        guess(f"person-{number}@nowhere.example", 1, **extra)


def test_an_address_that_guesses_at_many_accounts_is_slowed(user, clock):
    spray(20, **COUNCIL)

    answers = []
    for later in (0, 1, 2):  # at once, a second later, and three seconds later
        clock[0] += later
        answers.append(sign_in(Client(), user.email, "wrong", **COUNCIL).content.decode())

    assert "The email address or the password is not right" in answers[0]
    assert "Wait a few seconds" in answers[1]
    assert "The email address or the password is not right" in answers[2]


def test_an_address_that_goes_on_must_show_a_mailbox(user, monkeypatch):
    monkeypatch.setitem(limits.RATES, "slow_from", "1000/5m/ip")
    monkeypatch.setitem(limits.RATES, "challenge_from", "25/15m/ip")
    spray(25, **COUNCIL)

    assert (
        "Have a link sent to your email address to sign in from here"
        in sign_in(Client(), user.email, **COUNCIL).content.decode()
    )


def test_nobody_in_a_council_behind_one_address_is_shut_out_by_it(user, monkeypatch, clock):
    monkeypatch.setitem(limits.RATES, "slow_from", "5/5m/ip")
    monkeypatch.setitem(limits.RATES, "challenge_from", "10/15m/ip")
    known = signed_in(user, **COUNCIL)
    known.post(reverse("account_logout"))
    newcomer = account(Role.DELEGATE)
    spray(30, **COUNCIL)

    assert gets_in(known, user.email, **COUNCIL)
    assert gets_in(Client(), newcomer.email, REMOTE_ADDR="203.0.113.9")
    there = Client()
    assert not gets_in(there, newcomer.email, **COUNCIL)
    open_device_link(there, newcomer.email, **COUNCIL)
    assert gets_in(there, newcomer.email, **COUNCIL)


def open_device_link(client: Client, email: str, **extra) -> None:
    from django.core import mail as outbox

    client.post(reverse("access:device"), {"email": email}, **extra)
    send_waiting_mail()
    link = next(line for line in outbox.outbox[-1].body.splitlines() if "/sign-in-link/" in line)
    path = link.removeprefix("http://localhost:8000")
    assert client.get(path, **extra).status_code == 200
    assert devices.cookie_name() not in client.cookies, "opening the link must not spend it"
    assert client.post(path, **extra).status_code == 302
    assert client.post(path, **extra).status_code == 410


def test_a_link_also_lets_the_owner_past_a_strangers_guesses(user):
    guess(user.email, 10)
    client = Client()
    open_device_link(client, user.email)

    assert gets_in(client, user.email)


def test_asking_for_a_link_says_and_does_the_same_for_an_unknown_address(user):
    pages = [
        strip_tokens(Client().post(reverse("access:device"), {"email": email}).content)
        for email in (user.email, "nobody@example.org")
    ]

    assert pages[0] == pages[1]
    assert DBTaskResult.objects.count() == 2


def test_one_address_is_sent_few_links(user):
    for _ in range(6):
        Client().post(reverse("access:device"), {"email": user.email})

    assert DBTaskResult.objects.count() == 3


def test_what_a_sender_writes_into_the_forwarding_header_counts_for_nothing(user, settings):
    for number in range(10):
        guess(user.email, 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert set(AuditLine.objects.values_list("where_from", flat=True)) == {"127.0.0.1"}
    settings.TRUSTED_PROXIES = 1
    sign_in(Client(), "x@example.org", HTTP_X_FORWARDED_FOR="10.9.9.9, 198.51.100.7")
    assert AuditLine.objects.order_by("-pk").first().where_from == "198.51.100.7"


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("198.51.100.7:4711", "198.51.100.7"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("unknown", "127.0.0.1"),
        ("198.51.100.7 and more", "127.0.0.1"),
    ],
)
def test_what_a_proxy_adds_to_an_address_stops_nobody_from_signing_in(user, settings, said, where):
    settings.TRUSTED_PROXIES = 1

    assert gets_in(Client(), user.email, HTTP_X_FORWARDED_FOR=said)
    assert AuditLine.objects.get(event="access.signed_in").where_from == where


@pytest.mark.filterwarnings("error::django.core.cache.CacheKeyWarning")
def test_what_is_typed_makes_no_key_that_a_cache_would_not_take(user):
    for email in (f"{'long' * 50}@example.org", "a b@example.org", user.email):
        guess(email, 12)

    assert limits.first_time("account", "192.0.2.1", "a b c\n")
    assert not limits.first_time("account", "192.0.2.1", "a b c\n")
    assert limits.first_time("account", "192.0.2.1 a", "b c\n"), "what is said twice is told apart by its parts"


# --- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_known_and_unknown_accounts_take_about_the_same_time(user, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    user.set_password(PASSWORD)
    user.save()

    def taken(email: str) -> float:
        """Of the processor alone, and the least of some tries: what else the machine does only adds to it."""
        cache.clear()
        began = time.process_time()
        sign_in(Client(), email, "wrong")
        return time.process_time() - began

    pairs = [(taken(user.email), taken("nobody@example.org")) for _ in range(7)]
    known, unknown = (min(each) for each in zip(*pairs, strict=True))

    assert 0.7 < known / unknown < 1.4


@pytest.fixture
def _counts_end_with_the_test():
    """The cache's table is no model's: what is committed there outlives the test unless it is cleared."""
    yield
    cache.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_counts_end_with_the_test")
def test_guessing_from_many_browsers_at_once_stops_at_ten(user):
    outcomes = []

    def try_once(number: int) -> None:
        try:
            outcomes.append("too many mistakes" in sign_in(Client(), user.email, f"guess {number}").content.decode())
        except OperationalError:  # SQLite in memory does not wait for its turn; a file does
            outcomes.append(True)
        connection.close()

    while outcomes.count(False) < 10 and len(outcomes) < 60:
        threads = [threading.Thread(target=try_once, args=(number,)) for number in range(4)]
        [each.start() for each in threads]
        [each.join() for each in threads]

    assert outcomes.count(False) <= 10
    assert not gets_in(Client(), user.email)
