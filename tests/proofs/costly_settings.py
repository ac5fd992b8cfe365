"""The bench's settings, with the limit on costly work as the environment says: its absence is the control of R13."""

import os
from datetime import date

from bench.settings import *  # noqa: F403

BUSINESS_DATE = date(2021, 4, 30)
COSTLY_AT_ONCE = int(os.environ["COSTLY_AT_ONCE"])
# what goes wrong on the server is seen where the proof fails
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
