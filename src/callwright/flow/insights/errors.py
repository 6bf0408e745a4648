"""What can go wrong with insight."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class CallWithoutRecording(CallwrightError):
    """The call has no recording, so there is nothing to measure."""

    status = 409
    code = "insights.no_recording"
    text = Text(
        "这次通话没有录音。请先导入录音。", "This call has no recording. Import the recordings first."
    )
