"""Where the browser for the journeys is: ``CHROMIUM``, the PATH, or one sentence about what to install."""

import os
import shutil
import sys


def chromium() -> str:
    named = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in named if name and (path := shutil.which(name))), None)
    if found is None:
        sys.exit(
            "Cannot go on: the tests need Chromium. Install the Debian package 'chromium', or name a browser with "
            "CHROMIUM=/path/to/chromium."
        )
    return found
