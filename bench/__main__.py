"""``python -m bench [names]``: runs the benchmarks named, or all of them, and writes down what they found."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module

from bench import results

BENCHMARKS = {
    "report": ("P10", "bench.report.run"),
    "first-page": ("P14", "bench.first_page"),
    "pages": ("P3, P4, P5, P15", "bench.pages"),
    "tracker": ("P3, P4, P5", "bench.tracker"),
    "search": ("P5", "bench.search"),
    "trail": ("R8", "bench.trail"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which to run: {', '.join(BENCHMARKS)}")
    asked = parser.parse_args().names or list(BENCHMARKS)
    if unknown := set(asked) - BENCHMARKS.keys():
        parser.error(f"there is no benchmark called {' or '.join(sorted(unknown))}")
    missed = []
    for name in asked:
        goals, module = BENCHMARKS[name]
        print(f"{goals} ({name})", flush=True)
        measure: Callable[[], list[results.Result]] = import_module(module).measure
        found = measure()
        results.write(found, on=date.today())
        for result in found:
            print(f"  {' | '.join(result.cells())}", flush=True)
        missed += [result for result in found if result.met is False]
    print(f"Written to {results.PAGE.relative_to(results.PAGE.parents[2])}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
