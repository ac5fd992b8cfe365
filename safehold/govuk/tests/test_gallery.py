import re

import pytest

from safehold.govuk import examples, forms, gallery
from safehold.govuk.tests.pages import faults

EVERY = ["/components/", *(f"/components/layouts/{name}/" for name in gallery.LAYOUTS)]


def test_there_are_layouts():
    assert {"list", "record", "question", "register", "confirm"} <= gallery.LAYOUTS.keys()


@pytest.mark.parametrize("address", EVERY)
def test_every_page_of_the_gallery_is_sound(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 200
    assert faults(response.content.decode()) == []


@pytest.mark.parametrize("address", EVERY)
def test_every_page_is_light(visitor, address):
    assert len(visitor.get(address).content) < 60_000


@pytest.mark.parametrize("address", EVERY)
def test_scripts_carry_the_nonce_of_their_own_page(visitor, address):
    response = visitor.get(address)

    policy = response.headers["Content-Security-Policy"]
    nonces = set(re.findall(r'nonce="([^"]+)"', response.content.decode()))
    assert "unsafe" not in policy
    assert nonces <= set(re.findall(r"'nonce-([^']+)'", policy))
    assert nonces or any(bare in address for bare in ("broken", "unavailable", "too-large"))


def test_what_is_not_a_layout_is_not_there(visitor):
    assert visitor.get("/components/layouts/nothing/").status_code == 404


def test_a_page_with_a_mistake_says_so_in_its_title(visitor):
    assert b"<title>Error: Record what was decided" in visitor.get("/components/layouts/mistakes/").content
    assert b"<title>Record what was decided" in visitor.get("/components/layouts/question/").content


def test_the_gallerys_own_forms_keep_none_of_djangos_words():
    assert forms.missing_messages(examples.Decision) == {}
    assert forms.missing_messages(examples.Every) == {}
    assert forms.missing_messages(examples.Filters) == {}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<input id="a" name="a">', "a has no label"),
        ('<label for="a">A</label><input id="a" name="a" required>', "a is left to the browser to check"),
        ('<p id="a"></p><p id="a"></p>', "the id a is used 2 times"),
        ('<a href="#gone">x</a>', "a link leads to #gone, which is not there"),
        ('<p aria-describedby="gone">x</p>', "aria-describedby names gone, which is not there"),
        ('<p style="color: red">x</p>', "p has style"),
        ('<p onclick="x()">x</p>', "p has onclick"),
        ("<script>x()</script>", "script that the security policy refuses"),
        ("<style>p {}</style>", "style that the security policy refuses"),
        ('<form><label for="a">A</label><input type="text" id="a"></form>', "a form that the browser checks"),
    ],
)
def test_the_reader_of_pages_sees_a_fault(html, fault):
    assert fault in faults(html, whole=False)


@pytest.mark.parametrize(
    ("title", "body", "fault"),
    [
        ("A", "<p>", "the page has 0 h1"),
        ("A", "<h1>A</h1><h1>A</h1>", "the page has 2 h1"),
        ("Other – Safehold", "<h1>A page</h1>", "does not begin with the h1"),
        ("A", "<h1>A</h1><p><div></p>", "not valid HTML"),
    ],
)
def test_the_reader_of_pages_sees_a_fault_of_the_whole(title, body, fault):
    page = f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>"

    assert any(fault in each for each in faults(page))
