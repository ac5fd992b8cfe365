"""The guide for module writers is true: its code is the invented module's, and what it names is there."""

import re
from textwrap import dedent

import pytest

from safehold.records import outbox, pages, policy, timing, writing
from safehold.records.tests import promises
from tests.invariants.find import ROOT

GUIDE = (ROOT / "docs/how-to/add-a-kind-of-record.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
INVENTED = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/invented").glob("*.py"))]
PLACES = {"policy": policy, "writing": writing, "timing": timing, "outbox": outbox}


def test_there_is_code():
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize("block", BLOCKS)
def test_its_code_is_that_of_the_invented_module(block):
    assert any(block in file for file in INVENTED), dedent(block)


def test_what_it_names_is_there():
    named = re.findall(r"`(policy|writing|timing|outbox)\.(\w+)", GUIDE)
    assert len(named) >= 5
    assert [f"{where}.{name}" for where, name in named if not hasattr(PLACES[where], name)] == []
    assert [name for name in ("sees_as_its_entry_does", "answers_like_absent") if not hasattr(promises, name)] == []


def test_every_shape_is_in_its_table_with_what_it_understands():
    rows = re.findall(r"^\| ((?:`\w+Page`(?:, )?)+) \| (.+) \|$", GUIDE, re.MULTILINE)
    told = {shape: said for shapes, said in rows for shape in re.findall(r"\w+", shapes)}

    assert told.keys() == {name for name in pages.__all__ if name.endswith("Page")}
    for shape, said in told.items():
        for word in re.findall(r"`(\w+)", said):
            if word == "narrow":  # of the filter form
                continue
            known = any(
                hasattr(kind, word) or word in kind.__annotations__ for kind in getattr(pages, shape).__mro__[:-1]
            )
            assert known, f"{shape} has no {word}"


def test_every_verb_of_writing_is_named():
    assert [name for name in writing.__all__ if name not in GUIDE and name not in {"Changed", "once", "refusals"}] == []
