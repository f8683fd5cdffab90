"""The door through which a web server calls the site (wsgi)."""

import gc
import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Nothing that is loaded here is thrown away again: looking for it takes a fifth of the start.
gc.disable()
application = get_wsgi_application()
gc.enable()
