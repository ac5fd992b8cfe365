"""Whether our migrations stand in one line: within a package each follows one other, and one is the last.

``python scripts/linear.py`` names every migration that breaks the line, and fails where there is one. Two branches that
each add a migration are complete apart and forked together, which ``makemigrations --check`` does not see.
"""

import sys
from pathlib import Path

from django.apps import apps
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[1]


def ours() -> set[str]:
    """The labels of the packages whose migrations are written here."""
    return {config.label for config in apps.get_app_configs() if config.name.startswith("safehold.")}


def broken(graph: MigrationGraph, labels: set[str]) -> list[str]:
    """A sentence for each package that begins or ends more than once, and each migration that forks or merges."""
    said = []
    for label in sorted(labels):
        nodes = sorted(node for node in graph.nodes if node[0] == label)
        for which, ends in (("first", graph.root_nodes(label)), ("last", graph.leaf_nodes(label))):
            if len(ends) > 1:
                said.append(f"{label} has {len(ends)} {which} migrations: {', '.join(name for _, name in ends)}")
        for node in nodes:
            near = graph.node_map[node]
            for word, others in (("is followed by", near.children), ("follows", near.parents)):
                names = sorted(other.key[1] for other in others if other.key[0] == label)
                if len(names) > 1:
                    said.append(f"{label}.{node[1]} {word} {' and '.join(names)}")
    return said


def main() -> int:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    said = broken(MigrationLoader(None).graph, ours())
    print(*said, sep="\n", end="\n" if said else "")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
