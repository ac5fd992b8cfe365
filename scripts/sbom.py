"""The bill of materials: ``docs/reference/sbom.json`` (CycloneDX 1.6), from ``requirements/base.txt``.

``python scripts/sbom.py`` writes it; with ``--check`` it only says whether it is current. Licences and what needs what
are read from the installed packages; hashes stay with the pins. It holds no time and no serial number, so that equal
pins give an equal file.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINS, FILE = ROOT / "requirements" / "base.txt", ROOT / "docs" / "reference" / "sbom.json"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes by the name of the package."""
    found: dict[str, tuple[str, list[str]]] = {}
    for line in text.splitlines():
        if pin := PIN.match(line):
            found[canonical(pin[1])] = (pin[2], [])
        if found:
            found[list(found)[-1]][1].extend(HASH.findall(line))
    return found


def component(name: str, version: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": ref(name, version),
        "name": name,
        "version": version,
        "purl": ref(name, version),
    }
    if licence := licence_of(name):
        told["licenses"] = [licence]
    return told


def ref(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def licence_of(name: str) -> dict[str, Any] | None:
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return {"expression": expression}
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
    ]
    words = " or ".join(classified) or (told.get("License") or "").strip().splitlines()[:1]
    return {"license": {"name": words if isinstance(words, str) else words[0]}} if words else None


def needs(name: str, pinned: dict[str, tuple[str, list[str]]]) -> list[str]:
    """The pinned packages that a package says it needs, extras too: a pin is there because something needs it."""
    try:
        wanted = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    names = {canonical(found[0]) for each in wanted if (found := NAME.match(each))}
    return sorted(ref(each, pinned[each][0]) for each in names & pinned.keys())


def bill() -> str:
    pinned = pins(PINS.read_text(encoding="utf-8"))
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "safehold", "name": "safehold"}},
        "components": [component(name, version) for name, (version, _) in sorted(pinned.items())],
        "dependencies": [
            {"ref": ref(name, version), "dependsOn": needs(name, pinned)}
            for name, (version, _) in sorted(pinned.items())
        ],
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    if "--check" not in sys.argv:
        FILE.write_text(bill(), encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == bill():
        return 0
    print("docs/reference/sbom.json is not current: run .venv/bin/python scripts/sbom.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
