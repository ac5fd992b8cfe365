"""``python -m bench.queries``: how many queries the pages of the notebook make, counted by Django's own connection.

The list is asked for as it is (25 rows) and narrowed to one row: the two must agree.
"""

import json
import os

import django


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.notebook.models import Notebook

    client = Client()
    client.cookies["sessionid"] = os.environ["BENCH_SESSION"]
    listed = Notebook.objects.order_by("-opened_on").first()
    assert listed
    one = f"/notebooks/?status={listed.status}&source={listed.source}&page=40"
    pages = {
        "the list": "/notebooks/",
        "the list, two filters": "/notebooks/?status=open&source=self",
        "the list, page 40": one,
        "the record": os.environ["BENCH_RECORD"],
    }
    counted = {}
    for name, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        counted[name] = len(queries)
        if os.environ.get("BENCH_SHOW"):
            for query in queries:
                print(query["time"], query["sql"])
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
