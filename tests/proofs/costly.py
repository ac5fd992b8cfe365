"""A real site on a real server, one person who asks for costly things fifty times at once, and others who go on working."""

import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.serving import served, static_files, wait_for_page
from bench.timing import ROOT, run
from safehold.imports.tests.real import database_like

SETTINGS = "tests.proofs.costly_settings"
AT_ONCE = 50
EVERY = 0.1  # seconds between two pages of one of the others
# a demonstration, its reports written where they are read, a long trail, and people signed in
SEED = """
import json, django
django.setup()
from django.core.management import call_command
call_command("createcachetable", verbosity=0)
from django.db import connection
from django.utils import timezone
from bench.notebook.seed import session_of
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS
from safehold.publications.models import Publication
building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
building.build_without_files() if REPORTS else building.set_up()
AuditLine.objects.bulk_create(
    [AuditLine(at=timezone.now(), event="seeded.line", by_name="Nobody", facts={"number": n}) for n in range(LINES)], 5000)
who = {role.value: session_of(building.acting[role].user) for role in (
    Role.BUSINESS_MANAGER, Role.TRAIL_AUDITOR, Role.DATA_ANALYST, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.DELEGATE)}
agency = building.acting[Role.DATA_ANALYST].agency
report = str(Publication.objects.earliest("pk").entry.uid) if REPORTS else ""
print(json.dumps({"report": report, "agency": agency.pk, **who}))
"""
# another process of the site in which two pieces of the trail auditor's costly work run, until it is told that they are done
RUNNING = """
import django
django.setup()
from safehold.access.actor import Actor
from safehold.access.costly import place_for
from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.access.today import business_date
(auditor,) = Membership.objects.filter(grants__role=Role.TRAIL_AUDITOR)
places = [place_for(Actor.of(auditor, on=business_date())) for _ in range(2)]
print("running" if all(places) else places, flush=True)
input()
for place in places:
    place.give_back()
"""
HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"


@dataclass
class Site:
    """Where it answers, whose sessions there are, and the report that is there."""

    address: str
    facts: dict[str, str]

    def ask(
        self, method: str, path: str, *, who: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """The status, what was answered, and its headers."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=180)
        cookie = f"sessionid={self.facts[who]}"
        told = {"Cookie": cookie, **(headers or {})}
        if headers and "Cookie" in headers:
            told["Cookie"] = f"{cookie}; {headers['Cookie']}"
        try:
            connection.request(method, path, body=body, headers=told)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()


@contextmanager
def prepared(url: str, *, lines: int, reports: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """A database of its own with everything in it, ``reports`` where they are read: where it is, and what was seeded."""
    with database_like(url, "costly_work", empty=True) as database:
        env = settings_of(database, at_once=2)
        run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=env)
        static_files(env)
        seed = f"LINES, REPORTS = {lines}, {reports}\n{SEED}"
        yield database, run([sys.executable, "-c", seed], env=env).facts


def settings_of(database: str, *, at_once: int) -> dict[str, str]:
    return {"BENCH_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": SETTINGS, "COSTLY_AT_ONCE": str(at_once)}


@contextmanager
def site(database: str, facts: dict[str, str], *, at_once: int) -> Iterator[Site]:
    # as the production guide has it
    with served("safehold.config.wsgi", env=settings_of(database, at_once=at_once), workers=3, threads=8) as running:
        wait_for_page(f"{running.address}/health/")
        yield Site(running.address, facts)


@contextmanager
def two_running(database: str) -> Iterator[None]:
    """As long as the block lasts, two pieces of work of whoever takes the trail away run, however quick the machine is."""
    env = {**os.environ, **settings_of(database, at_once=2)}
    with subprocess.Popen(
        [sys.executable, "-c", RUNNING], cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "running\n"
        try:
            yield
        finally:
            process.stdin.write("done\n")
            process.stdin.close()
    assert process.returncode == 0


# --- the costly things -------------------------------------------------------------------------------------------------


def reads_a_report(to: Site) -> int:
    return to.ask("GET", f"/annual-reports/{to.facts['report']}/read/", who="business_manager")[0]


def takes_the_trail_away(to: Site) -> int:
    return to.ask("GET", "/audit-trail/?format=xlsx", who="trail_auditor")[0]


def sends_a_file(to: Site, number: int, rows: int = 12_000) -> int:
    """A file of figures, just short enough to be read while its sender waits."""
    path = "/submissions/send/figures/"
    _, page, headers = to.ask("GET", path, who="data_analyst")
    cookie = re.search(r"csrftoken=([^;]+)", headers.get("Set-Cookie", ""))
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert cookie
    assert token
    content = HEADINGS + "".join(
        f"1,lado.contacts,2020-21,Place {number} {row},{row % 900},contacts,invented,\n" for row in range(rows)
    )
    fields = {
        "csrfmiddlewaretoken": token[1].decode(), "agency": to.facts["agency"], "source": "Invented",
        **{f"{name}_{part}": str(value) for name, day in (
            ("covers_from", (1, 4, 2015)), ("covers_to", (31, 3, 2022)), ("source_on", (1, 4, 2021)),
        ) for part, value in enumerate(day)},
    }  # fmt: skip
    edge = "an-edge-between-parts"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="figures.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{content}\r\n--{edge}--\r\n"
    )
    status, answered, _ = to.ask(
        "POST",
        path,
        who="data_analyst",
        body="".join(parts).encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={edge}", "Cookie": f"csrftoken={cookie[1]}"},
    )
    assert status != 422, re.findall(rb"<a href=\"#[^>]*>[^<]+", answered)[:5]
    return status


# --- the others --------------------------------------------------------------------------------------------------------


@dataclass
class Others:
    """People who open a page every tenth of a second, and how long each waited, in milliseconds."""

    to: Site
    waited: list[float] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)

    @contextmanager
    def at_work(self) -> Iterator["Others"]:
        over = threading.Event()
        threads = [
            threading.Thread(target=self.work, args=(who, path, over))
            for who, path in (
                ("business_support", "/submissions/"),
                ("review_officer", "/partnership/groups/"),
                ("delegate", "/"),
            )
        ]
        for each in threads:
            each.start()
        try:
            yield self
        finally:
            over.set()
            for each in threads:
                each.join()

    def work(self, who: str, path: str, over: threading.Event) -> None:
        while not over.is_set():
            started = time.perf_counter()
            status, _, _ = self.to.ask("GET", path, who=who)
            self.waited.append(1000 * (time.perf_counter() - started))
            self.statuses[status] += 1
            over.wait(EVERY)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.waited, n=20)[-1]


def fifty_times(work: Callable[[int], int]) -> Counter:
    """What was answered to ``work`` asked for fifty times at once."""
    answers: Counter = Counter()
    lock = threading.Lock()

    def once(number: int) -> None:
        status = work(number)
        with lock:
            answers[status] += 1

    threads = [threading.Thread(target=once, args=(number,)) for number in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def log_of(words: str, into: Path) -> None:
    into.parent.mkdir(exist_ok=True)
    with into.open("a", encoding="utf-8") as file:
        file.write(words + "\n")
