"""``gunicorn bench.floor.app:application`` with ``BENCH_DATABASE_URL``; ``seed(rows)`` fills it."""

import json
import os
import random
from datetime import UTC, datetime, timedelta

import dj_database_url
import django
from django.conf import settings

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-benchmarks-and-therefore-not-secret",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.floor.app",
        DATABASES={"default": dj_database_url.parse(os.environ["BENCH_DATABASE_URL"], conn_max_age=600)},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=["bench.floor.app.signed_in"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        SESSION_ENGINE="django.contrib.sessions.backends.cached_db",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpResponse
from django.template import Engine
from django.urls import path

APP = "floor"


class Case(models.Model):
    reference = models.CharField(max_length=12)
    person = models.CharField(max_length=60)
    status = models.CharField(max_length=10)
    source = models.CharField(max_length=10)
    harm = models.CharField(max_length=24)
    place = models.CharField(max_length=24)
    worker = models.CharField(max_length=40)
    opened_on = models.DateField()

    class Meta:
        app_label = APP
        indexes = [models.Index(fields=["status", "source", "-opened_on", "-id"], name="floor_list")]


class Event(models.Model):
    case_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    what = models.CharField(max_length=120)

    class Meta:
        app_label = APP


def repeated(times: int, piece: str) -> str:
    return "".join(piece.format(n=n) for n in range(times))


HEAD = (
    '<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>Cases</title>'
    '<link rel="stylesheet" href="/static/site.css"></head><body class="govuk-template__body">'
    '<a href="#main" class="govuk-skip-link">Skip to main content</a><header class="govuk-header"><a href="/">Cases</a></header>'
    "<nav>"
    + repeated(
        8,
        '<li class="govuk-service-navigation__item"><a class="govuk-service-navigation__link" href="/n{n}">Part {n}</a></li>',
    )
    + '</nav><div class="govuk-width-container"><main class="govuk-main-wrapper" id="main">'
)
FOOT = (
    '</main></div><footer class="govuk-footer">'
    + repeated(
        8, '<li class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="/f{n}">Footer {n}</a></li>'
    )
    + "</footer></body></html>"
)
FILTERS = "<form>" + repeated(
    24,
    '<div class="govuk-radios__item"><input class="govuk-radios__input" id="s{n}" name="source" type="radio" value="v{n}">'
    '<label class="govuk-label govuk-radios__label" for="s{n}">Source of risk, choice {n}</label></div>\n',
)
FIELDS = ("person", "status", "source", "harm", "place", "worker")
CELLS = "".join('<td class="govuk-table__cell">{{ c.%s }}</td>' % field for field in FIELDS)
LINES = "".join(
    '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">%s</dt>'
    '<dd class="govuk-summary-list__value">{{ c.%s }}</dd></div>' % (field, field)
    for field in FIELDS
)
engine = Engine()
LIST = engine.from_string(
    f'{HEAD}<h1 class="govuk-heading-l">Cases</h1>{FILTERS}</form><table class="govuk-table"><tbody>'
    '{% for c in rows %}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
    '<a class="govuk-link" href="/case/{{ c.pk }}">{{ c.reference }}</a></th>' + CELLS +
    '<td class="govuk-table__cell">{{ c.opened_on|date:"j F Y" }}</td></tr>{% endfor %}</tbody></table>'
    f'{{% if more %}}<a class="govuk-link" rel="next" href="?page=2">Next</a>{{% endif %}}{FOOT}'
)  # fmt: skip
RECORD = engine.from_string(
    f'{HEAD}<h1 class="govuk-heading-l">{{{{ c.reference }}}}</h1><dl class="govuk-summary-list">{LINES}</dl><ul>'
    '{% for e in events %}<li class="govuk-body"><time>{{ e.at|date:"j F Y H:i" }}</time> {{ e.what }}</li>{% endfor %}'
    f"</ul>{FOOT}"
)


def signed_in(get_response):
    """Sessions and users for the list; nothing at all for a record, as in the yardstick."""
    whole = SessionMiddleware(AuthenticationMiddleware(get_response))
    return lambda request: (whole if request.path == "/cases/" else get_response)(request)


def cases(request):
    from django.template import Context

    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    found = Case.objects.order_by("-opened_on", "-id")
    for name in ("status", "source"):
        if value := request.GET.get(name):
            found = found.filter(**{name: value})
    rows = list(found[:26])
    return HttpResponse(LIST.render(Context({"rows": rows[:25], "more": len(rows) > 25})))


def case(request, number):
    from django.template import Context

    found = Case.objects.get(pk=number)
    events = list(Event.objects.filter(case_id=number).order_by("-at")[:20])
    return HttpResponse(RECORD.render(Context({"c": found, "events": events})))


urlpatterns = [path("cases/", cases), path("case/<int:number>", case)]


def seed(count: int) -> None:
    """The same rows as the notebook's, without entries, owners and circles; prints a session and record numbers."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from bench.notebook.seed import HARMS, PLACES, SOURCES, STATUSES, opened, session_of

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Case)
        editor.create_model(Event)
    chance = random.Random(7)
    columns = "reference, person, status, source, harm, place, worker, opened_on"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY floor_case ({columns}) FROM STDIN") as copy:
            for number in range(1, count + 1):
                facts = [chance.choice(each) for each in (STATUSES, SOURCES, HARMS, PLACES)]
                copy.write_row(
                    (
                        f"N{number:07d}",
                        f"Person {number % 400_000}",
                        *facts,
                        f"Worker {number % 300}",
                        opened(number, count, chance),
                    )
                )
        numbers = range(count - 499, count + 1)
        now = datetime(2026, 1, 1, tzinfo=UTC)
        Event.objects.bulk_create(
            Event(case_id=number, at=now - timedelta(hours=n), what=f"Event {n} of case {number}")
            for number in numbers
            for n in range(20)
        )
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps({"session": session_of(User.objects.create_user("u")), "numbers": list(numbers)}))


application = get_wsgi_application()
