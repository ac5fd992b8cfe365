import xml.etree.ElementTree as ET

import pytest

from safehold.charts import NoData
from safehold.charts.structure import Body, sentences, structure

BODIES = (
    Body("council", "Council"),
    Body("police", "Police"),
    Body("executive", "Executive", ("council", "police")),
    Body("group", "Operational Group", ("executive",)),
    Body("board", "Youth <Board>", ("executive",)),
    *(Body(f"sub{n}", f"Subgroup {n}", ("group", "board") if n == 3 else ("group",)) for n in range(5)),
)


def words(svg):
    return [text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_every_body_stands_in_the_chart_once_with_its_name_escaped():
    drawn = words(structure(BODIES, title="Structure"))

    assert [drawn.count(body.name) for body in BODIES] == [1] * len(BODIES)


def test_a_second_body_above_is_named_where_no_line_is_drawn():
    assert "also answers to Youth" in " ".join(words(structure(BODIES, title="Structure")))


def test_boxes_never_overlap_nor_leave_the_drawing():
    root = ET.fromstring(structure(BODIES, title="Structure"))
    boxes = [
        tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
        for rect in root.iter("{http://www.w3.org/2000/svg}rect")
        if rect.get("stroke")
    ]
    assert len(boxes) == len(BODIES)
    for x, y, width, height in boxes:
        assert x >= 0
        assert x + width <= 600
        assert y + height <= float(root.get("height"))
        others = [box for box in boxes if box != (x, y, width, height)]
        assert not any(x < ox + ow and ox < x + width and y < oy + oh and oy < y + height for ox, oy, ow, oh in others)


def test_words_say_who_stands_at_the_top():
    assert sentences(BODIES).startswith("Structure chart. At the top: Council, Police. Below, 8 bodies answer")


def test_without_bodies_there_is_no_chart():
    with pytest.raises(NoData, match="has no data"):
        structure((), title="Structure")


def test_a_ring_is_refused():
    with pytest.raises(ValueError, match="answer to each other"):
        structure((Body("a", "A", ("b",)), Body("b", "B", ("a",))), title="Structure")
