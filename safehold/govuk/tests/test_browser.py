"""The pages in a real browser: what it reads aloud, what it hides, and what the script adds. No database stands behind."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler

from safehold.govuk import gallery

AXE = settings.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = ["list", "record", "mistakes", "register"]

pytestmark = pytest.mark.journey


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def open_page(chromium, visitor):
    """Opens a page of the gallery, by the name of its layout."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    contexts = []

    def opened(name="", *, width=1280, script=True):
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}{address(name)}")
        return page

    yield opened
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()


def address(name):
    return "/components/" + (f"layouts/{name}/" if name else "")


def read_aloud(page):
    """What axe finds wrong: the rule and the first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


@pytest.mark.parametrize(
    ("name", "width"), [(name, 1280) for name in ("", *gallery.LAYOUTS)] + [(name, 320) for name in NARROW]
)
def test_every_page_is_accessible(open_page, name, width):
    assert read_aloud(open_page(name, width=width)) == []


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_every_page_fits_its_screen(open_page, width):
    page = open_page(width=width)
    too_wide = []
    for name in ("", *gallery.LAYOUTS):
        page.goto(page.url.partition("/components/")[0] + address(name))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(name)

    assert too_wide == []


def test_the_reader_of_accessibility_sees_a_fault(open_page):
    page = open_page("question")
    page.evaluate("document.querySelector('label[for=id_why]').remove()")

    assert "label" in dict(read_aloud(page))


def test_a_question_comes_with_its_answer_and_is_there_without_script_too(open_page):
    page = open_page("question")
    assert not page.get_by_label("What will be done instead?").is_visible()
    page.get_by_label("Do something else").check()
    assert page.get_by_label("What will be done instead?").is_visible()

    assert open_page("question", script=False).get_by_label("What will be done instead?").is_visible()


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_wrong_box(open_page):
    page = open_page("mistakes")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"

    page.get_by_role("link", name="Date decided must be a real date").click()

    assert page.evaluate("document.activeElement.id") == "id_decided_on-day"


def test_results_come_before_closed_filters_on_a_phone(open_page):
    in_use = open_page("list", width=320).locator("details.app-filters")
    assert in_use.get_attribute("open") is not None

    unused = open_page("unfiltered", width=320).locator("details.app-filters")
    assert unused.get_attribute("open") is None
    assert open_page("unfiltered").locator("details.app-filters").get_attribute("open") is not None
    assert open_page("unfiltered", width=320, script=False).get_by_label("Agency").is_visible()


def test_paper_has_the_words_and_none_of_the_machinery_nor_the_address_of_a_link(open_page):
    page = open_page("record")
    after = "getComputedStyle(document.querySelector('main a.govuk-link[href^=\"#\"]'), '::after').content"
    buttons = page.locator("main .govuk-button").first
    assert buttons.is_visible()

    page.emulate_media(media="print")

    assert not buttons.is_visible()
    assert not page.locator(".moj-sub-navigation").is_visible()
    assert page.get_by_role("heading", name="SA-1029").is_visible()
    assert page.evaluate(after) == "none"
    page.goto(page.url.partition("/components/")[0] + "/components/")
    inside = "getComputedStyle(document.querySelector('dt a.govuk-link[href^=\"/components/\"]'), '::after').content"
    assert page.evaluate(inside) == "none"


PARTS = ["Task list", "Check answers", "Summary", "Error summary", "Date input", "Filters", "Tabs", "Timeline"]
PARTS += ["Pagination", "Notification banner", "Confirmation", "Are you sure?"]


def test_the_gallery_shows_each_part_with_how_it_is_called_also_without_script(open_page):
    page = open_page(script=False)
    for part in PARTS:
        shown = page.locator(".app-specimen").filter(has=page.get_by_role("heading", name=part, exact=True))
        assert shown.count() == 1, part
        assert shown.locator("pre code").inner_text().strip(), part
        assert shown.locator(".app-specimen__frame").inner_text().strip(), part


def test_an_idle_person_is_warned_may_stay_and_is_covered_when_signed_out(open_page):
    page = open_page("question")
    page.clock.install()
    page.reload()
    dialog = page.get_by_role("dialog")
    page.clock.run_for(27 * 60_000)
    assert not dialog.is_visible()

    page.clock.run_for(2 * 60_000)
    assert "You will be signed out soon" in dialog.inner_text()
    assert page.locator("[data-timeout-left]").inner_text() == "60 seconds"
    dialog.get_by_role("button", name="Stay signed in").click()
    dialog.wait_for(state="hidden")

    page.clock.run_for(31 * 60_000)
    assert "You have been signed out" in dialog.inner_text()
    assert not page.get_by_role("heading", name="Record what was decided").is_visible()
