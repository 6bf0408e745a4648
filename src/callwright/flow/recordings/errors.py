"""What can go wrong with recordings, and why a file is not one."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class RecordingNotFound(CallwrightError):
    """There is no such recording, or it is outside the viewer's scope."""

    status = 404
    code = "recordings.not_found"
    text = Text("没有找到这段录音。", "There is no such recording.")


class RecordingGone(CallwrightError):
    """The recording is known, but its file is not on disk any more."""

    status = 410
    code = "recordings.file_gone"
    text = Text(
        "录音文件不在存储里了，请从备份恢复后重试。",
        "The recording's file is gone from the store; restore it from the backup.",
    )


class FolderNotReadable(CallwrightError):
    """The folder to import does not exist."""

    status = 422
    code = "recordings.folder_not_readable"
    text = Text("无法读取文件夹“{folder}”。", "The folder “{folder}” cannot be read.")


class NotAWav(CallwrightError):
    """The file is not a WAV we can read."""

    status = 422
    code = "recordings.not_a_wav"
    text = Text(
        "不是可读取的 WAV 录音（支持 PCM、浮点、A-law、μ-law）：{reason}。",
        "Not a readable WAV recording (PCM, float, A-law and μ-law are supported): {reason}.",
    )


UNPAIRED = Text(
    "没有找到对应的通话。录音已保存，导入通话记录后会自动配对。",
    "No call was found for it. The recording is kept and will be paired when its call is imported.",
)
AMBIGUOUS = Text(
    "有多次通话符合文件名，无法确定是哪一次。录音已保存。",
    "Several calls fit the name of the file. The recording is kept.",
)
SECOND = Text(
    "该通话已有另一段录音。本文件已保存，但未配对。",
    "The call has another recording already. This file is kept, but not paired.",
)
IGNORED = Text("忽略了 {count} 个不是录音的文件。", "Ignored {count} files that are no recordings.")
