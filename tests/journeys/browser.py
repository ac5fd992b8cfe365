"""A person at a real browser: what they do, said in their words, each page checked for what anyone could not use."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from safehold.access.models import User
from safehold.access.signin.second_factor import current_code
from safehold.demo.people import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Without JavaScript axe itself still runs, told to by the test, but no timer ever ends. Those that only give way to
# other work end at once; those that give up on something, which are long, never.
WITHOUT_TIMERS = """window.setTimeout = (act, after, ...more) => {
  if (typeof act === "function" && !(after > 100)) Promise.resolve().then(() => act(...more));
  return 0;
}"""


@contextlib.contextmanager
def browsers() -> Iterator[Any]:
    """Chromium, for as long as the block lasts."""
    # the browser keeps a loop of its own in this thread, and Django would refuse every query beside it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "These tests need Chromium: install it, or name a browser with CHROMIUM=/path/to/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Person:
    """Someone at a browser of their own."""

    def __init__(self, browser: Any, base: str, *, javascript: bool = True, width: int = 1280) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.javascript = javascript
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    # --- going and looking ---

    def goes_to(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.checks_the_page()

    def follows(self, words: str, *, exact: bool = True) -> None:
        """A link, whether it looks like one or like a button."""
        pattern = re.compile(rf"^\s*{re.escape(words)}\s*$" if exact else re.escape(words))
        self.page.locator("main a", has_text=pattern).first.click()
        self.checks_the_page()

    def presses(self, words: str) -> None:
        button = self.page.locator("main").get_by_role("button", name=words, exact=True)
        button.first.click()
        self.checks_the_page()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    # --- answering ---

    def enters(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def picks(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def enters_date(self, legend: str, day: int, month: int, year: int) -> None:
        group = self.page.get_by_role("group", name=re.compile(re.escape(legend)))
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(part, exact=True).fill(str(value))

    def attaches(self, label: str, name: str, content: bytes, kind: str = "text/csv") -> None:
        self.page.get_by_label(label, exact=True).set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def downloads(self, words: str | re.Pattern[str]) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=words).first.click()
        return Path(waiting.value.path()).read_bytes()

    # --- signing in ---

    def signs_in(self, user: User) -> bool:
        """E-mail address, password, and the code of their app where one is asked for: whether one was."""
        self.goes_to("/account/login/")
        self.page.locator("input[name=login]").fill(user.email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_load_state()
        code_asked = self.page.locator("input[name=code]").count() > 0
        if code_asked:
            self.checks_the_page()
            self.page.locator("input[name=code]").fill(current_code(user) or "")
            self.page.locator("main button[type=submit]").first.click()
            self.page.wait_for_load_state()
        self.checks_the_page()
        return code_asked

    def signs_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").first.click()
        self.page.wait_for_load_state()

    # --- what must be true of every page ---

    def checks_the_page(self) -> None:
        """No axe violation, nothing wider than the window, no error in the console, no stack trace."""
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has {self.page.locator('h1').count()} h1"
        if not self.javascript:
            self.page.evaluate(WITHOUT_TIMERS)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": RULES, "preload": self.javascript}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        assert found["passes"], f"{self.page.url}: axe looked at nothing"
        faults = [
            (fault["id"], fault["help"], [node["html"][:120] for node in fault["nodes"]][:2])
            for fault in found["violations"]
        ]
        assert not faults, f"{self.page.url}: {faults}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the window"
        serious = [words for words in self.said if "Failed to load resource" not in words]
        assert not serious, f"{self.page.url}: {serious}"
