from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.website import reference


class Command(BaseCommand):
    help = "Write docs/reference from the code, or say (--check) which pages are not current."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is not current")

    def handle(self, *, check: bool, **options: Any) -> None:
        folder = settings.ROOT / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        stale = []
        for name in reference.PAGES:
            path, now = folder / f"{name}.md", reference.written(name)
            if path.exists() and path.read_text(encoding="utf-8") == now:
                continue
            stale.append(path.name)
            if not check:
                path.write_text(now, encoding="utf-8")
        if check and stale:
            raise CommandError(f"Not current: {', '.join(stale)}. Run make reference.")
        self.stdout.write(f"{len(stale)} pages written." if stale else "Every page is current.")
