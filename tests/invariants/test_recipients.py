"""What is true of letters to the person whom a record is about: ``people`` alone says to whom it is safe to write."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "safehold"
MAY = "people"


def makers(name: str, text: str) -> list[str]:
    """Where a piece of our code makes a ``Recipient``, or takes another's class for one."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "Recipient" or (called == "replace" and "recipient" in ast.unparse(node).lower()):
                found.append(f"{name}:{node.lineno}")
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Recipient") for base in node.bases):
            found.append(f"{name}:{node.lineno}")
        if isinstance(node, ast.ImportFrom):
            renamed = [each for each in node.names if each.name == "Recipient" and each.asname]
            found += [f"{name}:{node.lineno}" for _ in renamed]
    return found


def ours() -> list[tuple[str, str]]:
    files = [
        each for each in SOURCE.rglob("*.py") if "tests" not in each.parts and each.parts[len(SOURCE.parts)] != MAY
    ]
    return [(str(each.relative_to(SOURCE)), each.read_text()) for each in files]


def test_nothing_but_people_makes_a_recipient():
    read = ours()

    assert len(read) > 300
    assert [place for name, text in read for place in makers(name, text)] == []


def test_the_look_for_makers_finds_them():
    for text in (
        "Recipient(uid=1)",
        "recipients.Recipient(uid=1)",
        "replace(recipient, checked_on=on)",
        "class Mine(Recipient): pass",
        "from safehold.records.recipients import Recipient as R",
    ):
        assert makers("invented.py", text) == ["invented.py:1"]
    assert makers("invented.py", "def send(to: Recipient) -> None: isinstance(to, Recipient)") == []
