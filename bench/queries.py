"""``python -m bench.queries '{"name": "path", …}'``: how many queries each page makes, by Django's own count, and
how many bytes it has, uncompressed.

``BENCH_SESSION`` says as whom, nobody where it is empty; ``BENCH_SHOW`` prints the queries too.
"""

import json
import os
import sys

import django


def main(pages: dict[str, str]) -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["sessionid"] = os.environ["BENCH_SESSION"]
    counted = {}
    for name, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path} answered {answer.status_code}")
        counted[name] = [len(queries), len(answer.content)]
        if os.environ.get("BENCH_SHOW"):
            print(f"\n{path}: {len(answer.content):,} bytes")
            for query in queries:
                print(query["time"], query["sql"])
    print(json.dumps(counted))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
