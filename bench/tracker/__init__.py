"""P3, P4 and P5 on a room as it is: the tracker of actions and the page of one, on PostgreSQL, against the floor."""

from collections.abc import Mapping
from contextlib import ExitStack

from bench.load import MISSING, WRK, Load
from bench.pages import FLOOR, LARGE, OURS, SMALL, Pages, against_floor, asked, flatness, looked_at, query_row, seeded
from bench.results import Result
from bench.serving import database_server, fresh_database, static_files
from bench.timing import PYTHON, ROUNDS, run

FILTERED = [
    f"?standing={standing}&status={status}"
    for standing in ("open", "overdue")
    for status in ("not_started", "in_progress")
]
HOME = "/plans/actions/"


def installed(server: str, rows: int) -> Pages:
    """An installation with so many actions, and what is asked of it."""
    database = fresh_database(server, f"tracker_{rows}")
    env = {"BENCH_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    static_files(env)
    facts = run([PYTHON, "-m", "bench.tracker.seed", str(rows)], env=env).facts
    lists = [f"{HOME}{each}" for each in FILTERED]
    return Pages(
        {
            "list": (lists, facts["manager"]),
            "own list": ([f"{HOME}?whose=agency"], facts["lead"]),
            "record": ([f"{HOME}{uid}/" for uid in facts["uids"]], facts["manager"]),
        },
        env,
        database,
    )


def measure() -> list[Result]:
    """The rows of P3, P4 and P5 for the tracker."""
    if WRK is None:
        return [
            Result(goal, "the tracker on PostgreSQL", MISSING, answer="not measured") for goal in ("P3", "P4", "P5")
        ]
    found: dict[tuple[str, str], list[Load]] = {}
    with database_server() as server, ExitStack() as running:
        installations: Mapping[str, Pages] = {
            "ours": installed(server, LARGE),
            "small": installed(server, SMALL),
            "floor": seeded(server, "floor", LARGE),
        }
        contenders = {
            name: running.enter_context(asked(pages, FLOOR if name == "floor" else OURS))
            for name, pages in installations.items()
        }
        for number in range(ROUNDS):
            for name, contender in contenders.items():
                for what in installations[name].loads:
                    one = contender(what)
                    found.setdefault((name, what), []).append(one)
                    print(
                        f"  round {number + 1}: {name} {what}: {one.per_second:.0f}/s, p95 {one.p95:.0f} ms", flush=True
                    )
        ours = installations["ours"]
        paths = {"the tracker, two filters": ours.loads["list"][0][0], "an action": ours.loads["record"][0][0]}
        counted = looked_at(ours, "list", paths)
    return [
        against_floor("P3", "list", found, must=0.30, aim=0.50, called="tracker"),
        against_floor("P4", "record", found, must=0.25, aim=0.50, called="action"),
        *(flatness(what, found, called=f"tracker’s {what}") for what in ours.loads),
        *(query_row(what, count) for what, (count, _) in counted.items()),
    ]
