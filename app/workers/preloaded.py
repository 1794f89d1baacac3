"""Imported by the fork server alone, so that workers are forked with everything loaded."""

import contextlib
import signal

from app.workers.worker_process import prepare

signal.signal(signal.SIGINT, signal.SIG_IGN)
with contextlib.suppress(Exception):  # each worker tries again, and tells the parent why it could not
    prepare()
