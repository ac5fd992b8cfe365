from typing import Any

from django.core.management.base import BaseCommand

from safehold.access.queries import titles
from safehold.demo.people import PASSWORD, WESTMERE


class Command(BaseCommand):
    help = "Print whom one can sign in as: one invented person for every role."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"People to sign in as (all invented; password for each: {PASSWORD})")
        width = max(len(person.email) for person in WESTMERE)
        called = titles()
        for person in WESTMERE:
            roles = ", ".join(called[role].title for role in person.roles)
            two = " (acts for two agencies)" if person.also else ""
            self.stdout.write(f"  {person.email:<{width}}  {roles}{two}")
        self.stdout.write("For the code that signing in asks for: .venv/bin/python manage.py demo_code EMAIL")
