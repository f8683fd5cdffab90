"""How the web server runs: two workers with threads, one of each for a 2-core machine."""

import gc
import os
import threading

bind = f"{os.environ.get('WAYMARK_BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads; what cannot be read is answered in our words. Longer addresses than this are not.
worker_class = "config.web_worker.WebWorker"
limit_request_line = 8190
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 20
keepalive = 5
pythonpath = "site"
# The access log is written by core.middleware, without addresses of people or query strings.
accesslog = None
errorlog = "-"
loglevel = "warning"
# Loaded once, then forked: a quicker start, less memory, and a killed worker is back at once.
# Nothing is opened before the fork: connections and the search index come with the first request.
preload_app = True


def when_ready(_server: object) -> None:
    """Leave what was loaded out of later garbage collections: it stays, and stays shared."""
    gc.collect()
    gc.freeze()


def post_worker_init(_worker: object) -> None:
    """Let a new worker get its search ready beside the first requests."""
    from search import backend  # noqa: PLC0415 - nothing is opened before the fork

    threading.Thread(target=backend.warm, daemon=True).start()
