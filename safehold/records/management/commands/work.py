import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections, connections
from django.utils.crypto import get_random_string

from safehold.access.starting import refuse_unless_safe
from safehold.records import housekeeping, schedule

TICK = 2.0  # seconds


class Command(BaseCommand):
    help = "Do the work that waits: background tasks and the schedule. Run as many as you like; safe to kill."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks for tasks (default 1)")

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        refuse_unless_safe()
        worker = get_random_string(32)
        if once:
            housekeeping.beat(worker)
            for name in schedule.run_due():
                self.stdout.write(name)
            call_command("db_worker", queue_name="*", batch=True, worker_id=worker, startup_delay=False, reload=False)
            return
        while not self.works(worker, interval):
            # under a new name: what the old one had begun is taken over, as after a crash
            worker = get_random_string(32)

    def works(self, worker: str, interval: float) -> bool:
        """Work until told to stop; false where the database was away for longer than it is waited for."""
        stop = threading.Event()
        scheduler = threading.Thread(target=self.keep_to_the_schedule, args=(worker, stop), daemon=True)
        scheduler.start()
        self.stdout.write(f"Working as {worker}")
        try:
            call_command("db_worker", queue_name="*", interval=interval, worker_id=worker, reload=False)
            return True
        except OperationalError:
            schedule.log.exception("The worker could not reach the database; beginning again")
            # until the next one listens, being told to stop ends the process, and is not left to one that is gone
            for told in (signal.SIGTERM, signal.SIGINT):
                signal.signal(told, signal.SIG_DFL)
            stop.wait(TICK)
            return False
        finally:
            stop.set()
            scheduler.join(15)

    def keep_to_the_schedule(self, worker: str, stop: threading.Event) -> None:
        """Run what is due until told to stop. A database that is away for a while ends nothing."""
        while not stop.is_set():
            close_old_connections()
            try:
                housekeeping.beat(worker)
                schedule.run_due()
            except Exception:
                schedule.log.exception("The schedule could not be kept; trying again")
            stop.wait(TICK)
        connections.close_all()
