"""P3, P4, P5 and P15: a signed-in list and a record's page, a million rows, on PostgreSQL, against the floor.

Ours asks who may see what and writes a line of the audit trail before it answers; the floor does neither. Both are served
by gunicorn in the same way and asked by the same client, in turn.
"""

import json
import os
import statistics
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bench.load import MISSING, WRK, Load, load
from bench.results import Result
from bench.serving import database_server, fresh_database, served, static_files, wait_for_page
from bench.timing import PYTHON, ROUNDS, run

LARGE, SMALL = int(os.environ.get("BENCH_ROWS", "1000000")), 10_000
OURS, FLOOR = "safehold.config.wsgi", "bench.floor.app"
FILTERED = [
    f"?status={status}&source={source}"
    for status in ("open", "review", "closed")
    for source in ("provider", "known", "unknown", "self")
]
QUERIES = 12
WEIGHT, LIGHT = 60_000, 30_000  # bytes of HTML, before they are compressed
STRANGERS = {"the sign-in page": "/account/login/", "the accessibility statement": "/help/accessibility/"}


@dataclass(frozen=True)
class Pages:
    """A server with its rows: how to ask for its list (as either person) and for its records."""

    loads: Mapping[str, tuple[list[str], str]]
    env: Mapping[str, str]
    database: str


def seeded(server: str, name: str, rows: int) -> Pages:
    database = fresh_database(server, f"{name}_{rows}")
    env = {"BENCH_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.notebook.settings"}
    if name == "floor":
        facts = run(
            [PYTHON, "-c", f"from {FLOOR} import seed; seed({rows})"], env={"BENCH_DATABASE_URL": database}
        ).facts
        lists, session = [f"/cases/{each}" for each in FILTERED], facts["session"]
        records = [f"/case/{number}" for number in facts["numbers"]]
        return Pages({"list": (lists, session), "record": (records, session)}, env, database)
    static_files(env)
    facts = run([PYTHON, "-m", "bench.notebook.seed", str(rows)], env=env).facts
    lists = [f"/notebooks/{each}" for each in FILTERED]
    records = [f"/notebooks/{uid}/" for uid in facts["uids"]]
    return Pages(
        {
            "list": (lists, facts["manager"]),
            "plain list": (["/notebooks/"], facts["manager"]),
            "narrow list": (lists, facts["contributor"]),
            "plain narrow list": (["/notebooks/"], facts["contributor"]),
            "record": (records, facts["manager"]),
        },
        env,
        database,
    )


@contextmanager
def asked(pages: Pages, application: str) -> Iterator:
    with served(application, env=pages.env) as site:
        wait_for_page(f"{site.address}{'/health/' if application == OURS else '/case/1'}")

        def ask(what: str) -> Load:
            paths, session = pages.loads[what]
            return load(site, paths, session=session, database=pages.database)

        yield ask


def measure() -> list[Result]:
    """The rows of P3, P4, P5 and P15."""
    if WRK is None:
        return [
            Result(goal, "pages on PostgreSQL", MISSING, answer="not measured") for goal in ("P3", "P4", "P5", "P15")
        ]
    with database_server() as server:
        ours, small, floor = (
            seeded(server, "ours", LARGE),
            seeded(server, "ours", SMALL),
            seeded(server, "floor", LARGE),
        )
        found: dict[tuple[str, str], list[Load]] = {}
        with ExitStack() as running:
            contenders = {
                "ours": running.enter_context(asked(ours, OURS)),
                "small": running.enter_context(asked(small, OURS)),
                "floor": running.enter_context(asked(floor, FLOOR)),
            }
            for number in range(ROUNDS):
                for name, contender in contenders.items():
                    for what in (floor if name == "floor" else ours).loads:
                        one = contender(what)
                        found.setdefault((name, what), []).append(one)
                        print(
                            f"  round {number + 1}: {name} {what}: {one.per_second:.0f}/s, {one.cpu:.1f} ms, "
                            f"p95 {one.p95:.0f} ms",
                            flush=True,
                        )
        counted = {
            **looked_at(ours, "list", {"the list, 25 rows": "/notebooks/", "the record": ours.loads["record"][0][0]}),
            **looked_at(small, "narrow list", {"the list, few rows, two filters": f"/notebooks/{FILTERED[0]}"}),
        }
        weighed = counted | looked_at(ours, "", STRANGERS)
    return [
        against_floor("P3", "list", found, must=0.30, aim=0.50),
        against_floor("P4", "record", found, must=0.25, aim=0.50),
        *(flatness(what, found) for what in ours.loads),
        *(query_row(what, count) for what, (count, _) in counted.items()),
        *(weight_row(what, weight) for what, (_, weight) in weighed.items()),
    ]


def looked_at(pages: Pages, as_in: str, paths: dict[str, str]) -> dict[str, tuple[int, int]]:
    """How many queries each of ``paths`` makes, and how many bytes it has, for whoever asks for ``as_in``, or nobody."""
    env = {**pages.env, "BENCH_SESSION": pages.loads[as_in][1] if as_in else ""}
    facts = run([PYTHON, "-m", "bench.queries", json.dumps(paths)], env=env).facts
    return {what: (count, weight) for what, (count, weight) in facts.items()}


def of(loads: list[Load], what: str) -> float:
    return statistics.median(getattr(each, what) for each in loads)


def against_floor(goal: str, what: str, found: Mapping, *, must: float, aim: float, called: str = "") -> Result:
    ours, floor = found["ours", what], found["floor", what]
    share = of(ours, "per_second") / of(floor, "per_second")
    measured = (
        f"{share:.0%}: {of(ours, 'per_second'):.0f}/s and {of(ours, 'cpu'):.1f} ms of processor, against "
        f"{of(floor, 'per_second'):.0f}/s and {of(floor, 'cpu'):.1f} ms; processor time "
        f"{of(floor, 'cpu') / of(ours, 'cpu'):.0%}"
    )
    return Result(
        goal,
        f"{called or what} of {LARGE:,} rows against the floor",
        measured,
        f"{must:.0%}",
        f"{aim:.0%}",
        share >= must,
    )


def flatness(what: str, found: Mapping, *, called: str = "") -> Result:
    large, small = of(found["ours", what], "p95"), of(found["small", what], "p95")
    measured = (
        f"{large / small:.2f}x: p95 {large:.1f} ms against {small:.1f} ms; processor time "
        f"{of(found['ours', what], 'cpu') / of(found['small', what], 'cpu'):.2f}x"
    )
    named = f"{called or what}: {LARGE:,} against {SMALL:,} rows"
    return Result("P5", named, measured, "at most 1.3x", "1.1x", large / small <= 1.3)


def query_row(what: str, count: int) -> Result:
    return Result("P5", f"queries of {what}", str(count), f"at most {QUERIES}", "8", count <= QUERIES)


def weight_row(what: str, weight: int) -> Result:
    measured, most, aim = (f"{each / 1000:.0f} KB" for each in (weight, WEIGHT, LIGHT))
    return Result("P15", f"HTML of {what}", measured, f"at most {most}", aim, weight <= WEIGHT)
