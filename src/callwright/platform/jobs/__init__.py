"""Durable jobs on the same PostgreSQL: submitted in the caller's transaction, run at least once, with progress."""

from callwright.platform.jobs.context import JobContext
from callwright.platform.jobs.registry import job
from callwright.platform.jobs.service import find_job, newest_job, submit

__all__ = ["JobContext", "find_job", "job", "newest_job", "submit"]
