"""Errors of jobs."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class UnknownJob(CallwrightError):
    """No job has this id."""

    status = 404
    code = "jobs.unknown"
    text = Text("没有这个任务：{job_id}。", "There is no such job: {job_id}.")


class UnexpectedFailure(CallwrightError):
    """A job stopped with an error nobody foresaw; it was tried several times."""

    status = 500
    code = "jobs.unexpected"
    text = Text(
        "任务 {name} 多次尝试后仍失败（{kind}）。数据未丢失；请查看日志后重新提交。",
        "The job {name} kept failing ({kind}). Nothing was lost; look at the log and submit it again.",
    )


class KeptCrashing(CallwrightError):
    """A job's process died again and again while running it."""

    status = 500
    code = "jobs.kept_crashing"
    text = Text(
        "任务 {name} 运行时进程多次中断，已停止重试。请查看日志后重新提交。",
        "The process died repeatedly while running the job {name}; it is not tried again. "
        "Look at the log and submit it anew.",
    )
