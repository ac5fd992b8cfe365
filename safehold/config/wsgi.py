"""The door for gunicorn. In production nothing is served from a database that is not safe to serve."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safehold.config.settings.production")

application = get_wsgi_application()

from safehold.access.starting import refuse_unless_safe  # noqa: E402  models can be imported only now

refuse_unless_safe()
connections.close_all()  # a server that loads this before it forks must not share one between its processes
