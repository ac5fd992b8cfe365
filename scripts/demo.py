"""make demo: builds both demonstration partnerships and their reports, and serves Westmere on this machine alone.

--serve=yes builds and serves; no only builds; only serves what is there. --fresh=yes starts again.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PY = str(ROOT / ".venv" / "bin" / "python")
REPORTS = ("annual-report-2020-21", "westmere-annual-report-2020-21", "westmere-annual-report-2019-20")


def environment(partnership: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "safehold.config.settings.demo",
        "SAFEHOLD_DEMO": partnership,
        "PYTHONPATH": str(ROOT),
        **more,
    }


def build(fresh: bool) -> None:
    """Both partnerships side by side, each with its own database."""
    if fresh:
        shutil.rmtree(ROOT / ".demo", ignore_errors=True)
    started = time.monotonic()
    print("Building the two demonstration partnerships…", flush=True)
    names = {"bnes": "Bath & North East Somerset", "westmere": "Westmere"}
    running = {
        code: subprocess.Popen(
            [PY, "manage.py", "build_demo"],
            cwd=ROOT,
            env=environment(code),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for code in names
    }
    failed = []
    for code, process in running.items():
        print(f"{names[code]}", flush=True)
        for line in process.stdout or []:
            print(line, end="", flush=True)
        if process.wait():
            failed.append(names[code])
    if failed:
        sys.exit(f"Cannot go on: {' and '.join(failed)} could not be built; the reason stands above.")
    print(f"Built in {time.monotonic() - started:.0f} seconds.\n", flush=True)


def free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def port_for(wanted: int) -> int:
    return next(port for port in range(wanted, wanted + 50) if free(port))


def say_files() -> None:
    print("The reports")
    for name in REPORTS:
        folder = ROOT / "build" / name
        for path in sorted(folder.glob("*")):
            print(f"  {path.relative_to(ROOT)}")


def say_people() -> None:
    subprocess.run([PY, "manage.py", "demo_people"], cwd=ROOT, env=environment("westmere"), check=True)


def mailbox_in(home: Path) -> Path:
    """Where messages are caught. The catcher makes its folders in a folder that it made, and in no other."""
    mail = home / "mail"
    for part in ("tmp", "new", "cur"):
        (mail / part).mkdir(parents=True, exist_ok=True)
    return mail


def serve() -> None:
    """The site, the worker and a mail catcher, until Ctrl+C; all of them on the loopback address.

    The site is named ``localhost``, because no browser keeps a passkey for an IP address.
    """
    web, smtp = port_for(int(os.environ.get("PORT", "8000"))), port_for(8025)
    mail = mailbox_in(ROOT / ".demo" / "westmere")
    env = environment("westmere", SAFEHOLD_DEMO_PORT=str(web), SAFEHOLD_DEMO_SMTP_PORT=str(smtp))
    subprocess.run([PY, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], cwd=ROOT, env=env, check=True)
    commands = [
        [PY, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{smtp}", "-c", "aiosmtpd.handlers.Mailbox", str(mail)],
        [
            PY,
            "-m",
            "gunicorn",
            "safehold.config.wsgi",
            "--bind",
            f"127.0.0.1:{web}",
            "--workers",
            "2",
            "--threads",
            "4",
            "--worker-class",
            "gthread",
            "--log-level",
            "warning",
        ],
        [PY, "manage.py", "work"],
    ]
    running = [subprocess.Popen(command, cwd=ROOT, env=env) for command in commands]
    try:
        for _ in range(200):
            if not free(web):
                break
            time.sleep(0.1)
        print(f"\nWestmere is at http://localhost:{web}/  (Ctrl+C stops it)")
        print(f"Messages it sends are caught in {mail.relative_to(ROOT)}/", flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        sys.exit("Cannot go on: a part of the demonstration stopped; the reason stands above.")
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        for process in running:
            process.terminate()
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", choices=("yes", "no", "only"), default="yes")
    parser.add_argument("--fresh", choices=("yes", "no"), default="no")
    told = parser.parse_args()
    if told.serve != "only":
        build(fresh=told.fresh == "yes")
    say_files()
    print()
    say_people()
    if told.serve != "no":
        serve()


if __name__ == "__main__":
    main()
