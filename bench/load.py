"""A bounded load on one server, what it answered, and what each answer cost in processor time."""

import http.client
import json
import os
import random
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from bench.serving import Site
from bench.timing import SCRATCH, Failed

SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
CONNECTIONS = 4
WRK = shutil.which("wrk")
MISSING = "wrk was not found: install the Debian package wrk"
TICKS = os.sysconf("SC_CLK_TCK")
REPORT = """
local paths = {%s}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1])
end
done = function(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status
  io.write(string.format('{"requests":%%d,"us":%%d,"p50":%%.3f,"p95":%%.3f,"bad":%%d}\\n', summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, bad))
end
"""


@dataclass(frozen=True)
class Load:
    """What one run of one load found: answers a second, milliseconds at the median and the 95th centile, processor
    milliseconds an answer (of the server and the database together, and of the database alone)."""

    per_second: float
    p50: float
    p95: float
    cpu: float
    of_database: float


def load(site: Site, paths: Sequence[str], *, session: str, database: str, seconds: int = SECONDS) -> Load:
    """Ask for ``paths`` over four connections for so long. Raises ``Failed`` where anything but 200 was answered."""
    if WRK is None:
        raise Failed(MISSING)
    for path in {*paths[:12], paths[-1]}:  # wrk takes a redirection for an answer: we do not
        check(site, path, session)
    script = SCRATCH / "load.lua"
    shuffled = random.Random(1).sample(list(paths), len(paths))
    script.write_text(REPORT % ", ".join(json.dumps(path) for path in shuffled), encoding="utf-8")
    command = [WRK, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script)]
    before = cpu(site, database)
    done = subprocess.run(
        [*command, "-H", f"Cookie: sessionid={session}", site.address], capture_output=True, text=True, check=True
    )
    spent = tuple(after - then for after, then in zip(cpu(site, database), before, strict=True))
    found = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    if found["bad"] or not found["requests"]:
        raise Failed(f"{paths[0]}: {found['bad']} of {found['requests']} answers were not 200")
    return Load(
        found["requests"] / (found["us"] / 1e6),
        found["p50"],
        found["p95"],
        1000 * sum(spent) / found["requests"],
        1000 * spent[1] / found["requests"],
    )


def check(site: Site, path: str, session: str) -> None:
    """Raises ``Failed`` where the page itself is not what comes back."""
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    if answer.status != 200 or b"<h1" not in answer.read():
        raise Failed(f"{path} answered {answer.status} {answer.headers.get('Location', '')}")
    connection.close()


def cpu(site: Site, database: str) -> tuple[float, float]:
    """Seconds of processor time so far of the server with its workers, and of the whole of PostgreSQL."""
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row
        postmaster = parent(row[0])
        return sum(map(used, family(site.pid))), sum(map(used, family(postmaster))) + ended(postmaster)


def fields(pid: int) -> list[str]:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        return stat.read().rsplit(")", 1)[1].split()


def parent(pid: int) -> int:
    return int(fields(pid)[1])


def used(pid: int) -> float:
    try:
        return sum(map(int, fields(pid)[11:13])) / TICKS
    except OSError:
        return 0


def ended(pid: int) -> float:
    """Of its children that have ended."""
    return sum(map(int, fields(pid)[13:15])) / TICKS


def family(pid: int) -> set[int]:
    found = {pid}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                if parent(int(name)) == pid:
                    found.add(int(name))
            except OSError:
                continue
    return found
