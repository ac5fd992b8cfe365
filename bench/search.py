"""P5 for search: a word that one in five has, one that three have, none has, and the beginning of a reference, on PostgreSQL.

Asked by a manager, who sees seven in ten of the rows however many there are, and by a contributor, who sees two hundred of
them. The numbers of rows are set with ``BENCH_ROWS``; each search writes its line of the trail.
"""

from contextlib import ExitStack

from bench.load import MISSING, WRK, Load
from bench.pages import LARGE, OURS, SMALL, Pages, asked, flatness, looked_at, query_row, seeded, weight_row
from bench.results import Result
from bench.serving import database_server
from bench.timing import ROUNDS

WORDS = {
    "search, a word of one in five": ["neglect", "phys", "Financial own", "psychological HOSPITAL"],
    "search, a word of three": [f"rare{number}x" for number in range(1000, 1040)],
    "search, a word of none": [f"nothing{number}" for number in range(40)],
    "search, the beginning of a reference": [f"n00{number:03d}" for number in range(5, 45)],
}


def with_searches(pages: Pages) -> Pages:
    """The same server, asked to search: by the manager, and by the contributor for the words that cost most."""
    manager, contributor = pages.loads["list"][1], pages.loads["narrow list"][1]
    loads = {name: (paths(words), manager) for name, words in WORDS.items()}
    common = next(iter(WORDS))
    loads[f"{common}, of a few that one sees"] = (paths(WORDS[common]), contributor)
    return Pages(loads, pages.env, pages.database)


def paths(words: list[str]) -> list[str]:
    return [f"/search/?q={each.replace(' ', '+')}" for each in words]


def measure() -> list[Result]:
    """The rows of P5 for search."""
    if WRK is None:
        return [Result("P5", "search on PostgreSQL", MISSING, answer="not measured")]
    with database_server() as server:
        ours, small = (with_searches(seeded(server, "ours", rows)) for rows in (LARGE, SMALL))
        found: dict[tuple[str, str], list[Load]] = {}
        with ExitStack() as running:
            contenders = {
                "ours": running.enter_context(asked(ours, OURS)),
                "small": running.enter_context(asked(small, OURS)),
            }
            for number in range(ROUNDS):
                for name, contender in contenders.items():
                    for what in ours.loads:
                        one = contender(what)
                        found.setdefault((name, what), []).append(one)
                        print(
                            f"  round {number + 1}: {name} {what}: {one.per_second:.0f}/s, p95 {one.p95:.0f} ms",
                            flush=True,
                        )
        first = next(iter(WORDS))
        counted = looked_at(ours, first, {"a search": paths(WORDS[first])[0]})
    return [
        *(flatness(what, found) for what in ours.loads),
        *(query_row(what, count) for what, (count, _) in counted.items()),
        *(weight_row(what, weight) for what, (_, weight) in counted.items()),
    ]
